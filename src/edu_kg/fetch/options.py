"""How pages are fetched: bounds, delays, the agent's name, and where a site is really read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from edu_kg.errors import ForbiddenAddress
from edu_kg.fetch.addresses import authority, names_inside, refuse_unless_web
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
    A server that asks for more than ``max_wait_seconds`` (Retry-After, Crawl-delay) is left alone,
    as is one from which ``failures_in_a_row`` pages did not come. ``max_pages`` and
    ``max_seconds`` bound all a fetcher asks for. ``inside`` are the hosts, with their ports, that
    may be reached though they are this machine or stand in a private network. ``contact`` is an
    address or e-mail at which the people who run this can be found.

    Raises ValueError for a contact that cannot stand in a header.
    """

    contact: str = CONTACT
    timeout_seconds: float = 15.0
    deadline_seconds: float = 60.0
    max_bytes: int = 10_000_000
    max_redirects: int = 5
    attempts: int = 3
    backoff_seconds: float = 1.0
    max_wait_seconds: float = 120.0
    failures_in_a_row: int = 5
    max_pages: int | None = None
    max_seconds: float | None = None
    delay_seconds: float = 2.0
    delays: Mapping[str, float] = field(default_factory=dict)
    mirrors: tuple[Mirror, ...] = ()
    inside: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not (self.contact.isascii() and self.contact.isprintable() and self.contact.strip()):
            raise ValueError(f"contact: {self.contact!r} is no plain address; give one in ASCII")

    def address_at(self, url: str) -> str:
        """The address really asked for when ``url`` is wanted."""
        for mirror in self.mirrors:
            url = mirror.address_at(url)
        return url

    def delay_at(self, address: str) -> float:
        """The least seconds between two requests to the host of an address."""
        return self.delays.get(urlsplit(address).netloc, self.delay_seconds)

    def naming(self, addresses: Iterable[str]) -> "FetchOptions":
        """The same options, with those of the addresses allowed that name a host inside.

        Only what a person gave may come here: a source, a profile, never a link of a page.

        >>> given = ["http://127.0.0.1:8000/a", "http://news.example/"]
        >>> sorted(FetchOptions().naming(given).inside)
        ['127.0.0.1:8000']
        """
        named = (address for address in addresses if _names_host_inside(address))
        return replace(self, inside=self.inside.union(map(authority, named)))


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

    Hosts that the site or ``at`` name by a private number, or as localhost, may be reached.

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
    scheme = urlsplit(at or site.address).scheme
    named = [site.address, at or site.address, *(f"{scheme}://{host}" for host in hosts)]
    return replace(options, delays=delays, mirrors=mirrors).naming(named)


def _names_host_inside(address: str) -> bool:
    try:
        refuse_unless_web(address, address)
    except ForbiddenAddress:
        return False
    return names_inside(address)
