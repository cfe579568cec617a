"""Annotated articles: a text, and the facts a careful reader wrote down from it.

One JSON file an article; ``tests/gold`` has examples. Beside what every article record has
(``edu_kg.sources.read_record``) it gives ``id`` and ``gold``, and may give ``origin``; other keys
are ignored unless the converter is strict.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from cattrs.gen import make_dict_structure_fn, override
from cattrs.preconf.json import JsonConverter, make_converter

from edu_kg.errors import RecordError, SourceNotFound, UnusableSource
from edu_kg.model import (
    Article,
    EventType,
    Manner,
    OrganizationKind,
    PartialDate,
    Predicate,
)
from edu_kg.records import from_json
from edu_kg.sources import read_record

_KEYS = frozenset(("id", "url", "title", "published", "origin", "text", "links", "gold"))
"""All that the annotation guidelines know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """A person, body or place: its fullest name in the article, and its other ones."""

    name: str
    aliases: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and the other ones."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldOrganization(GoldEntity):
    """A body, with what kind of body it is."""

    kind: OrganizationKind | None = None


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
    """Something that happened, or is announced for a date, with who took part.

    ``trigger`` are the words of the quote that tell of it.
    """

    type: EventType
    date: PartialDate | None
    end: PartialDate | None
    place: str | None
    participants: tuple[GoldParticipant, ...]
    about: str | None = None
    quote: str | None = None
    trigger: str | None = None


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
    organizations: tuple[GoldOrganization, ...]
    places: tuple[GoldEntity, ...]
    roles: tuple[GoldRole, ...]
    events: tuple[GoldEvent, ...]
    relations: tuple[GoldRelation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with the facts it states; ``origin`` says how its text came about."""

    id: str
    article: Article
    facts: GoldFacts
    origin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Annotation:
    """The part of a gold file that is no article record."""

    id: str
    gold: GoldFacts
    origin: str = ""


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
    converter = make_gold_converter()
    return tuple(_read_file(file, converter) for file in files)


def read_gold_file(file: Path) -> GoldArticle:
    """The annotated article of one file.

    Raises:
        SourceNotFound: there is no such file.
        UnusableSource: it cannot be opened.
        RecordError: it is no annotated article, or its facts speak of nobody it lists.
    """
    return _read_file(file, make_gold_converter())


def parse_gold(converter: JsonConverter, text: str | bytes) -> GoldArticle:
    """The annotated article a JSON text holds; whom its facts name is not looked up.

    Raises:
        RecordError: it is no JSON or has another shape; says where.
    """
    annotation = from_json(converter, text, _Annotation)
    record = from_json(converter, text, dict)
    if converter.forbid_extra_keys and (unknown := sorted(record.keys() - _KEYS)):
        raise RecordError(f"$.{unknown[0]}", "no key of an annotated article")
    return GoldArticle(
        id=annotation.id,
        article=read_record(record),
        facts=annotation.gold,
        origin=annotation.origin,
    )


def digest_gold(folder: Path) -> str:
    """Hexadecimal SHA-256 over the names and bytes of all gold files of the folder."""
    digest = hashlib.sha256()
    for file in sorted(folder.glob("*.json")):
        digest.update(f"{file.name}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def make_gold_converter(*, strict: bool = False) -> JsonConverter:
    """The converter of annotated articles; a strict one refuses keys nobody knows.

    No text is made out of a number, and no list out of a text.
    """
    converter = make_converter(forbid_extra_keys=strict)
    converter.register_structure_hook(str, _only_text)
    # Enumerations of texts are texts to cattrs, so those as written need a hook, too.
    for names in (OrganizationKind, Predicate):
        converter.register_structure_hook(names, lambda text, kind: kind(text))
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _only_texts)
    converter.register_structure_hook(PartialDate, lambda text, _: PartialDate.parse(text))
    # Annotators write types and manners in lower case.
    converter.register_structure_hook(EventType, lambda text, _: EventType(text.capitalize()))
    converter.register_structure_hook(Manner, lambda text, _: Manner(text.capitalize()))
    converter.register_structure_hook(
        GoldParticipant,
        make_dict_structure_fn(
            GoldParticipant,
            converter,
            _cattrs_forbid_extra_keys=strict,
            manner=override(rename="as"),
        ),
    )
    converter.register_structure_hook(
        # Its other keys are those of an article record.
        _Annotation,
        make_dict_structure_fn(_Annotation, converter, _cattrs_forbid_extra_keys=False),
    )
    return converter


def _only_text(value: object, _: type[str]) -> str:
    if not isinstance(value, str):
        raise TypeError(f"no text: {value!r}")
    return value


def _only_texts(value: object, _: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"no list: {value!r}")
    return tuple(_only_text(item, str) for item in value)


def _read_file(file: Path, converter: JsonConverter) -> GoldArticle:
    try:
        gold = parse_gold(converter, file.read_bytes())
    except RecordError as error:
        raise RecordError(error.path, error.problem, str(file)) from error
    except FileNotFoundError as error:
        problem = "there is no such file or folder; check the path"
        raise SourceNotFound(str(file), problem) from error
    except OSError as error:
        raise UnusableSource(
            str(file), f"cannot be read ({error.strerror}); check its permissions"
        ) from error
    for path, name in _unlisted(gold.facts):
        raise RecordError(path, f"{name!r} is not among the entities listed", str(file))
    return gold


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
