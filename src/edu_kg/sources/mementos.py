"""What web archives hold of a page: TimeMaps in link-format (RFC 7089, RFC 6690)."""

import datetime as dt
import email.utils
import re
from dataclasses import dataclass
from urllib.parse import urljoin

# One link: <address> and what follows up to the next comma outside of quotes.
_LINK = re.compile(r'<(?P<target>[^<>]*)>(?P<parameters>(?:[^,"<]|"[^"]*")*)')
_PARAMETER = re.compile(
    r';\s*(?P<name>[\w*!.-]+)\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s;,]+))'
)
# Replay systems put the moment into the address; with "id_" behind it they give the bytes as
# they came, without their own banner and rewritten links.
_REPLAYED = re.compile(r"/(?P<moment>\d{14})/(?=https?:)")
_MAX_LINKS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Memento:
    """One earlier state of a page, kept by an archive."""

    url: str
    at: dt.datetime

    @property
    def as_it_came(self) -> str:
        """The address of the bytes the archive took in, where it is known how to ask for them.

        >>> moment = dt.datetime(2019, 3, 1, tzinfo=dt.UTC)
        >>> Memento(url="http://a.example/20190301000000/http://b.example/", at=moment).as_it_came
        'http://a.example/20190301000000id_/http://b.example/'
        """
        return _REPLAYED.sub(r"/\g<moment>id_/", self.url, count=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMap:
    """The mementos of one page, oldest first, and further parts of the same list."""

    mementos: tuple[Memento, ...]
    following: tuple[str, ...] = ()


def timemap_address(archive: str, url: str) -> str:
    """Where an archive tells what it has of a page: its own address, then that of the page.

    An archive's address may say with ``{url}`` where the page's goes.

    >>> timemap_address("https://archive.example/timemap/link", "http://a.example/b")
    'https://archive.example/timemap/link/http://a.example/b'
    """
    if "{url}" in archive:
        return archive.replace("{url}", url)
    return f"{archive.rstrip('/')}/{url}"


def parse_timemap(text: str, address: str) -> TimeMap:
    """The mementos a TimeMap lists; those without a date, or not on the web, are left out."""
    mementos: list[Memento] = []
    following: list[str] = []
    for count, match in enumerate(_LINK.finditer(text)):
        if count == _MAX_LINKS:
            break
        parameters = {
            each["name"].lower(): each["quoted"] or each["plain"] or ""
            for each in _PARAMETER.finditer(match["parameters"])
        }
        relations = parameters.get("rel", "").lower().split()
        target = urljoin(address, match["target"].strip())
        if not target.startswith(("http://", "https://")):
            continue
        if "memento" in relations:
            moment = _moment(parameters.get("datetime", ""))
            if moment is not None:
                mementos.append(Memento(url=target, at=moment))
        elif "timemap" in relations and target != address:
            following.append(target)
    mementos.sort(key=lambda memento: memento.at)
    return TimeMap(mementos=tuple(mementos), following=tuple(dict.fromkeys(following)))


def _moment(value: str) -> dt.datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
