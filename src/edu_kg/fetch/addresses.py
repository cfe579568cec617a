"""Which addresses may be asked for, and where a redirect leads."""

import ipaddress
from urllib.parse import urljoin, urlsplit

from edu_kg.errors import ForbiddenAddress


def refuse_unless_web(url: str, address: str) -> None:
    """Nothing for an http(s) address with a host; raises ForbiddenAddress for all else."""
    try:
        parts = urlsplit(address)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_web = False
    if not is_web:
        raise ForbiddenAddress(url, f"{address} is no http(s) address; check it")


def following_address(url: str, address: str, location: str) -> str:
    """The address a redirect of ``address`` leads to.

    Raises ForbiddenAddress where it leaves the web, or leads from outside to this machine or its
    own network: no site has reason to send a reader there.
    """
    try:
        following = urljoin(address, location)
    except ValueError:
        following = location
    refuse_unless_web(url, following)
    if is_inside(following) and not is_inside(address):
        raise ForbiddenAddress(url, f"redirected into a private network, to {following}")
    return following


def is_inside(address: str) -> bool:
    """Whether an address names this machine or a private network, by number or as localhost.

    >>> is_inside("http://127.0.0.1:8000/"), is_inside("http://news.example/")
    (True, False)
    """
    host = (urlsplit(address).hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
