"""Resolution kept up to date: what changed, its candidates, and nothing else."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from edu_kg.model import Claims
from edu_kg.resolution import serial
from edu_kg.resolution.blocking import Key, Side, components, keys_of
from edu_kg.resolution.matching import Matched, Pins, match
from edu_kg.resolution.observations import Observation, Stratum, observe, strata_of
from edu_kg.resolution.scoring import Weights, load_weights
from edu_kg.resolution.sketches import Sketch, sketch
from edu_kg.resolution.state import Ref, State


@dataclass(slots=True)
class Changes:
    """What an update made otherwise than it was.

    ``articles`` are those whose facts may name other entities. ``entities`` and ``decisions`` are
    ids: what is new or changed, and what is gone.
    """

    articles: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    gone_entities: set[str] = field(default_factory=set)
    decisions: set[str] = field(default_factory=set)
    gone_decisions: set[str] = field(default_factory=set)

    def add(self, later: "Changes") -> None:
        """Take in what another update changed; what both did is told as touched by either."""
        self.articles |= later.articles
        self.entities |= later.entities
        self.gone_entities |= later.gone_entities
        self.decisions |= later.decisions
        self.gone_decisions |= later.gone_decisions


class Resolver:
    """Who is who among the articles of a state, as people corrected it.

    What it gives depends on the articles and the pins alone: not on their order, nor on how many
    updates they came in.
    """

    def __init__(
        self,
        state: State,
        pins: Pins = Pins(),  # noqa: B008  frozen, empty
        weights: Mapping[str, Weights] | None = None,
    ) -> None:
        self._state = state
        self._pins = pins
        self._weights = load_weights() if weights is None else weights

    def update(self, changed: Iterable[Claims], removed: Iterable[str] = ()) -> Changes:
        """Take articles in, in place of what was known of them, and let others go."""
        return _Update(self._state, self._pins, self._weights).run(map(sketch, changed), removed)


@dataclass(slots=True)
class _Candidates:
    """What a stratum must look at: new observations with their keys, and components."""

    added: list[tuple[Observation, frozenset[Key]]] = field(default_factory=list)
    broken: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    joins: dict[Key, set[int]] = field(default_factory=dict)

    @property
    def components(self) -> list[int]:
        """All of them, in order."""
        found = self.broken | self.touched
        return sorted(found.union(*self.joins.values()))

    def keys(self, keys: frozenset[Key]) -> set[Key]:
        """The keys of a new observation, and those that stand for the components it joins."""
        return {*keys, *(_whole(c) for key in keys for c in self.joins.get(key, ()))}


class _Update:
    """One update: strata in order, each with the articles whose ids changed below it."""

    def __init__(self, state: State, pins: Pins, weights: Mapping[str, Weights]) -> None:
        self._state = state
        self._weights = weights
        self._pins = pins
        self._changes = Changes()
        self._sketches: dict[str, Sketch] = {}
        self._forced: set[Ref] = set()
        self._lost: dict[str, set[int]] = defaultdict(set)
        self._bonded: set[tuple[str, str]] = set()
        self._next = 0

    def run(self, changed: Iterable[Sketch], removed: Iterable[str]) -> Changes:
        self._sketches = {article.url: article for article in changed}
        gone = set(removed) - self._sketches.keys()
        stale = {*self._sketches, *gone, *self._repinned()}
        known = self._state.sketches(stale - self._sketches.keys() - gone)
        self._sketches |= {article.url: article for article in known}
        # Before anything goes: the number of a component that loses all must not be given again.
        self._next = self._state.next_component()
        self._replace(stale, gone)
        for stratum in Stratum.ORDER:
            stale |= self._settle(stratum, stale)
            missing = stale - self._sketches.keys() - gone
            self._sketches |= {s.url: s for s in self._state.sketches(missing)}
            if stratum == Stratum.BODIES:
                self._note_bonds(stale, gone)
        self._changes.articles |= stale - gone
        return self._changes

    def _repinned(self) -> set[str]:
        """The articles of observations of which people settled something else than they had."""
        now = serial.pins_text(self._pins)
        before = self._state.fact("pins")
        if now == before:
            return set()
        self._state.set_fact("pins", now)
        self._forced = serial.pinned(before) | serial.pinned(now)
        return {article for article, _ in self._forced}

    def _replace(self, stale: Collection[str], gone: Collection[str]) -> None:
        """Write the sketches, and drop what stands in a stratum it is no more of."""
        for url in sorted(stale):
            strata = {} if url in gone else strata_of(self._sketches[url])
            for stratum in Stratum.ORDER:
                for ref, (component, _) in self._state.stored(url, stratum).items():
                    if strata.get(ref[1]) != stratum:
                        self._state.remove_observation(ref)
                        self._lost[stratum].add(component)
            if url in gone:
                self._state.remove_article(url)
            else:
                self._state.put_article(self._sketches[url])

    def _settle(self, stratum: str, stale: Collection[str]) -> set[str]:
        """Settle a stratum; gives the articles in which something got another id."""
        candidates = self._candidates(stratum, stale)
        observations: list[Observation] = []
        bearers: list[Iterable[Key]] = []
        before: dict[Ref, tuple[int | None, str | None]] = {}
        for component in candidates.components:
            whole = _whole(component)
            for data, entity in self._state.members(component):
                seen = serial.parse_observation(data)
                is_broken = component in candidates.broken
                observations.append(seen)
                bearers.append(self._state.keys(seen.ref) if is_broken else (whole,))
                before[seen.ref] = component, entity
        for seen, keys in candidates.added:
            self._state.put_observation(seen, stratum, keys)
            observations.append(seen)
            bearers.append(candidates.keys(keys))
            before[seen.ref] = None, None
        old = [self._taken_out(component) for component in candidates.components]
        groups = components(bearers)
        news = self._write(stratum, [[observations[at] for at in g] for g in groups], before)
        self._compare(old, news)
        return {
            ref[0] for matched in news for entity, refs in matched.things for ref in refs
            if before[ref][1] not in {None, entity.id}
        }  # fmt: skip

    def _candidates(self, stratum: str, stale: Collection[str]) -> _Candidates:
        found = _Candidates(broken=set(self._lost[stratum]))
        for url in sorted(stale):
            stored = self._state.stored(url, stratum)
            article = self._sketches.get(url)
            seen_now = () if article is None else observe(article, stratum, self._state.ids(url))
            for seen in seen_now:
                component, data = stored.get(seen.ref, (None, ""))
                if data == serial.observation_text(seen) and seen.ref not in self._forced:
                    continue
                if component is not None:
                    self._state.remove_observation(seen.ref)
                    found.broken.add(component)
                found.added.append((seen, keys_of(seen, stratum) | self._pin_keys(seen.ref)))
        if stratum in {Stratum.UNITS, Stratum.PEOPLE}:
            for pair in self._bonded:
                found.touched |= self._state.components_tied_to_both(stratum, *pair)
        found.joins = self._joins(stratum, [keys for _, keys in found.added])
        return found

    def _joins(self, stratum: str, new: Iterable[frozenset[Key]]) -> dict[Key, set[int]]:
        """By key, the components that a new observation with that key is a candidate of."""
        borne: dict[Key, set[int]] = defaultdict(set)
        wanted = {key for keys in new for key in keys}
        for text, side, component in self._state.bearers(stratum, {key.text for key in wanted}):
            borne[Key(text, side)].add(component)
        facing = {Side.EQUAL: Side.EQUAL, Side.SHORT: Side.FULL, Side.FULL: Side.SHORT}
        return {key: borne.get(Key(key.text, facing[key.side]), set()) for key in wanted}

    def _pin_keys(self, ref: Ref) -> frozenset[Key]:
        """Keys that bring together what people said is the same."""
        return frozenset(
            Key("pin:" + "\x1f".join((*first[0], *second[0])))
            for first, second in self._pins.same
            if first and second and ref in {first[0], second[0]}
        )

    def _taken_out(self, component: int) -> tuple[dict[str, str], dict[str, str]]:
        state = self._state
        outcomes = state.entities_of(component), state.decisions_of(component)
        state.clear(component)
        return outcomes

    def _write(
        self,
        stratum: str,
        groups: Iterable[list[Observation]],
        before: Mapping[Ref, tuple[int | None, str | None]],
    ) -> list[Matched]:
        """Match each component and keep what comes out; numbers of components live on."""
        weights = self._weights[stratum]
        bond = lru_cache(maxsize=100_000)(self._state.bond)
        used: set[int] = set()
        news = []
        for group in groups:
            matched = match(group, stratum, bond, weights, self._pins)
            known = {c for seen in group if (c := before[seen.ref][0]) is not None} - used
            component = min(known) if known else self._next
            self._next += not known
            used.add(component)
            self._state.put_outcomes(component, (e for e, _ in matched.things), matched.decisions)
            self._state.place(
                (component, entity.id, *ref)
                for entity, refs in matched.things
                for ref in refs
                if before[ref] != (component, entity.id)
            )
            news.append(matched)
        return news

    def _compare(
        self, old: Iterable[tuple[dict[str, str], dict[str, str]]], news: Iterable[Matched]
    ) -> None:
        """Note which entities and decisions are new, other or gone."""
        was_entities: dict[str, str] = {}
        was_decisions: dict[str, str] = {}
        for entities, decisions in old:
            was_entities |= entities
            was_decisions |= decisions
        for matched in news:
            for entity, _ in matched.things:
                if was_entities.pop(entity.id, None) != serial.entity_text(entity):
                    self._changes.entities.add(entity.id)
            for decision in matched.decisions:
                if was_decisions.pop(decision.id, None) != serial.decision_text(decision):
                    self._changes.decisions.add(decision.id)
        self._changes.gone_entities |= was_entities.keys()
        self._changes.gone_decisions |= was_decisions.keys()

    def _note_bonds(self, stale: Collection[str], gone: Collection[str]) -> None:
        """Keep the relations between bodies, and which pairs got others."""
        for url in sorted(stale):
            before = self._state.bonds_of(url)
            now = set() if url in gone else set(self._bonds(self._sketches[url]))
            if now != before:
                self._state.set_bonds(url, sorted(now))
                self._bonded |= {(first, second) for first, second, _ in now ^ before}

    def _bonds(self, article: Sketch) -> Iterable[tuple[str, str, str]]:
        strata, ids = strata_of(article), self._state.ids(article.url)
        for subject, predicate, object_ in article.relations:
            if strata.get(subject) == strata.get(object_) == Stratum.BODIES:
                first, second = sorted((ids[subject], ids[object_]))
                if first != second:
                    yield first, second, predicate


def _whole(component: int) -> Key:
    """What stands for all keys of a component that nothing left: it holds together."""
    return Key(f"\x1fcomponent {component}")
