"""Addresses of pages: one canonical form for the many ways to write the same one."""

import re
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

from edu_kg.model.sites import Site

_DEFAULT_PORTS = {"http": 80, "https": 443}
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_SAFE = "!#$%&'()*+,/:;=?@[]~"  # RFC 3986 reserved signs and "%": quoting must not touch them
_BLANKS = re.compile(r"[\x00-\x20\x7f]")

# Parameters that say how a visitor came here. They never choose the page.
_TRACKING = re.compile(
    r"(?:utm_\w+|(?:mtm|pk|piwik)_\w+|_hs(?:enc|mi|fp)|fbclid|gclid|dclid|msclkid|yclid|twclid"
    r"|mc_[ce]id|mkt_tok|igshid|srsltid|wt_mc|spm|_ga|_gl)"
)
# Other views of the same article; Joomla's print window asks for several of these at once.
_VIEWS = re.compile(
    r"(?:print=(?:1|true|yes)|(?:format|view|output)=print|tmpl=component|layout=default|page=)"
)


def canonical_address(url: str, site: Site | None = None) -> str:
    """The one form of an http(s) address under which a page is known.

    Without fragment, tracking parameters, print view, default port, dot segments, user name and
    the dot after a host; the hosts of ``site`` become its address's. Applying it twice changes
    nothing.

    >>> canonical_address("HTTP://News.Example.:80/a/../b?print=1&start=8&utm_source=x#top")
    'http://news.example/b?start=8'

    Raises ValueError for what is no http(s) address.
    """
    parts = urlsplit(url.strip())
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS:
        raise ValueError(f"no http(s) address: {url!r}")
    host = _host_of(parts.hostname, parts.port, scheme)
    if site is not None and host in site.hosts:
        own = urlsplit(site.address)
        scheme = own.scheme
        host = _host_of(own.hostname, own.port, scheme)
    path = _quoted(_without_dot_segments(_decoded(parts.path))) or "/"
    query = "&".join(sorted(filter(_chooses_page, map(_quoted, parts.query.split("&")))))
    return f"{scheme}://{host}{path}" + (f"?{query}" if query else "")


def find_link(href: str, page_url: str, site: Site | None = None) -> str | None:
    """The canonical address a link on a page leads to; None for what is no page (mailto:, …).

    >>> find_link("/b#c", "http://news.example/a"), find_link("mailto:a@b", "http://news.example/")
    ('http://news.example/b', None)
    """
    try:
        return canonical_address(urljoin(page_url, href.strip()), site)
    except ValueError:
        return None


def path_and_query(url: str) -> str:
    """What follows the host in an address.

    >>> path_and_query("http://news.example/a?start=8")
    '/a?start=8'
    """
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def page_address(url: str) -> str:
    """The address of the page that an article stands on: of several on one, each stands at a "#".

    >>> page_address("http://news.example/in-brief#item-2")
    'http://news.example/in-brief'
    """
    return url.partition("#")[0]


def _host_of(hostname: str | None, port: int | None, scheme: str) -> str:
    host = (hostname or "").rstrip(".")
    if ":" in host:  # an IPv6 literal, whose brackets urlsplit takes off
        host = f"[{host}]"
    elif not host or not re.fullmatch(r"[\w.-]+", host):
        raise ValueError(f"no host name: {hostname!r}")
    return host if port in {None, _DEFAULT_PORTS[scheme]} else f"{host}:{port}"


def _decoded(text: str) -> str:
    """The text with %7E for ~ and the like undone: only signs that mean the same either way."""

    def decode(match: re.Match[str]) -> str:
        char = unquote_to_bytes(match[0]).decode("latin-1")
        return char if char in _UNRESERVED else match[0].upper()

    return _PERCENT.sub(decode, text)


def _quoted(text: str) -> str:
    text = _BLANKS.sub(lambda blank: f"%{ord(blank[0]):02X}", _decoded(text))
    return quote(text, safe=_SAFE, errors="replace")


def _without_dot_segments(path: str) -> str:
    """The path with "." and ".." resolved, as RFC 3986 section 5.2.4 has it."""
    kept: list[str] = []
    segments = path.split("/")
    for index, segment in enumerate(segments):
        last = index == len(segments) - 1
        if segment == "..":
            del kept[max(1, len(kept) - 1) :]
        elif segment != ".":
            kept.append(segment)
            continue
        if last:
            kept.append("")
    return "/".join(kept)


def _chooses_page(parameter: str) -> bool:
    if _VIEWS.fullmatch(parameter):
        return False
    return bool(parameter) and not _TRACKING.fullmatch(parameter.partition("=")[0])
