"""How pages are fetched: bounds, delays, the agent's name, and where a site is really read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from edu_kg.errors import ForbiddenAddress
from edu_kg.model import Page, Site

CONTACT = "https://w3id.org/edu-kg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirror:
    """A site read from another place: ``own`` is its address, ``at`` the one that is asked."""

    own: str
    at: str

    def address_at(self, url: str) -> str:
        """The address really asked for when ``url`` is wanted.

        >>> Mirror(own="http://a.example", at="http://127.0.0.1:8000").address_at("http://a.example/b")
        'http://127.0.0.1:8000/b'
        """
        if url == self.own or url.startswith((f"{self.own}/", f"{self.own}?")):
            return self.at + url[len(self.own) :]
        return url


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """Bounds and manners of fetching.

    ``deadline_seconds`` bounds one request as a whole, ``timeout_seconds`` each wait within it;
    ``max_bytes`` counts what is left after decompression. ``delays`` are least seconds between
    two requests by host (with port where not the usual one), ``delay_seconds`` for all others.
    A server that asks for more than ``max_wait_seconds`` (Retry-After, Crawl-delay) is left alone.
    ``contact`` is an address or e-mail at which the people who run this can be found.
    """

    contact: str = CONTACT
    timeout_seconds: float = 15.0
    deadline_seconds: float = 60.0
    max_bytes: int = 10_000_000
    max_redirects: int = 5
    attempts: int = 3
    backoff_seconds: float = 1.0
    max_wait_seconds: float = 120.0
    delay_seconds: float = 2.0
    delays: Mapping[str, float] = field(default_factory=dict)
    mirrors: tuple[Mirror, ...] = ()

    def address_at(self, url: str) -> str:
        """The address really asked for when ``url`` is wanted."""
        for mirror in self.mirrors:
            url = mirror.address_at(url)
        return url


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask it later whether a page changed (RFC 9110 section 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, page: Page) -> "Validators":
        """Those of a page fetched earlier."""
        return cls(etag=page.header("etag"), last_modified=page.header("last-modified"))


def options_for(
    site: Site, at: str | None = None, options: FetchOptions | None = None
) -> FetchOptions:
    """The options with a site's delay, and with ``at`` as the place it is really read from.

    Raises ForbiddenAddress for an ``at`` that is no http(s) address.
    """
    options = options or FetchOptions()
    hosts = list(site.hosts)
    mirrors = options.mirrors
    if at is not None:
        parts = urlsplit(at)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            raise ForbiddenAddress(at, "give an http(s) address such as http://127.0.0.1:8000")
        hosts.append(parts.netloc)
        mirrors = (*mirrors, Mirror(own=site.address, at=at.rstrip("/")))
    delays = {**options.delays, **dict.fromkeys(hosts, site.delay_seconds)}
    return replace(options, delays=delays, mirrors=mirrors)
