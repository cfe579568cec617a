"""One page through all stages, nothing stored: for whoever writes a profile or doubts a fact."""

from dataclasses import dataclass
from pathlib import Path

from edu_kg.errors import UnusableSource
from edu_kg.fetch import FetchOptions
from edu_kg.model import Article, Claims, Entity, Facts, Failure, Page, Skip
from edu_kg.parsing import Reading, read_page
from edu_kg.pipeline.named_pages import WEB, fetch_named, shipped_profile
from edu_kg.pipeline.reading import SpacyReader
from edu_kg.resolution import resolve
from edu_kg.sources import Unreadable, find_site, read_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What each stage made of one page; ``site`` is the profile it was parsed by, if any."""

    page: Page
    site: str | None
    reading: Reading
    claims: Claims
    entities: tuple[Entity, ...]
    facts: Facts


def inspect(
    source: str,
    *,
    site: str | Path | None = None,
    model: str | Path | None = None,
    contact: str | None = None,
) -> Inspection:
    """What every stage makes of a page at an address, or in a file.

    An address is asked for once, as politely as by a crawl. Without ``site`` the shipped profile
    of the page's host is used, where there is one.

    Raises:
        SourceError: there is no such file or profile, or it is no page.
        FetchError: the page did not arrive.
        ParseError: it gives no article; the message says why.
        ModelError: the language pipeline cannot be used.
    """
    profile = None if site is None else find_site(str(site))
    options = FetchOptions(contact=contact) if contact else None
    page = fetch_named(source, options, profile) if source.startswith(WEB) else _saved(source)
    profile = profile or shipped_profile(page)
    reading = read_page(page, profile)
    claims = _read(source, reading.article, model)
    resolution = resolve([claims])
    return Inspection(
        page=page,
        site=None if profile is None else profile.name,
        reading=reading,
        claims=claims,
        entities=tuple(resolution.entities),
        facts=next(iter(resolution.facts), Facts(article_url=claims.article_url)),
    )


def _saved(path: str) -> Page:
    for found in read_source(Path(path)):
        if isinstance(found, Unreadable):
            raise found.error
        if isinstance(found, Page):
            return found
    raise UnusableSource(path, "it holds no saved page; give an HTML file or an address")


def _read(source: str, article: Article, model: str | Path | None) -> Claims:
    result = next(SpacyReader(model)([article]))
    if isinstance(result, Failure):
        raise UnusableSource(source, result.message)
    if isinstance(result, Skip):
        raise UnusableSource(source, f"is written in {result.language!r}; only English is read")
    return result
