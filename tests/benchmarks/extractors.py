"""Our parsing and trafilatura's settings, as functions from the characters of a page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import trafilatura

from edu_kg.errors import ParseError
from edu_kg.model import Page
from edu_kg.parsing import parse_article

URL = "https://benchmark.example/page"


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extractor says of a page; empty and None for what it does not say."""

    body: str = ""
    title: str = ""
    day: str | None = None
    day_from: str | None = None


Extractor = Callable[[bytes, str], Extracted]


def extract_ours(html: bytes, url: str = URL) -> Extracted:
    """What our parsing says without a profile; nothing of a page it takes for no article."""
    try:
        article = parse_article(Page(url=url, retrieved_from=url, body=html))
    except ParseError:
        return Extracted()
    return Extracted(
        body=article.text,
        title=article.title,
        day=None if article.published is None else str(article.published),
        day_from=article.published_from,
    )


def _trafilatura_body(**settings: Any) -> Extractor:
    def extract(html: bytes, url: str = URL) -> Extracted:
        text = trafilatura.extract(html, url=url, include_comments=False, **settings)
        return Extracted(body=text or "")

    return extract


def extract_with_trafilatura(html: bytes, url: str = URL) -> Extracted:
    """What trafilatura says in its default setting, metadata included."""
    found = trafilatura.bare_extraction(
        html, url=url, include_comments=False, with_metadata=True, output_format="python"
    )
    if found is None or isinstance(found, dict):
        return Extracted()
    return Extracted(body=found.text or "", title=found.title or "", day=found.date)


TRAFILATURA_BODIES: Mapping[str, Extractor] = {
    "trafilatura": _trafilatura_body(),
    "trafilatura fast": _trafilatura_body(fast=True),
    "trafilatura precision": _trafilatura_body(favor_precision=True),
    "trafilatura recall": _trafilatura_body(favor_recall=True),
    "trafilatura without tables": _trafilatura_body(include_tables=False),
}
