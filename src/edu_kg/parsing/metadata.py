"""What a page says of itself in its head: JSON-LD, OpenGraph, meta elements."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from edu_kg.text import squeeze

_ARTICLE_TYPES = re.compile(
    r"(?:https?://schema\.org/)?(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review)"
)
_MAX_NODES = 5000
# JSON-LD is often wrapped in comment marks left over from XHTML.
_WRAPPING = re.compile(
    r"\A\s*(?:/\*|//)?\s*<!(?:--|\[CDATA\[)(?:\*/)?|(?://|/\*)?\s*(?:-->|\]\]>)\s*\Z"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the head declares of the article; None for what it does not say."""

    headline: str | None = None
    og_title: str | None = None
    site_name: str | None = None
    document_title: str | None = None
    json_ld_published: str | None = None
    meta_published: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None


def read_metadata(soup: BeautifulSoup) -> Metadata:
    """What the page's head declares."""
    article = next(
        (node for node in _json_ld_nodes(soup) if _is_article(node.get("@type"))),
        {},
    )
    html = soup.find("html")
    return Metadata(
        headline=_text_of(article.get("headline")),
        og_title=_meta(soup, "og:title"),
        site_name=_meta(soup, "og:site_name"),
        document_title=_text_of(soup.title.get_text() if soup.title else None),
        json_ld_published=_text_of(article.get("datePublished")),
        meta_published=_meta(soup, "article:published_time"),
        author=_name_of(article.get("author")) or _meta(soup, "author"),
        publisher=_name_of(article.get("publisher")),
        language=_language(str(html.get("lang", ""))) if isinstance(html, Tag) else None,
    )


def _language(tag: str) -> str | None:
    """A BCP 47 tag in its usual letters (RFC 5646 section 2.1.1), None for what is none."""
    parts = tag.strip().replace("_", "-").split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]) or not all(
        re.fullmatch(r"[A-Za-z0-9]{1,8}", part) for part in parts
    ):
        return None
    cased = {2: str.upper, 4: str.title}
    return "-".join([parts[0].lower(), *(cased.get(len(p), str.lower)(p) for p in parts[1:])])


def _meta(soup: BeautifulSoup, name: str) -> str | None:
    for attribute in ("property", "name"):
        found = soup.find("meta", attrs={attribute: name})
        if isinstance(found, Tag) and (content := _text_of(found.get("content"))):
            return content
    return None


def _json_ld_nodes(soup: BeautifulSoup) -> Iterator[Mapping[str, object]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            waiting = [json.loads(_WRAPPING.sub("", script.get_text()), strict=False)]
        except (ValueError, RecursionError):
            continue  # broken JSON-LD says nothing; other signals remain
        for _ in range(_MAX_NODES):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node
            elif isinstance(node, dict):
                yield node
                waiting += [node[key] for key in ("@graph", "mainEntity") if key in node]


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(each, str) and _ARTICLE_TYPES.fullmatch(each) for each in kinds)


def _name_of(value: object) -> str | None:
    """The names of a JSON-LD person or body, or of several, joined by commas."""
    if isinstance(value, list):
        return ", ".join(name for each in value if (name := _name_of(each))) or None
    return _text_of(value.get("name") if isinstance(value, dict) else value)


def _text_of(value: object) -> str | None:
    return (squeeze(value) or None) if isinstance(value, str) else None
