"""Who takes part in an event, as what, and on whose behalf."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Span

from edu_kg.extraction.learned.decoding import TriggerSpan, Window
from edu_kg.extraction.learned.labels import BEHALF_CHANNEL, MANNERS, STANDS_CHANNEL
from edu_kg.extraction.learned.parties import bodies_that_sign
from edu_kg.extraction.reading import Reading
from edu_kg.extraction.representation import Bonds, represented_by_words
from edu_kg.model import EntityClaim, EntityKind, EventClaim, EventType, ParticipationClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Words of a window that name an event."""

    reading: Reading
    window: Window
    span: TriggerSpan
    entities: tuple[EntityClaim, ...]
    """The entities of the window, in its order."""
    stands: Mapping[str, float]
    """How likely each of them stands for somebody in the event, as a score, by key."""

    @classmethod
    def of(cls, reading: Reading, window: Window, span: TriggerSpan) -> "Told":
        """Give the words with what the network makes of the entities beside them."""
        entities = tuple(reading.entities[number] for number in window.entities)
        scores = window.beside(span, STANDS_CHANNEL).tolist()
        stands = {entity.key: score for entity, score in zip(entities, scores, strict=True)}
        return cls(reading=reading, window=window, span=span, entities=entities, stands=stands)

    def trigger(self) -> Span:
        """Give the tokens of the words."""
        offsets = self.window.article.offsets
        return self.reading.tokens(offsets[self.span.start][0], offsets[self.span.end - 1][1])

    def offset(self) -> int:
        """Give the place of the words' first character in the text."""
        return self.window.offset(self.span.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartThresholds:
    """Probabilities from which on somebody is believed to take part.

    ``likeliest`` is asked for the likeliest of all, ``party`` for bodies that sign by the parse,
    ``actor`` for those whose score of standing for a body is above ``acts``.
    """

    participant: float = 0.66
    likeliest: float = 0.5
    party: float = 0.1
    actor: float = 0.3
    acts: float = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class StandsThresholds:
    """Scores from which on somebody is believed to stand for a body.

    ``stands`` is asked of the person, ``body`` of the body, to which ``bond`` is added where it
    takes part, and where the person holds a title. Under ``doubt`` what a rule reads is not
    believed. A person who stands for a body in one event does not stand for it in another where
    the score is ``apart`` lower.
    """

    stands: float = 2.5
    body: float = -1.0
    bond: float = 0.5
    doubt: float = -2.0
    apart: float = 3.0


def find_participants(told: Told, thresholds: PartThresholds) -> Iterator[ParticipationClaim]:
    """Yield who takes part, in the order of the window's entities."""
    reading, window = told.reading, told.window
    odds = window.manners(told.span)
    agents = [n for n, e in enumerate(told.entities) if e.kind is not EntityKind.PLACE]
    is_signing = told.span.type is EventType.SIGNING
    parties = bodies_that_sign(reading, told.trigger()) if is_signing else frozenset()
    likeliest = min(agents, key=lambda n: float(odds[n, 0]), default=None)
    for place in agents:
        entity = told.entities[place]
        acts = entity.kind is EntityKind.PERSON and told.stands[entity.key] > thresholds.acts
        least = thresholds.actor if acts else thresholds.participant
        if place == likeliest:
            least = min(least, thresholds.likeliest)
        if entity.key in parties:
            least = min(least, thresholds.party)
        if 1 - odds[place, 0] <= least:
            continue
        manner = MANNERS[int(odds[place, 1:].argmax())]
        mention = window.manner_mention(told.span, place, manner)
        yield ParticipationClaim(
            entity=entity.key,
            manner=manner,
            evidence=(reading.sentence_quote(window.offset(mention.start)),),
            rule=f"network: {manner.value.lower()}",
        )


def with_representation(
    told: Told, event: EventClaim, bonds: Bonds, thresholds: StandsThresholds
) -> EventClaim:
    """Give the event, with the body each person acts for.

    A body that takes part, or where the person holds a title, goes before others.
    """
    entities = told.entities
    bodies = [n for n, e in enumerate(entities) if e.kind is EntityKind.ORGANIZATION]
    place = {entity.key: n for n, entity in enumerate(entities)}
    behalf = told.window.of_pairs(BEHALF_CHANNEL)
    present = {part.entity for part in event.participants}

    def represented(part: ParticipationClaim) -> str | None:
        person = place[part.entity]
        if entities[person].kind is not EntityKind.PERSON or not bodies:
            return None
        stands = told.stands[part.entity]
        if stands <= thresholds.doubt:
            return None
        said = represented_by_words(told.reading, event, part.entity, bonds)
        if said is not None or stands <= thresholds.stands:
            return said

        def score(body: int) -> float:
            key = entities[body].key
            likely = (key in present) + ((part.entity, key) in bonds)
            return float(behalf[person, body]) + thresholds.bond * likely

        best = max(bodies, key=score)
        return entities[best].key if score(best) > thresholds.body else None

    parts = tuple(replace(part, on_behalf_of=represented(part)) for part in event.participants)
    return replace(event, participants=parts)
