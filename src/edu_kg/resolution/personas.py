"""Observations that agree in name and company, put together: the units that are scored in pairs.

An institution's president is named in a thousand articles. Those that call him the same and tie
him to the same body are one persona without further question, so pairs are few.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from edu_kg.resolution.blocking import Key, components
from edu_kg.resolution.body_names import initials, is_acronym, parse_body
from edu_kg.resolution.name_words import name_words
from edu_kg.resolution.observations import Observation, Stratum

# So much more support is clear: a town, or a person and a site or body.
_CLEARLY = 3

Facet = dict[str, set[str]]
Grouping = Callable[[Sequence[Observation]], list[list[Observation]]]


@dataclass(slots=True)
class Persona:
    """Observations of one name form, and what they show: values, each with its articles.

    ``id`` tells it from the others of its component, whatever their order; ``name`` is the
    commonest way to write it.
    """

    id: str
    form: str
    name: str
    observations: list[Observation]
    articles: frozenset[str] = frozenset()
    ties: Facet = field(default_factory=dict)
    company: Facet = field(default_factory=dict)
    crowd: Facet = field(default_factory=dict)
    people: Facet = field(default_factory=dict)
    places: Facet = field(default_factory=dict)
    sites: Facet = field(default_factory=dict)
    acronyms: Facet = field(default_factory=dict)
    other_names: Facet = field(default_factory=dict)
    posts: set[tuple[str, str, int]] = field(default_factory=set)
    organization_kinds: Counter[str] = field(default_factory=Counter)


def make_personas(observations: Iterable[Observation], stratum: str) -> list[Persona]:
    """The personas of a component, by id; the same for the observations in any order."""
    by_form: dict[str, list[Observation]] = defaultdict(list)
    for observation in sorted(observations, key=lambda o: o.ref):
        by_form[observation.form].append(observation)
    grouping = {Stratum.PEOPLE: _by_tie, Stratum.UNITS: _by_parent}.get(stratum, _by_seat)
    short = {form for form, seen in by_form.items() if _is_short(seen[0], stratum)}
    personas = [
        make_persona(group)
        for form in sorted(by_form.keys() - short)
        for group in grouping(by_form[form])
    ]
    full = list(personas)
    for form in sorted(short):
        personas += map(make_persona, _by_expansion(by_form[form], full))
    return sorted(personas, key=lambda persona: persona.id)


def _is_short(seen: Observation, stratum: str) -> bool:
    return stratum == Stratum.BODIES and is_acronym(seen.name)


def towns(places: Iterable[str]) -> tuple[str, ...]:
    """The places that are no countries: to be in a country speaks against no town."""
    return tuple(place for place in places if place not in name_words().wide_places)


def make_persona(observations: Sequence[Observation]) -> Persona:
    """The persona of these observations, of which there is one at least."""
    names = Counter(observation.name for observation in observations)
    first = min(observation.ref for observation in observations)
    made = Persona(
        id="\x1f".join((observations[0].form, *first)),
        form=observations[0].form,
        name=min(names, key=lambda name: (-names[name], -len(name), name)),
        observations=list(observations),
    )
    made.articles = frozenset(observation.article for observation in observations)
    for seen in observations:
        for facet, values in (
            (made.ties, seen.ties),
            (made.company, seen.company),
            (made.crowd, seen.crowd),
            (made.people, seen.people),
            (made.places, seen.places),
            (made.sites, (seen.site,)),
            (made.acronyms, seen.acronyms),
        ):
            for value in values:
                facet.setdefault(value, set()).add(seen.article)
        if seen.aliases:
            for alias in seen.aliases:
                made.other_names.setdefault(parse_body(alias).key, set()).add(seen.article)
        made.posts.update((*post, year) for post in seen.posts for year in seen.years)
        if seen.organization_kind is not None:
            made.organization_kinds[seen.organization_kind] += 1
    return made


def _by_tie(observations: Sequence[Observation]) -> list[list[Observation]]:
    """People of one name: those tied to a body in common; the untied by who they are met with."""
    groups, left = _attached(observations)
    with_company = [seen for seen in left if seen.company]
    groups += _joined(with_company, lambda seen: seen.company)
    return groups + _joined([s for s in left if not s.company], lambda seen: (seen.site,))


def _by_parent(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Units of one name: those of one body; where none is told, those of one site."""
    groups, left = _attached(observations)
    return groups + _joined(left, lambda seen: (seen.site,))


def _attached(
    observations: Sequence[Observation],
) -> tuple[list[list[Observation]], list[Observation]]:
    """Groups that share ties, each untied one with the group it meets most of, and the rest."""
    groups = _joined([seen for seen in observations if seen.ties], lambda seen: seen.ties)
    tied = [{tie for seen in group for tie in seen.ties} for group in groups]
    by_tie: dict[str, list[int]] = defaultdict(list)
    for at, ties in enumerate(tied):
        for tie in ties:
            by_tie[tie].append(at)
    left = []
    for seen in observations:
        if seen.ties:
            continue
        met = Counter(at for body in (*seen.company, *seen.crowd) for at in by_tie.get(body, ()))
        best = _unique_best(met)
        if best is None:
            left.append(seen)
        else:
            groups[best].append(seen)
    return groups, left


def _by_seat(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Bodies of one name: one, unless texts put them in places of which none is shared."""
    seats = towns if any(towns(seen.ties) for seen in observations) else tuple[str, ...]
    placed = [seen for seen in observations if seats(seen.ties)]
    groups = _joined(placed, lambda seen: seats(seen.ties))
    left = [seen for seen in observations if not seats(seen.ties)]
    if len(groups) < 2:
        return [[*(groups[0] if groups else ()), *left]]
    shown = [_Shown.of(group) for group in groups]
    rest: list[Observation] = []
    for seen in left:
        best = _clearly_best(shown, seen)
        (rest if best is None else groups[best]).append(seen)
    return groups + [[seen] for seen in rest]


def _by_expansion(
    observations: Sequence[Observation], full: Sequence[Persona]
) -> list[list[Observation]]:
    """Mentions of an acronym: by the body they may stand for, where there are several."""
    acronym = observations[0].form
    candidates = [
        body for body in full if acronym in body.acronyms or acronym in initials(body.name)
    ]
    if len(candidates) < 2:
        return [list(observations)]
    shown = [_Shown.of(body.observations) for body in candidates]
    labelled: dict[str, list[Observation]] = defaultdict(list)
    for seen in observations:
        best = _clearly_best(shown, seen)
        labelled["\x1f".join(seen.ref) if best is None else f"\x1f{best}"].append(seen)
    return [labelled[label] for label in sorted(labelled)]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is met together with a body, to tell it from its namesakes."""

    sites: frozenset[str]
    places: frozenset[str]
    company: frozenset[str]
    people: frozenset[str]

    @classmethod
    def of(cls, observations: Iterable[Observation]) -> "_Shown":
        seen = tuple(observations)
        return cls(
            frozenset(s.site for s in seen),
            frozenset(place for s in seen for place in s.ties or s.places),
            frozenset(body for s in seen for body in s.company),
            frozenset(person for s in seen for person in s.people),
        )

    def support(self, seen: Observation) -> int:
        """How much an observation shares with it: towns most, then people."""
        return (
            (seen.site in self.sites)
            + 3 * (not self.places.isdisjoint(towns((*seen.ties, *seen.places))))
            + (not self.company.isdisjoint(seen.company))
            + 2 * (not self.people.isdisjoint(seen.people))
        )


def _clearly_best(shown: Sequence[_Shown], seen: Observation) -> int | None:
    """The one of several that an observation goes with; None where that is not clear."""
    ranked = sorted(((one.support(seen), -at) for at, one in enumerate(shown)), reverse=True)
    (best, at), (second, _) = ranked[:2]
    return -at if best >= second + _CLEARLY else None


def _unique_best(counts: Counter[int]) -> int | None:
    """What has the highest count above nothing, if only one has."""
    ranked = [item for item in counts.most_common(2) if item[1] > 0]
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _joined(
    observations: Sequence[Observation], values: Callable[[Observation], Iterable[str]]
) -> list[list[Observation]]:
    """The observations in groups that share values, directly or by others."""
    groups = components([[Key(value) for value in values(seen)] for seen in observations])
    return [[observations[at] for at in group] for group in groups]
