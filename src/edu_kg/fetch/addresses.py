"""Which addresses may be asked for, where a redirect leads, and which machines are public."""

import ipaddress
import socket
from urllib.parse import urljoin, urlsplit

from edu_kg.errors import ForbiddenAddress

_DEFAULT_PORTS = {"http": 80, "https": 443}

# What ``is_global`` of the standard library lets through, or did in versions still in use.
_SPECIAL_V4 = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))
_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
# Protocol assignments with Teredo, documentation, and 6to4, whose relays are gone.
_SPECIAL_V6 = tuple(
    map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


def refuse_unless_web(url: str, address: str) -> None:
    """Nothing for an http(s) address with a host; raises ForbiddenAddress for all else."""
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        names_user = parts.username is not None
    except ValueError:
        is_web = names_user = False
    if not is_web:
        raise ForbiddenAddress(url, f"{address} is no http(s) address; check it")
    if names_user:
        raise ForbiddenAddress(url, "the address names a user; leave that out")


def following_address(url: str, address: str, location: str) -> str:
    """The address a redirect of ``address`` leads to.

    Raises ForbiddenAddress where it leaves the web, or leads from outside to this machine or its
    own network by number: no site has reason to send a reader there.
    """
    try:
        following = urljoin(address, _as_sent(location))
    except ValueError:
        following = location
    refuse_unless_web(url, following)
    if names_inside(following) and not names_inside(address):
        raise ForbiddenAddress(url, f"redirected into a private network, to {following}")
    return following


def authority(address: str) -> str:
    """Host and port of an http(s) address, the port always there.

    >>> authority("https://News.Example./a"), authority("http://[::1]:8000/")
    ('news.example:443', '::1:8000')
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").rstrip(".")
    return f"{host}:{parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)}"


def names_inside(address: str) -> bool:
    """Whether an address names this machine or a private network, by number or as localhost.

    >>> names_inside("http://127.0.0.1:8000/"), names_inside("http://127.1/")
    (True, True)
    >>> names_inside("http://news.example/")
    False
    """
    host = (urlsplit(address).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not is_public(_plain_number(host))
    except ValueError:
        return False


def is_public(ip: str) -> bool:
    """Whether a numeric address is one of the open Internet.

    Private, loopback, link-local, multicast, reserved and documentation addresses are none, nor
    are IPv6 addresses that lead to such an IPv4 one.

    >>> [is_public(ip) for ip in ("8.8.8.8", "10.1.2.3", "::ffff:127.0.0.1", "169.254.169.254")]
    [True, False, False, False]

    Raises ValueError for what is no numeric address.
    """
    address = ipaddress.ip_address(ip)
    if isinstance(address, ipaddress.IPv6Address):
        carried = _carried(address)
        if carried is None:
            special = any(address in network for network in _SPECIAL_V6)
            return address in _UNICAST_V6 and address.is_global and not special
        address = carried
    special = any(address in network for network in _SPECIAL_V4)
    return address.is_global and not address.is_multicast and not special


def _plain_number(host: str) -> str:
    """A number in one of the old ways to write it (``127.1``, ``0x7f000001``) in the usual one."""
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return host


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 one only wraps."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped


def _as_sent(location: str) -> str:
    """A Location header as its UTF-8 bytes were meant; HTTP libraries read each byte as a sign."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location
