"""What a page shows of the system behind it, and where its site may list its news."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from bs4 import BeautifulSoup, Tag

from edu_kg.model import Listing, Page
from edu_kg.model.addresses import find_link
from edu_kg.text import squeeze

_SIGNS = {
    "wordpress": re.compile(rb'content="WordPress|api\.w\.org|/wp-(?:content|includes)/'),
    "drupal": re.compile(rb'content="Drupal|data-drupal-selector|/sites/default/files/'),
    "joomla": re.compile(rb'content="Joomla|joomla-script-options|option=com_content|/media/jui/'),
}
_NEWS = re.compile(
    r"\b(?:news\w*|press|articles?|stories|aktuell\w*|nachrichten|actualit\w*|noticias|blog)\b|新闻",
    re.IGNORECASE,
)
_PAGE_NUMBERS = ("start", "page", "limitstart", "paged", "p")
_PAGE_PATH = re.compile(r"(?P<below>page/)(?P<number>\d{1,4})(?P<slash>/?)")
# Window titles end with the name of the site more often than they begin with it.
_SEPARATOR = re.compile(r"\s+[|–—-]\s+")
_SLUG = re.compile(r"[^/]{12,}")
# Forms of article addresses, the more telling first; {prefix} is the path they all begin with.
_FORMS = (
    r"^{prefix}/\d{{4}}/\d{{2}}/(?:\d{{2}}/)?(?P<id>[^/?]+)/?$",
    r"^{prefix}/(?:[^/?]+/)*(?P<id>\d{{2,}})-[^/?]+(?:\?|$)",
    r"^{prefix}/(?:[^/?]+/)*(?P<id>\d{{2,}})(?:\.html?)?/?$",
)
_FEWEST = 2
_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What one page tells of its site.

    ``platform`` is the name of the profile of its system, ``links`` are all its links with their
    words, in order.
    """

    platform: str | None
    site_name: str | None
    language: str | None
    feeds: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


def read_signs(page: Page) -> Signs:
    """The signs of an HTML page."""
    soup = BeautifulSoup(page.body, "lxml")
    base = soup.find("base", href=True)
    start = (find_link(str(base["href"]), page.url) if isinstance(base, Tag) else None) or page.url
    feeds = soup.select("link[rel~=alternate][type*=rss], link[rel~=alternate][type*=atom]")
    name = soup.select_one("meta[property='og:site_name'], meta[name='application-name']")
    language = soup.html.get("lang") if soup.html else None
    title = squeeze(soup.title.get_text()) if soup.title else ""
    return Signs(
        platform=find_platform(page.body),
        site_name=(squeeze(str(name.get("content", ""))) if name else "")
        or _SEPARATOR.split(title)[-1]
        or None,
        language=str(language) if language else None,
        feeds=_addresses(feeds, start),
        links=tuple(
            (link, squeeze(each.get_text(" ")))
            for each in soup.select("a[href]")
            if (link := find_link(str(each["href"]), start))
        ),
    )


def find_platform(body: bytes) -> str | None:
    """The system a page was made by, if its source shows it.

    >>> find_platform(b'<meta name="generator" content="Drupal 10" />')
    'drupal'
    """
    found = {name: len(sign.findall(body)) for name, sign in _SIGNS.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] else None


def listing_candidates(signs: Signs, url: str, most: int) -> tuple[str, ...]:
    """Addresses that may be listings of news: the page itself, then what its menu calls so."""
    host = urlsplit(url).netloc
    own = [
        link
        for link, words in signs.links
        if urlsplit(link).netloc == host
        and not urlsplit(link).query
        and (_NEWS.search(words) or _NEWS.search(link.rpartition(host)[2]))
    ]
    own.sort(key=lambda link: link.rstrip("/").count("/"))  # the section before what is in it
    return tuple(dict.fromkeys([url, *own]))[:most]


def infer_pattern(paths: Sequence[str], *, all_articles: bool) -> str | None:
    r"""A regular expression for the article addresses among some paths; None if none stands out.

    With ``all_articles`` the paths are those of articles only, else all that a page links to.

    >>> infer_pattern(["/n/19-on-a-visit", "/n/x/7", "/n/20-another-one"], all_articles=True)
    '^/n/(?:[^/?]+/)*(?P<id>\\d{2,})-[^/?]+(?:\\?|$)'
    """
    least = max(_FEWEST, round(len(paths) * _SHARE)) if all_articles else _FEWEST + 1
    for form in _FORMS:
        anywhere = re.compile(form.format(prefix=r"(?:/[^/?]+)*?"))
        fitting = [path for path in paths if anywhere.search(path)]
        if len(fitting) >= least:
            return form.format(prefix=re.escape(_common_folder(fitting)))
    folders = Counter(
        path.rstrip("/").rpartition("/")[0]
        for path in paths
        if "?" not in path and _SLUG.fullmatch(path.rstrip("/").rpartition("/")[2])
    )
    for folder, number in folders.most_common(1):
        if number >= least:
            return rf"^{re.escape(folder)}/(?P<id>[^/?]+)/?$"
    return None


def infer_listing(path: str, signs: Signs) -> Listing:
    """The listing at a path, with the numbering of its further pages as its links show it."""
    folder = path.rstrip("/")
    for link, words in signs.links:
        parts = urlsplit(link)
        below = _PAGE_PATH.fullmatch(parts.path.removeprefix(f"{folder}/"))
        if parts.path.startswith(f"{folder}/") and below is not None:
            return Listing(path=path, page_path=f"page/{{n}}{below['slash']}", first=1)
        if parts.path.rstrip("/") != folder:
            continue
        for name, value in parse_qsl(parts.query):
            if name in _PAGE_NUMBERS and value.isdigit() and int(value) > 0:
                return _numbered(path, name, int(value), words, signs.platform)
    return Listing(path=path)


def _numbered(path: str, name: str, number: int, words: str, platform: str | None) -> Listing:
    """The first link to a further page tells how they are counted: offsets, from 0, or from 1."""
    if name in {"start", "limitstart"}:
        position = int(words) - 1 if words.isdigit() and int(words) > 1 else 1
        return Listing(path=path, parameter=name, step=max(1, number // position))
    is_from_zero = int(words) - number == 1 if words.isdigit() else platform == "drupal"
    return Listing(path=path, parameter=name, first=0 if is_from_zero else 1)


def _common_folder(paths: Sequence[str]) -> str:
    """The folders all paths begin with, without a year or a number."""
    common: list[str] = []
    for segments in zip(*(path.split("?")[0].split("/")[1:-1] for path in paths), strict=False):
        if len(set(segments)) > 1 or segments[0].isdigit():
            break
        common.append(segments[0])
    return "".join(f"/{segment}" for segment in common)


def _addresses(elements: Sequence[Tag], start: str) -> tuple[str, ...]:
    links = (find_link(str(each.get("href", "")), start) for each in elements)
    return tuple(dict.fromkeys(link for link in links if link and "comments" not in link))
