"""What a page says otherwise than it did: the facts of its captures, one after the other."""

import datetime as dt
import difflib
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from edu_kg.captures import CaptureStore
from edu_kg.errors import ParseError
from edu_kg.model import Article, Claims, EventClaim, Failure, Page, Site
from edu_kg.parsing import parse_articles
from edu_kg.pipeline.reading import Outcome, ReadArticles, SpacyReader
from edu_kg.pipeline.workspace import Workspace
from edu_kg.sources import find_site, sites_by_host

logger = logging.getLogger(__name__)

# Two statements this alike are one fact told otherwise ("on 19 May", "on 20 May").
_ALIKE = 0.6


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """One thing an article states, in words; ``kind`` is "role", "event", "title" or the like."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What came, went and changed in an article between two captures of its page."""

    url: str
    before: dt.datetime | None
    after: dt.datetime | None
    came: tuple[Statement, ...]
    went: tuple[Statement, ...]
    changed: tuple[tuple[Statement, Statement], ...]


@dataclass(frozen=True, slots=True)
class _Version:
    """An article as one capture of its page had it."""

    article: Article
    at: dt.datetime | None


def find_edits(
    output: Path,
    *,
    site: str | Path | None = None,
    model: str | Path | None = None,
    read: ReadArticles | None = None,
) -> Iterator[Edit]:
    """The silent edits of all pages captured in a folder, by address and in order of time.

    Captures that differ in what surrounds the article only are no edits. An edit that touched no
    fact comes without statements.

    Raises:
        SourceError: the site profile cannot be used.
        ModelError: the language pipeline cannot be used.
    """
    profile = find_site(str(site)) if site is not None else None
    by_host = sites_by_host() if profile is None else {}
    histories = [
        versions
        for pages in CaptureStore(Workspace(output).captures).changed()
        for versions in _histories(pages, profile, by_host)
        if len(versions) > 1
    ]
    articles = [version.article for versions in histories for version in versions]
    stated = map(_statements, articles, (read or SpacyReader(model))(articles))
    for versions in histories:
        told = [(version, next(stated)) for version in versions]
        for (before, said), (after, says) in pairwise(told):
            if said is not None and says is not None:
                yield _edit(before, after, said, says)


def _histories(
    pages: tuple[Page, ...], site: Site | None, by_host: Mapping[str, Site]
) -> list[list[_Version]]:
    """The versions of each article that the captures of one page have, without repeats."""
    histories: dict[str, list[_Version]] = {}
    for page in pages:
        try:
            articles = parse_articles(page, site or by_host.get(urlsplit(page.url).netloc))
        except ParseError as error:
            logger.info("left out: %s", error)
            continue
        for article in articles:
            versions = histories.setdefault(article.url, [])
            if not versions or _told(versions[-1].article) != _told(article):
                versions.append(_Version(article, page.fetched_at))
    return list(histories.values())


def _told(article: Article) -> tuple[object, ...]:
    return article.title, article.text, article.published, article.byline


def _statements(article: Article, claims: Outcome) -> frozenset[Statement] | None:
    """All an article states; None where it could not be read."""
    if not isinstance(claims, Claims):
        why = claims.message if isinstance(claims, Failure) else f"written in {claims.language!r}"
        logger.warning("%s: %s", claims.source, why)
        return None
    return frozenset([*_of_article(article), *_of_claims(claims)])


def _of_article(article: Article) -> Iterator[Statement]:
    yield Statement("title", article.title)
    if article.published is not None:
        yield Statement("published", str(article.published))
    if article.byline is not None:
        yield Statement("by-line", article.byline)


def _of_claims(claims: Claims) -> Iterator[Statement]:
    names = {entity.key: entity.name for entity in claims.entities}
    for role in claims.roles:
        at = f", {names[role.organization]}" if role.organization is not None else ""
        yield Statement("role", f"{names[role.person]}: {role.title}{at}")
    for event in claims.events:
        yield Statement("event", _tell_event(event, names))
        for part in event.participants:
            behalf = f" on behalf of {names[part.on_behalf_of]}" if part.on_behalf_of else ""
            yield Statement(
                "part",
                f"{names[part.entity]}: {part.manner.value.lower()}{behalf}, "
                f"{event.type.value.lower()}",
            )
    for relation in claims.relations:
        yield Statement(
            "relation",
            f"{names[relation.subject]} {relation.predicate.value} {names[relation.object]}",
        )


def _tell_event(event: EventClaim, names: Mapping[str, str]) -> str:
    about = f" ({event.about})" if event.about else ""
    date = f" on {event.start}" if event.start is not None else ""
    until = f" until {event.end}" if event.end is not None else ""
    place = f" in {names[event.place]}" if event.place is not None else ""
    who = ", ".join(sorted({names[part.entity] for part in event.participants}))
    return f"{event.type.value.lower()}{about}{date}{until}{place}{f': {who}' if who else ''}"


def _edit(
    before: _Version,
    after: _Version,
    said: frozenset[Statement],
    says: frozenset[Statement],
) -> Edit:
    went, came = sorted(said - says), sorted(says - said)
    changed = []
    for old in list(went):
        new = _closest(old, came)
        if new is not None:
            changed.append((old, new))
            went.remove(old)
            came.remove(new)
    return Edit(
        url=after.article.url,
        before=before.at,
        after=after.at,
        came=tuple(came),
        went=tuple(went),
        changed=tuple(changed),
    )


def _closest(old: Statement, candidates: list[Statement]) -> Statement | None:
    """The statement of the same kind most like the old one, if it is like it at all."""
    best: tuple[float, Statement] | None = None
    for new in candidates:
        if new.kind == old.kind:
            alike = difflib.SequenceMatcher(None, old.words, new.words).ratio()
            if alike >= _ALIKE and (best is None or alike > best[0]):
                best = (alike, new)
    return None if best is None else best[1]
