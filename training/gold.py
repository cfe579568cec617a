"""Annotated articles as values: what one says of people, bodies, places, roles and events.

The shape is that of `training/corpus/GUIDELINES.md`; what the words mean stands there too.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cattrs.gen import make_dict_structure_fn, override

from edu_kg.errors import RecordError
from edu_kg.model import PartialDate
from edu_kg.records import from_json, make_record_converter

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter

CORPUS = Path(__file__).parent / "corpus"
"""Our annotated articles."""

Kind = Literal[
    "university",
    "school",
    "government",
    "intergovernmental",
    "company",
    "association",
    "media",
    "unit",
    "other",
]
EventType = Literal[
    "signing", "meeting", "visit", "conference", "ceremony", "launch", "award", "appointment"
]
Part = Literal[
    "signatory",
    "party",
    "host",
    "speaker",
    "visitor",
    "recipient",
    "presenter",
    "founded",
    "attendee",
]
Predicate = Literal["subOrganizationOf", "cooperatesWith", "locatedIn", "successorOf", "memberOf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """A person or place: its fullest name in the article and the other forms."""

    name: str
    aliases: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldOrganization(GoldEntity):
    """A body, with what kind of body it is."""

    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRole:
    """A title a person holds, at a body where the text names one."""

    person: str
    title: str
    organization: str | None
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldParticipant:
    """Who takes part in an event, as what (`part`, in the files `as`) and for whom."""

    name: str
    part: Part
    on_behalf_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """Something that happened, or is announced for a stated date."""

    type: EventType
    date: PartialDate | None
    end: PartialDate | None
    place: str | None
    participants: tuple[GoldParticipant, ...]
    about: str | None
    quote: str | None = None
    trigger: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A lasting bond between two bodies, or a body and its place."""

    subject: str
    predicate: Predicate
    object: str
    quote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a reader who knows nothing but the article would write down as fact."""

    persons: tuple[GoldEntity, ...]
    organizations: tuple[GoldOrganization, ...]
    places: tuple[GoldEntity, ...]
    roles: tuple[GoldRole, ...]
    events: tuple[GoldEvent, ...]
    relations: tuple[GoldRelation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """An article with its annotation; `origin` says how the text came about."""

    id: str
    url: str
    title: str
    published: PartialDate | None
    text: str
    gold: Gold
    origin: str = ""
    links: tuple[str, ...] = ()


def make_gold_converter() -> JsonConverter:
    """Give the converter of annotated articles: no key too many, no text made out of a number."""
    converter = make_record_converter()
    converter.register_structure_hook(str, _only_text)
    converter.register_structure_hook_func(lambda kind: kind == tuple[str, ...], _only_texts)
    converter.register_structure_hook(
        GoldParticipant,
        make_dict_structure_fn(
            GoldParticipant,
            converter,
            _cattrs_forbid_extra_keys=True,
            part=override(rename="as"),
        ),
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


def parse_gold(converter: JsonConverter, text: str) -> GoldArticle:
    """Give the annotated article a JSON text holds.

    Raises:
        RecordError: it is no JSON or has another shape; says where.
    """
    if not text.lstrip().startswith("{"):
        raise RecordError("$", "no JSON object")
    return from_json(converter, text, GoldArticle)


def read_corpus(folder: Path) -> tuple[GoldArticle, ...]:
    """Give the annotated articles of a folder in order of their file names.

    Raises:
        RecordError: a file has another shape than GUIDELINES.md says.
    """
    converter = make_gold_converter()
    paths = sorted(folder.glob("*.json"))
    return tuple(parse_gold(converter, path.read_text(encoding="utf-8")) for path in paths)
