"""Observations that agree in name and company, put together: the units that are scored in pairs.

An institution's president is named in a thousand articles. Those that call him the same and tie
him to the same body are one persona without further question, so pairs are few.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from edu_kg.resolution.blocking import Key, components
from edu_kg.resolution.body_names import initials, is_acronym, parse_body
from edu_kg.resolution.namesakes import clearly_best, shown_by, towns
from edu_kg.resolution.observations import Observation, Stratum

_FACETS = (
    *("ties", "company", "crowd", "people", "places", "sites", "acronyms", "other_names"),
    *("officers", "partners", "tie_names"),
)
Facet = dict[str, set[str]]
Grouping = Callable[[Sequence[Observation]], list[list[Observation]]]


@dataclass(slots=True)
class Persona:
    """Observations of one name form, and what they show: values, each with its articles.

    ``id`` tells it from the others of its component, whatever their order; ``name`` is the
    commonest way to write it; ``parts`` are the ids of those that it was put together from;
    ``readings`` those of the bodies for which alone its articles speak, where it is an acronym of
    several.
    """

    id: str
    form: str
    name: str
    observations: list[Observation]
    parts: set[str] = field(default_factory=set)
    readings: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    ties: Facet = field(default_factory=dict)
    company: Facet = field(default_factory=dict)
    crowd: Facet = field(default_factory=dict)
    people: Facet = field(default_factory=dict)
    places: Facet = field(default_factory=dict)
    sites: Facet = field(default_factory=dict)
    acronyms: Facet = field(default_factory=dict)
    other_names: Facet = field(default_factory=dict)
    officers: Facet = field(default_factory=dict)
    partners: Facet = field(default_factory=dict)
    tie_names: Facet = field(default_factory=dict)
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
        personas += _by_expansion(by_form[form], full)
    return sorted(personas, key=lambda persona: persona.id)


def _is_short(seen: Observation, stratum: str) -> bool:
    return stratum == Stratum.BODIES and is_acronym(seen.name)


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
    made.parts = {made.id}
    made.articles = {observation.article for observation in observations}
    for seen in observations:
        for facet, values in (
            (made.ties, seen.ties),
            (made.company, seen.company),
            (made.crowd, seen.crowd),
            (made.people, seen.people),
            (made.places, seen.places),
            (made.sites, (seen.site,)),
            (made.acronyms, seen.acronyms),
            (made.officers, seen.officers),
            (made.partners, seen.partners),
            (made.tie_names, seen.tie_names),
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


def copy_of(persona: Persona) -> Persona:
    """A persona that shows the same, and may absorb others."""
    return replace(make_persona(persona.observations), readings=set(persona.readings))


def absorb(persona: Persona, other: Persona) -> None:
    """Let a persona show what another shows, too; its name and form stay."""
    persona.parts |= other.parts
    persona.readings |= other.readings
    persona.articles |= other.articles
    persona.observations += other.observations
    persona.posts |= other.posts
    persona.organization_kinds += other.organization_kinds
    for name in _FACETS:
        facet: Facet = getattr(persona, name)
        values: Facet = getattr(other, name)
        for value, articles in values.items():
            facet.setdefault(value, set()).update(articles)


def _by_tie(observations: Sequence[Observation]) -> list[list[Observation]]:
    """People of one name: those tied to a body in common; the untied by who they are met with."""
    groups, left = _attached(observations)
    return groups + _joined(left, lambda seen: ("\x1f".join((seen.site, *seen.company)),))


def _by_parent(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Units of one name: those of one body; where none is told, of one site beside the same bodies.

    One that no body is named with stands by itself: every university has a faculty of arts.
    """
    groups, left = _attached(observations)
    alone = [[seen] for seen in left if not seen.company]
    beside = [seen for seen in left if seen.company]
    return groups + alone + _joined(beside, lambda seen: ("\x1f".join((seen.site, *seen.company)),))


def _attached(
    observations: Sequence[Observation],
) -> tuple[list[list[Observation]], list[Observation]]:
    """Groups that share ties, each untied one with the only one it meets, and the rest."""
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
        best = next(iter(met)) if len(met) == 1 else None
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
    shown = shown_by(groups)
    told_apart = _named_twice(observations)
    rest: list[Observation] = []
    for seen in left:
        best = None if seen.article in told_apart else clearly_best(shown, seen)
        (rest if best is None else groups[best]).append(seen)
    return groups + [[seen] for seen in rest]


def _named_twice(observations: Iterable[Observation]) -> set[str]:
    """The articles that name two bodies of one name: which is which only their places say."""
    counts = Counter(seen.article for seen in observations)
    return {article for article, count in counts.items() if count > 1}


def _by_expansion(observations: Sequence[Observation], full: Sequence[Persona]) -> list[Persona]:
    """Mentions of an acronym: by the body they may stand for, where there are several."""
    acronym = observations[0].form
    candidates = bodies_of(acronym, full)
    if len(candidates) < 2:
        return [make_persona(observations)]
    shown = shown_by([body.observations for body in candidates])
    beside = {article for body in candidates for article in body.articles}
    placed: dict[int, list[Observation]] = defaultdict(list)
    personas = []
    for seen in observations:
        best = None if seen.article in beside else clearly_best(shown, seen)
        if best is None:
            personas.append(make_persona([seen]))
        else:
            placed[best].append(seen)
    personas += (
        replace(make_persona(seen), readings={candidates[best].id})
        for best, seen in sorted(placed.items())
    )
    return personas


def bodies_of(acronym: str, full: Sequence[Persona]) -> list[Persona]:
    """Those of the bodies that an acronym may stand for: as texts say, else by its letters."""
    told = [body for body in full if acronym in body.acronyms]
    return told or [body for body in full if acronym in initials(body.name)]


def _joined(
    observations: Sequence[Observation], values: Callable[[Observation], Iterable[str]]
) -> list[list[Observation]]:
    """The observations in groups that share values, directly or by others."""
    groups = components([[Key(value) for value in values(seen)] for seen in observations])
    return [[observations[at] for at in group] for group in groups]
