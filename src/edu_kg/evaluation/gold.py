"""Annotated articles: a text, and the facts a careful reader wrote down from it.

One JSON file an article; ``tests/gold`` has examples. Beside what every article record has
(``edu_kg.sources.read_record``) it gives ``id`` and ``gold``; other keys are ignored.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from cattrs.gen import make_dict_structure_fn, override
from cattrs.preconf.json import JsonConverter, make_converter

from edu_kg.errors import RecordError, SourceNotFound, UnusableSource
from edu_kg.model import Article, EventType, Manner, PartialDate, Predicate
from edu_kg.records import from_json
from edu_kg.sources import read_record


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """A person, body or place: its fullest name in the article, and its other ones."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRole:
    """A person's title at a body, None where the text names none."""

    person: str
    title: str
    organization: str | None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldParticipant:
    """Who takes part in an event, as what, and perhaps for whom."""

    name: str
    manner: Manner
    on_behalf_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """Something that happened, or is announced for a date, with who took part."""

    type: EventType
    date: PartialDate | None
    end: PartialDate | None
    place: str | None
    participants: tuple[GoldParticipant, ...]
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A body's relation to another body or a place."""

    subject: str
    predicate: Predicate
    object: str
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFacts:
    """All a careful reader writes down; facts refer to entities by name."""

    persons: tuple[GoldEntity, ...]
    organizations: tuple[GoldEntity, ...]
    places: tuple[GoldEntity, ...]
    roles: tuple[GoldRole, ...]
    events: tuple[GoldEvent, ...]
    relations: tuple[GoldRelation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with the facts it states."""

    id: str
    article: Article
    facts: GoldFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Annotation:
    """The part of a gold file that is no article record."""

    id: str
    gold: GoldFacts


def read_gold(folder: Path, pattern: str = "*") -> tuple[GoldArticle, ...]:
    """The annotated articles of a folder whose id fits the pattern (as of a shell), by file name.

    Raises:
        SourceNotFound: there is no such folder.
        UnusableSource: it holds no JSON file whose name fits, or one that cannot be opened.
        RecordError: a file is no annotated article, or its facts speak of nobody it lists.
    """
    if not folder.is_dir():
        raise SourceNotFound(str(folder), "there is no such folder; give one of gold articles")
    files = [file for file in sorted(folder.glob("*.json")) if fnmatchcase(file.stem, pattern)]
    if not files:
        raise UnusableSource(
            str(folder), f"no gold article fits {pattern}.json; check the folder and the pattern"
        )
    converter = _make_gold_converter()
    return tuple(_read_file(file, converter) for file in files)


def digest_gold(folder: Path) -> str:
    """Hexadecimal SHA-256 over the names and bytes of all gold files of the folder."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.json")):
        digest.update(f"{file.name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _make_gold_converter() -> JsonConverter:
    converter = make_converter()
    converter.register_structure_hook(PartialDate, lambda text, _: PartialDate.parse(text))
    # Annotators write types and manners in lower case.
    converter.register_structure_hook(EventType, lambda text, _: EventType(text.capitalize()))
    converter.register_structure_hook(Manner, lambda text, _: Manner(text.capitalize()))
    converter.register_structure_hook(
        GoldParticipant,
        make_dict_structure_fn(GoldParticipant, converter, manner=override(rename="as")),
    )
    return converter


def _read_file(file: Path, converter: JsonConverter) -> GoldArticle:
    try:
        text = file.read_bytes()
        annotation = from_json(converter, text, _Annotation)
        article = read_record(from_json(converter, text, dict))
    except RecordError as error:
        raise RecordError(error.path, error.problem, str(file)) from error
    except OSError as error:
        raise UnusableSource(
            str(file), f"cannot be read ({error.strerror}); check its permissions"
        ) from error
    for path, name in _unlisted(annotation.gold):
        raise RecordError(path, f"{name!r} is not among the entities listed", str(file))
    return GoldArticle(id=annotation.id, article=article, facts=annotation.gold)


def _unlisted(facts: GoldFacts) -> Iterator[tuple[str, str]]:
    """Where facts name somebody whom the file does not list, and whom."""
    persons, bodies, places = map(_names, (facts.persons, facts.organizations, facts.places))
    for role in facts.roles:
        yield from _missing("$.gold.roles", {role.person}, persons)
        yield from _missing("$.gold.roles", {role.organization}, bodies)
    for event in facts.events:
        yield from _missing("$.gold.events", {event.place}, places)
        for part in event.participants:
            yield from _missing("$.gold.events", {part.name}, persons | bodies)
            yield from _missing("$.gold.events", {part.on_behalf_of}, bodies)
    for relation in facts.relations:
        ends = {relation.subject, relation.object}
        yield from _missing("$.gold.relations", ends, bodies | places)


def _names(entities: Iterable[GoldEntity]) -> set[str]:
    return {entity.name for entity in entities}


def _missing(path: str, names: Iterable[str | None], known: set[str]) -> Iterator[tuple[str, str]]:
    for name in sorted(name for name in names if name is not None and name not in known):
        yield path, name
