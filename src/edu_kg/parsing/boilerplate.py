"""What stands around and between the paragraphs of an article, known by tag, role and name."""

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from edu_kg.parsing.passages import Passage, read_passages

NEVER_TEXT = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "embed", "head", "input"}
    | {"canvas", "map", "option", "math"}
)
_SELDOM_TEXT = frozenset(
    {"button", "select", "textarea", "label", "datalist", "object", "applet", "dialog", "menu"}
    | {"nav", "footer", "aside", "figure", "figcaption", "audio", "video", "picture"}
)
_ROLES = frozenset(
    {"navigation", "complementary", "contentinfo", "banner", "search", "dialog", "alertdialog"}
)
_ALWAYS_KEPT = frozenset(
    {"html", "body", "main", "article", "h1", "p", "td", "tr", "tbody", "table"}
)
_INLINE = frozenset(
    {"span", "a", "b", "i", "em", "strong", "small", "time", "font", "u", "sup", "sub", "code"}
    | {"cite", "abbr", "mark"}
)
# Words of class names and ids; no letter may stand beside them. A "-?" stands for any sign that
# names are joined by.
_BESIDE = (
    *("share", "shares", "sharing", "sharebar", "sharedaddy", "addthis", "addtoany", "socials?"),
    *("socialmedia", "related", "relatedposts", "recommend\\w*", "recirc\\w*", "more-?stories"),
    *("more-?news", "read-?more", "read-?next", "up-?next", "also-?read", "you-?may", "trending"),
    *("popular", "most-?read", "latest", "newsletters?", "subscribe", "subscription", "sign-?up"),
    *("optin", "mailchimp", "paywall", "promos?", "promotion", "advert\\w*", "ads?", "adbox"),
    *("adsense", "sponsor\\w*", "dfp", "outbrain", "taboola", "zergnet", "side-?bar", "rail"),
    *("widget-?area", "breadcrumbs?", "nav", "navbar", "navigation", "subnav", "menus?", "pager"),
    *("pagination", "paginator", "pagenav", "post-?nav", "skip-?link", "table-?of-?contents"),
    *("footer", "colophon", "copyright", "masthead", "site-?header", "topbar", "header-?bar"),
    *("cookies?", "consent", "gdpr", "popup", "modal", "overlay", "lightbox", "toast", "banner"),
    *("print", "print-?icon", "email-?icon", "tools", "toolbar", "toolbox", "utility", "actions"),
    *("ratings?", "votes?", "likes?", "log-?in", "register", "donate", "donation", "cta"),
    *("call-?to-?action", "jp-?relatedposts", "sr-?only", "screen-?reader-?text"),
    *("visually-?hidden", "no-?print", "video-?player", "jwplayer", "player", "teasers?"),
    *("disclaimer", "feedback"),
)
_SHOWS = ("gallery", "slideshow", "carousel", "slider", "swiper")
_INFORMATION = (
    *("by-?line", "authors?", "author-?box", "author-?bio", "bio", "avatar", "contributors?"),
    *("dateline", "timestamp", "post-?date", "pub-?date", "published", "posted-?on"),
    *("entry-?date", "time-?ago", "meta", "metadata", "entry-?meta", "post-?meta"),
    *("article-?meta", "article-?info", "post-?info", "submitted", "tags", "tag-?list", "taglist"),
    *("tagcloud", "post-?tags", "keywords", "topics", "cat-?links", "categories", "captions?"),
    *("wp-?caption\\w*", "img-?caption", "image-?caption", "photo-?credit", "image-?credit"),
    "credits?",
)
_TALK = ("comments?", "commentlist", "disqus\\w*", "respond", "discussion", "replies", "reply")
# Parts of longer names mean nothing here: builders of pages call every paragraph a "text-widget".
_WHOLE_NAMES = frozenset({"widget", "widgets", "toc", "hidden", "is-hidden"})
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Of the page's running text, the part an element may hold and still be boilerplate: unclosed
# elements swallow articles, and talk about an article may be longer than it.
_SMALL_PART, _TALK_PART = 0.35, 0.85
_INLINE_LENGTH = 200


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z])(?:{'|'.join(words)})(?![a-z])")


_BESIDE_NAMES = _any_of(_BESIDE)
_INFORMATION_NAMES = _any_of(_INFORMATION)
_TALK_NAMES = _any_of(_TALK)
_SHOW_NAMES = _any_of(_SHOWS)
# Kinds whose names whole articles may bear, too.
_DOUBTFUL = frozenset({"information", "show"})


def find_boilerplate(
    root: HtmlElement, *, doubtful: bool = True, unscripted: bool = False
) -> frozenset[HtmlElement]:
    """The elements of no running text, and those of what stands beside the article.

    Names that whole articles may bear, too, like "published" or "gallery", can be left out, and
    so can what is meant for browsers that run no scripts.
    """
    found = set(root.iter(*(NEVER_TEXT - {"noscript"} if unscripted else NEVER_TEXT)))
    prose = measure_prose(read_passages(root, found))
    whole = max(prose.get(root, 0), 1)
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        if element in found or (
            (part := _largest_part(element, doubtful=doubtful))
            and prose.get(element, 0) / whole <= part
            and not _is_running(element)
        ):
            found.add(element)
            walk.skip_subtree()
    return frozenset(found)


def measure_prose(passages: Iterable[Passage]) -> dict[HtmlElement, int]:
    """How many characters of running text each element holds."""
    found: dict[HtmlElement, int] = {}
    for passage in passages:
        size = passage.prose
        element: HtmlElement | None = passage.element if size else None
        while element is not None:
            found[element] = found.get(element, 0) + size
            element = element.getparent()
    return found


def stands_beside(element: HtmlElement, block: HtmlElement | None = None) -> bool:
    """Whether an element belongs to what surrounds an article: sidebar, footer, other articles."""
    return find_beside(element, block) is not None


def find_beside(element: HtmlElement, block: HtmlElement | None = None) -> HtmlElement | None:
    """The nearest element beside an article that an element is or stands in, inside a block."""
    around: HtmlElement | None = element
    while around is not None and around is not block and around.tag not in {"body", "html"}:
        if around.tag in {"aside", "nav", "footer"}:
            return around
        if _kind_of(around) in {"beside", "talk", "show"}:
            return around
        around = around.getparent()
    return None


def _largest_part(element: HtmlElement, *, doubtful: bool) -> float:
    """The part of the page's running text up to which the element is boilerplate; 0 for none."""
    tag = element.tag
    if tag in _ALWAYS_KEPT:
        return 0
    kind = _kind_of(element)
    if kind == "talk":
        return _TALK_PART
    if tag in _SELDOM_TEXT:
        is_table = tag == "figure" and element.find(".//table") is not None
        return 0 if is_table else _SMALL_PART
    is_unseen = element.get("hidden") is not None or _UNSEEN.search(element.get("style", ""))
    is_named = bool(kind) and (doubtful or kind not in _DOUBTFUL)
    return _SMALL_PART if is_named or is_unseen or element.get("role") in _ROLES else 0


def _is_running(element: HtmlElement) -> bool:
    """Whether an inline element is part of a sentence or of code, whatever its name."""
    if element.tag not in _INLINE:
        return False
    if any(parent.tag in {"pre", "code"} for parent in element.iterancestors("pre", "code")):
        return True
    return sum(map(len, element.itertext())) > _INLINE_LENGTH


def _kind_of(element: HtmlElement) -> str:
    return _kind_of_names(element.get("class", ""), element.get("id", ""))


@lru_cache(maxsize=4096)
def _kind_of_names(classes: str, identifier: str) -> str:
    """Of what kind they are: beside, talk, show or information; empty for none."""
    names = _CAMEL.sub("-", f"{classes} {identifier}").lower().replace("_", "-")
    if not names.strip():
        return ""
    if _TALK_NAMES.search(names):
        return "talk"
    if _BESIDE_NAMES.search(names) or not _WHOLE_NAMES.isdisjoint(names.split()):
        return "beside"
    if _SHOW_NAMES.search(names):
        return "show"
    return "information" if _INFORMATION_NAMES.search(names) else ""
