"""What one article claims: entities, roles, events and relations, each with its words.

Inside ``Claims`` every reference to an entity is the ``key`` of an ``EntityClaim`` of the same
article; inside ``Facts`` (``edu_kg.model.facts``) the same classes refer to entities by id.
"""

import enum
from dataclasses import dataclass

from edu_kg.model.dates import PartialDate


class EntityKind(enum.StrEnum):
    """What sort of thing a name names."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"


class OrganizationKind(enum.StrEnum):
    """What sort of body an organisation is."""

    UNIVERSITY = "university"
    SCHOOL = "school"
    GOVERNMENT = "government"
    INTERGOVERNMENTAL = "intergovernmental"
    COMPANY = "company"
    ASSOCIATION = "association"
    MEDIA = "media"
    UNIT = "unit"
    OTHER = "other"


class MentionForm(enum.StrEnum):
    """How a mention names its entity. Only names, short names and acronyms become labels."""

    NAME = "name"
    SHORT = "short"
    ACRONYM = "acronym"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class EventType(enum.StrEnum):
    """The eight kinds of event; the values are local names of ``edu:`` terms."""

    SIGNING = "Signing"
    MEETING = "Meeting"
    VISIT = "Visit"
    CONFERENCE = "Conference"
    CEREMONY = "Ceremony"
    LAUNCH = "Launch"
    AWARD = "Award"
    APPOINTMENT = "Appointment"


class Manner(enum.StrEnum):
    """As what somebody takes part in an event; the values are local names of ``edu:`` terms."""

    SIGNATORY = "Signatory"
    PARTY = "Party"
    HOST = "Host"
    SPEAKER = "Speaker"
    VISITOR = "Visitor"
    RECIPIENT = "Recipient"
    PRESENTER = "Presenter"
    FOUNDED = "Founded"
    ATTENDEE = "Attendee"


class Predicate(enum.StrEnum):
    """The relations between bodies; the values are local names of ``edu:`` terms."""

    SUB_ORGANIZATION_OF = "subOrganizationOf"
    COOPERATES_WITH = "cooperatesWith"
    LOCATED_IN = "locatedIn"
    SUCCESSOR_OF = "successorOf"
    MEMBER_OF = "memberOf"


class Factuality(enum.StrEnum):
    """Whether the text tells an event as past or announces it for a stated date."""

    HAPPENED = "Happened"
    ANNOUNCED = "Announced"


class RoleStatus(enum.StrEnum):
    """How a role stood on the day its article appeared, where title or text says so.

    ``PAST`` is told of an earlier day ("the then dean", "was dean"): whether it is still held
    is not said. ``DESIGNATE`` is not begun yet.
    """

    CURRENT = "current"
    FORMER = "former"
    ACTING = "acting"
    DESIGNATE = "designate"
    PAST = "past"


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Words of the article: ``exact`` is ``text[start:end]`` to the letter."""

    start: int
    end: int
    exact: str

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> "Quote":
        """The quote of these offsets."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no quote of {len(text)} characters: {start}..{end}")
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """One place where the text speaks of an entity."""

    start: int
    end: int
    text: str
    form: MentionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date the text tells: ``start`` (and ``end`` of a range), None where it can't be known.

    ``reason`` says what it was anchored to ("stated", "published", "last date told", ...).
    """

    quote: Quote
    start: PartialDate | None
    end: PartialDate | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityClaim:
    """A person, body or place of one article. ``name`` is its fullest form there."""

    key: str
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    organization_kind: OrganizationKind | None = None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleClaim:
    """A person holds a title at an organisation (None where the text names none).

    ``title`` is the head words without the organisation, lower case ("former vice president").
    ``start`` and ``end`` are when it began and ended, where the text says so; ``tenure_evidence``
    are the words that say it.
    """

    person: str
    title: str
    organization: str | None
    evidence: tuple[Quote, ...]
    rule: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    status: RoleStatus | None = None
    tenure_evidence: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipationClaim:
    """Somebody takes part in an event, perhaps for an organisation."""

    entity: str
    manner: Manner
    on_behalf_of: str | None = None
    evidence: tuple[Quote, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClaim:
    """Something that happened, or is announced for a stated date, with who took part.

    ``key`` names it inside the article. ``evidence`` begins with the sentence that states it.
    """

    key: str
    type: EventType
    start: PartialDate | None
    end: PartialDate | None = None
    place: str | None = None
    about: str | None = None
    factuality: Factuality = Factuality.HAPPENED
    participants: tuple[ParticipationClaim, ...] = ()
    evidence: tuple[Quote, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationClaim:
    """One named body stands in a relation to another body or a place."""

    subject: str
    predicate: Predicate
    object: str
    evidence: tuple[Quote, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """All that one article claims; entities are local to it."""

    article_url: str
    entities: tuple[EntityClaim, ...] = ()
    dates: tuple[DateMention, ...] = ()
    roles: tuple[RoleClaim, ...] = ()
    events: tuple[EventClaim, ...] = ()
    relations: tuple[RelationClaim, ...] = ()

    def entity(self, key: str) -> EntityClaim:
        """The entity of that key; KeyError for a key of another article."""
        for entity in self.entities:
            if entity.key == key:
                return entity
        raise KeyError(key)
