"""What a page says of itself in its head: JSON-LD, OpenGraph, meta elements."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from edu_kg.text import fold_words, squeeze

_ARTICLE_TYPES = re.compile(
    r"(?:https?://schema\.org/)?(?:\w*Article|BlogPosting|LiveBlogPosting|Report|Review)"
)
_PAGE_TYPES = re.compile(r"(?:https?://schema\.org/)?(?:\w*WebPage|WebPageElement)")
_MAX_NODES = 5000
_MOST_NAMES = 20
# JSON-LD is often wrapped in comment marks left over from XHTML.
_WRAPPING = re.compile(
    r"\A\s*(?:/\*|//)?\s*<!(?:--|\[CDATA\[)(?:\*/)?|(?://|/\*)?\s*(?:-->|\]\]>)\s*\Z"
)


# Names of meta elements that give the day of publication and nothing else.
_PUBLISHED_NAMES = (
    *("article:published_time", "og:article:published_time", "article:published", "datepublished"),
    *("og:published_time", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate"),
    *("publish-date", "publish_date", "published-date", "publication_date", "publication-date"),
    *("publicationdate", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created"),
    *("citation_publication_date", "citation_online_date", "prism.publicationdate"),
    *("rnews:datepublished", "cxenseparse:recs:publishtime", "cxenseparse:publishtime"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What the head declares of the article; None for what it does not say."""

    headline: str | None = None
    og_title: str | None = None
    og_type: str | None = None
    site_name: str | None = None
    document_title: str | None = None
    json_ld_published: str | None = None
    json_ld_modified: str | None = None
    json_ld_page_published: str | None = None
    meta_published: str | None = None
    author: str | None = None
    author_from: str | None = None
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    canonical: str | None = None


def read_metadata(root: HtmlElement) -> Metadata:
    """What the page's head declares."""
    nodes = list(_json_ld_nodes(root))
    named = _named_values(root)
    article = _own_article(nodes, named)
    web_page = next((node for node in nodes if _is_kind(node, _PAGE_TYPES)), {})
    titles = root.xpath("//head/title") or root.xpath("//title[not(ancestor::svg)]")
    author = _name_of(article.get("author"), _by_id(nodes))
    canonical = root.xpath("//link[@rel='canonical']/@href")
    return Metadata(
        headline=_text_of(article.get("headline")) or _text_of(article.get("name")),
        og_title=named.get("og:title"),
        og_type=named.get("og:type"),
        site_name=named.get("og:site_name"),
        document_title=_text_of(titles[0].text_content()) if titles else None,
        json_ld_published=_text_of(article.get("datePublished")),
        json_ld_modified=_text_of(article.get("dateModified")),
        json_ld_page_published=_text_of(web_page.get("datePublished")),
        meta_published=next((named[name] for name in _PUBLISHED_NAMES if name in named), None),
        author=author or named.get("author"),
        author_from="json-ld" if author else "meta author" if "author" in named else None,
        publisher=_name_of(article.get("publisher"), _by_id(nodes)),
        section=_section(article, named),
        language=_language(root.get("lang", "") or root.get("xml:lang", "")),
        canonical=_text_of(canonical[0]) if canonical else None,
    )


def _named_values(root: HtmlElement) -> dict[str, str]:
    """The contents of meta elements by their lower-case names, the first of each."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = _text_of(meta.get("content"))
        for attribute in ("property", "name", "itemprop"):
            name = meta.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _own_article(
    nodes: Sequence[Mapping[str, object]], named: Mapping[str, str]
) -> Mapping[str, object]:
    """The node of the page's own article: of several, the one with the page's title."""
    articles = [node for node in nodes if _is_kind(node, _ARTICLE_TYPES)]
    title = " ".join(fold_words(named.get("og:title", "")))
    for node in articles if len(articles) > 1 and title else ():
        headline = " ".join(fold_words(_text_of(node.get("headline")) or ""))
        if headline and (headline in title or title in headline):
            return node
    return articles[0] if articles else {}


def _by_id(nodes: Sequence[Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
    return {str(node["@id"]): node for node in reversed(nodes) if "@id" in node}


def _section(article: Mapping[str, object], named: Mapping[str, str]) -> str | None:
    section = article.get("articleSection")
    if isinstance(section, list):
        section = section[0] if section else None
    return _text_of(section) or named.get("article:section")


def _language(tag: str) -> str | None:
    """A BCP 47 tag in its usual letters (RFC 5646 section 2.1.1), None for what is none."""
    parts = tag.strip().replace("_", "-").split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]) or not all(
        re.fullmatch(r"[A-Za-z0-9]{1,8}", part) for part in parts
    ):
        return None
    cased = {2: str.upper, 4: str.title}
    return "-".join([parts[0].lower(), *(cased.get(len(p), str.lower)(p) for p in parts[1:])])


def _json_ld_nodes(root: HtmlElement) -> Iterator[Mapping[str, object]]:
    for script in root.iter("script"):
        if not (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            continue
        try:
            waiting = [json.loads(_WRAPPING.sub("", script.text or ""), strict=False)]
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
                waiting += [
                    node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node
                ]


def _is_kind(node: Mapping[str, object], types: re.Pattern[str]) -> bool:
    kind = node.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(each, str) and types.fullmatch(each) for each in kinds)


def _name_of(value: object, by_id: Mapping[str, Mapping[str, object]]) -> str | None:
    """The names of a JSON-LD person or body, or of several, joined by commas."""
    if isinstance(value, list):
        names = [name for each in value[:_MOST_NAMES] if (name := _name_of_one(each, by_id))]
        return ", ".join(dict.fromkeys(names)) or None
    return _name_of_one(value, by_id)


def _name_of_one(value: object, by_id: Mapping[str, Mapping[str, object]]) -> str | None:
    if isinstance(value, dict):
        known = by_id.get(str(value.get("@id")), {})
        return _text_of(value.get("name")) or _text_of(known.get("name"))
    return _text_of(value)


def _text_of(value: object) -> str | None:
    return (squeeze(html.unescape(value)) or None) if isinstance(value, str) else None
