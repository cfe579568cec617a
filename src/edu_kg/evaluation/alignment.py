"""Which gold entity each entity of the claims is, and how a fact is told in terms of them."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edu_kg.evaluation.gold import GoldArticle, GoldEntity, GoldEvent
from edu_kg.evaluation.matching import best_pairs
from edu_kg.evaluation.sentences import SentenceFinder
from edu_kg.evaluation.spelling import spelling_key
from edu_kg.evaluation.verdicts import Category, Judgement, Verdict
from edu_kg.model import Claims, EntityClaim, EntityKind, Quote

_MAIN_NAME = 100.0  # the gold entity's own name outweighs any number of shared aliases
_STEM = 4


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a fact speaks of: a gold entity, or one that is none and so has its own ``key``."""

    name: str
    key: str | None = None

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact as one side states it: in words, with its sentence and, if found, its rule."""

    text: str
    sentence: str
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """One article's claims beside its gold facts."""

    gold: GoldArticle
    claims: Claims
    entities: Mapping[str, EntityClaim]
    gold_names: Mapping[str, str]
    forms: Mapping[str, tuple[str, ...]]
    sentences: SentenceFinder

    def referent(self, key: str, *kinds: EntityKind) -> Referent:
        """Whom the key means, where an entity of these kinds is wanted."""
        entity = self.entities.get(key)
        if entity is None:
            return Referent(key, key)
        name = self.gold_names.get(key)
        if name is None or entity.kind not in kinds:
            return Referent(entity.name, key)
        return Referent(name)

    def gold_sentence(self, quote: str | None, *names: str | None) -> str:
        """The sentence of a gold fact: what its annotator quoted, else that with most names."""
        return quote or self.sentences.about(
            self.forms.get(name, (name,)) for name in names if name is not None
        )

    def gold_event_sentence(self, event: GoldEvent, *names: str | None) -> str:
        """The sentence of a gold event that speaks of these names, too."""
        date = [] if event.date is None else [f"{event.date.first_day:%B}", str(event.date.year)]
        # Most words for an event of a type begin as the type's name does.
        kind = event.type.value[:_STEM].lower()
        return self.gold_sentence(event.quote, *names, event.place, *date, kind)

    def found_sentence(self, evidence: Sequence[Quote]) -> str:
        """The first words a fact rests on."""
        return evidence[0].exact if evidence else ""


def gold_entities(gold: GoldArticle, kind: EntityKind) -> tuple[GoldEntity, ...]:
    """The gold entities of that kind."""
    facts = gold.facts
    return {
        EntityKind.PERSON: facts.persons,
        EntityKind.ORGANIZATION: facts.organizations,
        EntityKind.PLACE: facts.places,
    }[kind]


def align(gold: GoldArticle, claims: Claims) -> Alignment:
    """The claims of an article beside its gold facts, entities paired by their names."""
    gold_names: dict[str, str] = {}
    forms: dict[str, tuple[str, ...]] = {}
    for kind in EntityKind:
        entities = gold_entities(gold, kind)
        found = [entity for entity in claims.entities if entity.kind is kind]
        for left, right in best_pairs(_likeness(entities, found, kind)).items():
            gold_names[found[right].key] = entities[left].name
        for entity in entities:
            # Told again, a person is called by the family name.
            family = (entity.name.split()[-1],) if kind is EntityKind.PERSON else ()
            forms[entity.name] = (entity.name, *entity.aliases, *family)
    return Alignment(
        gold=gold,
        claims=claims,
        entities={entity.key: entity for entity in claims.entities},
        gold_names=gold_names,
        forms=forms,
        sentences=SentenceFinder.of(gold.article.text),
    )


def compare(
    category: Category, gold: Mapping[Hashable, Stated], found: Mapping[Hashable, Stated]
) -> Iterator[Judgement]:
    """The verdicts on facts that are the same where their keys are equal."""
    for key, stated in gold.items():
        if key not in found:
            yield judgement(category, Verdict.MISS, stated)
    for key, stated in found.items():
        yield judgement(category, Verdict.RIGHT if key in gold else Verdict.FALSE, stated)


def judgement(category: Category, verdict: Verdict, stated: Stated) -> Judgement:
    """The verdict on a fact so stated."""
    return Judgement(
        category=category,
        verdict=verdict,
        text=stated.text,
        sentence=stated.sentence,
        rule=stated.rule,
    )


def _likeness(
    gold: Sequence[GoldEntity], found: Sequence[EntityClaim], kind: EntityKind
) -> dict[tuple[int, int], float]:
    """How well each entity found fits each gold one; only those that share a name."""
    keys = [_keys((entity.name, *entity.aliases), kind) for entity in found]
    worth = {}
    for left, entity in enumerate(gold):
        main = spelling_key(entity.name, kind)
        names = _keys((entity.name, *entity.aliases), kind)
        for right, key in enumerate(keys):
            if shared := names & key:
                worth[left, right] = len(shared) + (_MAIN_NAME if main in shared else 0)
    return worth


def _keys(names: Sequence[str], kind: EntityKind) -> set[str]:
    return {spelling_key(name, kind) for name in names} - {""}
