"""What a component knows beyond a pair: who else bears its names, how bodies are bonded."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from edu_kg.resolution.blocking import Key, components
from edu_kg.resolution.body_names import is_acronym, parse_body
from edu_kg.resolution.candidates import At
from edu_kg.resolution.namesakes import towns
from edu_kg.resolution.observations import Stratum
from edu_kg.resolution.person_names import PersonName, parse_person, relate_persons
from edu_kg.resolution.personas import Persona, bodies_of

Bond = Callable[[str, str], Mapping[str, tuple[str, ...]]]
"""Gives the relations that articles tell between two bodies, each with articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a component knows beyond a pair: who else bears its names, how bodies are bonded."""

    bond: Bond
    several_seats: Collection[str]
    tied_bearers: Mapping[str, int]
    tied_fits: Mapping[str, Collection[str]]
    torn: Set[str]
    readings: Mapping[str, int]


def survey(
    personas: Sequence[Persona], stratum: str, candidates: Sequence[At], bond: Bond
) -> Surroundings:
    """The surroundings of the pairs of a component.

    ``tied_bearers`` counts the personas of a form that are tied; ``tied_fits`` gives for an untied
    persona the tied ones whose names fit; ``readings`` counts what a short form may stand for;
    ``torn`` are the untied personas beside which bodies of several of the name are named;
    ``several_seats`` are the forms of which there are bodies in different places.
    """
    bearers: dict[str, int] = {}
    for persona in personas:
        bearers[persona.form] = bearers.get(persona.form, 0) + bool(persona.ties)
    readings: dict[str, int] = {}
    fits: dict[str, set[str]] = {}
    several: set[str] = set()
    if stratum == Stratum.PEOPLE:
        readings = dict(_read_initials(personas, candidates))
        fits = _tied_fits(personas, candidates)
    elif stratum == Stratum.BODIES:
        readings = dict(_read_acronyms(personas))
        several = set(_several_seats(personas))
    torn = set(_torn(personas, fits))
    return Surroundings(
        torn=torn,
        bond=bond,
        several_seats=several,
        tied_bearers=bearers,
        tied_fits=fits,
        readings=readings,
    )


def _tied_fits(personas: Sequence[Persona], candidates: Iterable[At]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {one.id: set() for one in personas if not one.ties}
    for at in candidates:
        tied, untied = sorted((personas[i] for i in at), key=lambda one: not one.ties)
        if tied.ties and not untied.ties and relate_persons(_name(tied), _name(untied)):
            found[untied.id].add(tied.id)
    return found


def _torn(personas: Sequence[Persona], fits: Mapping[str, Collection[str]]) -> Iterator[str]:
    by_id = {persona.id: persona for persona in personas}
    for untied, fitting in fits.items():
        met = by_id[untied].company.keys() | by_id[untied].crowd.keys()
        ties = [by_id[tied].ties.keys() for tied in fitting if by_id[tied].ties.keys() & met]
        if len(components([[Key(tie) for tie in sorted(of)] for of in ties])) > 1:
            yield untied


def _several_seats(personas: Iterable[Persona]) -> Iterator[str]:
    """The forms that bodies of different places bear."""
    by_form: dict[str, list[Persona]] = {}
    for persona in personas:
        if persona.ties:
            by_form.setdefault(persona.form, []).append(persona)
    for form, placed in by_form.items():
        seats = [towns(one.ties) for one in placed if towns(one.ties)]
        seats = seats or [tuple(one.ties) for one in placed]
        if len(components([[Key(seat) for seat in sorted(of)] for of in seats])) > 1:
            yield form


def _read_initials(
    personas: Sequence[Persona], candidates: Iterable[At]
) -> Iterator[tuple[str, int]]:
    """How many different full names each initialled one may stand for."""
    names = {persona.form: _name(persona) for persona in personas}
    fitting: dict[str, set[str]] = {form: set() for form in names if names[form].is_initialled}
    for first, second in candidates:
        one, other = personas[first].form, personas[second].form
        for short, full in ((one, other), (other, one)):
            if short in fitting and full not in fitting:
                fitting[short].add(full)
    for short in sorted(fitting):
        readings: list[PersonName] = []
        for form in sorted(fitting[short]):
            full_name = names[form]
            if relate_persons(names[short], full_name) is not None and all(
                relate_persons(full_name, known) is None for known in readings
            ):
                readings.append(full_name)
        yield short, len(readings)


def _read_acronyms(personas: Sequence[Persona]) -> Iterator[tuple[str, int]]:
    """How many bodies each acronym may stand for: as texts say, or by its letters."""
    full = [persona for persona in personas if not is_acronym(persona.name)]
    for form in sorted({p.form for p in personas if is_acronym(p.name)}):
        fitting = bodies_of(form, full)
        # Turned round it may be the same body; in another place it is another.
        yield form, len({parse_body(p.name).turned for p in fitting})


def _name(persona: Persona) -> PersonName:
    return parse_person(persona.name)
