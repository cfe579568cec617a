"""What speaks for and against two personas being one: features, each with its articles."""

from collections.abc import Iterable, Iterator
from itertools import islice

from edu_kg.resolution.body_names import BodyName, initials, parse_body, relate_bodies
from edu_kg.resolution.name_relations import NameRelation
from edu_kg.resolution.namesakes import shared_officers, towns
from edu_kg.resolution.observations import Stratum
from edu_kg.resolution.person_names import PersonName, parse_person, relate_persons
from edu_kg.resolution.personas import Facet, Persona
from edu_kg.resolution.surroundings import Surroundings

Features = dict[str, tuple[str, ...]]
"""Feature to some of the articles that show it, by address."""

_OF_ONE_BODY = frozenset({"shared_tie", "tie_in_company", "ties_successorOf"})
_MOST_ARTICLES = 3
_MANY_BEARERS = 3
# Posts of which a body has one at a time, so that nobody holds two of different bodies at once.
_SINGLE_POSTS = frozenset(
    {
        *("president", "rector", "chancellor", "vice-chancellor", "vice chancellor", "principal"),
        *("minister", "director-general", "director general", "secretary-general"),
        *("secretary general", "ceo", "dean"),
    }
)


def relate(first: Persona, second: Persona, stratum: str) -> NameRelation | None:
    """How the names of the two may name one thing; None where they do not."""
    if stratum == Stratum.PEOPLE:
        return relate_persons(_person(first), _person(second))
    if stratum == Stratum.BODIES:
        names = parse_body(first.name), parse_body(second.name)
        return relate_bodies(*names, (_known_as(first), _known_as(second)))
    return NameRelation.SAME if first.form == second.form else None


def compare(
    first: Persona, second: Persona, relation: NameRelation, stratum: str, around: Surroundings
) -> Features | None:
    """The features of a pair whose names may name one thing; None where it surely does not.

    Every university has a faculty of arts: a unit is known by the body that it is part of.
    """
    features: Features = {relation.value: ()}
    features.update(_company_features(first, second))
    if stratum == Stratum.BODIES:
        features.update(_body_features(first, second))
    else:
        features.update(_tie_features(first, second, around))
    if stratum == Stratum.UNITS and features.keys().isdisjoint(_OF_ONE_BODY):
        return None
    if stratum == Stratum.PEOPLE:
        features.update(_person_features(first, second, around))
    is_read = not first.readings.isdisjoint(second.parts) or not second.readings.isdisjoint(
        first.parts
    )
    readings = max(around.readings.get(first.form, 0), around.readings.get(second.form, 0))
    # A short form beside the same one is no surer: each may stand for another thing.
    if readings > 1 and not is_read and (stratum == Stratum.BODIES or first.form != second.form):
        features["several_readings"] = ()
    elif first.form == second.form and first.form in around.several_seats:
        features["several_bearers"] = ()
    return features


def _company_features(first: Persona, second: Persona) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What both are met with."""
    shared = _shared(first.sites, second.sites)
    if shared:
        yield "same_site", shared
    people = first.people.keys() & second.people.keys()
    if people:
        yield "shared_people", _shared(first.people, second.people)
        if len(people) > 1:
            yield "several_shared_people", ()
    company = first.company.keys() & second.company.keys()
    if company:
        yield "shared_company", _shared(first.company, second.company)
        if len(company) > 1:
            yield "several_shared_company", ()
    if first.places.keys() & second.places.keys():
        yield "shared_places", _shared(first.places, second.places)
    together = first.articles & second.articles - _defining(first, second)
    if together:
        yield "told_apart", _few(together)


def _defining(first: Persona, second: Persona) -> set[str]:
    """The articles that give the name of the one as another name of the other."""
    found: set[str] = set()
    for one, other in ((first, second), (second, first)):
        found |= one.acronyms.get(other.form, set()) | one.other_names.get(other.form, set())
    return found


def _tie_features(
    first: Persona, second: Persona, around: Surroundings
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """How what the two belong to is related."""
    if first.ties.keys() & second.ties.keys():
        yield "shared_tie", _shared(first.ties, second.ties)
        return
    met = _few(
        article
        for one, other in ((first, second), (second, first))
        for facet in (other.company, other.crowd)
        for article in _shared(one.ties, facet)
    )
    both_tied = bool(first.ties and second.ties)
    if met:
        yield ("ties_met" if both_tied else "tie_in_company"), met
    if not both_tied:
        untied = second if first.ties else first
        if not met and (first.ties or second.ties) and (untied.company or untied.crowd):
            yield "tie_not_named", ()
        return
    bonds = {
        predicate: articles
        for a in sorted(first.ties)
        for b in sorted(second.ties)
        for predicate, articles in around.bond(a, b).items()
    }
    for predicate in ("subOrganizationOf", "successorOf", "cooperatesWith"):
        if predicate in bonds:
            yield f"ties_{predicate}", bonds[predicate]
    if _full(first.tie_names) & _full(second.tie_names):
        yield "namesake_ties", _shared(first.tie_names, second.tie_names)
    elif not _may_be_one(first.tie_names, second.tie_names) and not bonds.keys() & {
        "subOrganizationOf",
        "successorOf",
    }:
        yield "other_ties", ()


def _full(names: Facet) -> set[str]:
    """The full names among those of bodies; where there are none, the acronyms."""
    return {name for name in names if " " in name} or set(names)


def _may_be_one(first: Facet, second: Facet) -> bool:
    """Whether one knows acronyms only, which may stand for the names that the other knows."""
    return any(
        f"={name}" in other
        for one, other in ((first, second), (second, first))
        for name in _full(one)
    )


def _person_features(
    first: Persona, second: Persona, around: Surroundings
) -> Iterator[tuple[str, tuple[str, ...]]]:
    share = max(_person(first).common_share, _person(second).common_share)
    if share >= 1:
        yield "common_name", ()
    elif share < 0.5:  # more than half of its words are rare
        yield "rare_name", ()
    bearers = max(around.tied_bearers.get(first.form, 0), around.tied_bearers.get(second.form, 0))
    if bearers >= _MANY_BEARERS:
        yield "many_bearers", ()
    if not around.torn.isdisjoint(first.parts | second.parts):
        yield "torn", ()
    if bool(first.ties) != bool(second.ties):
        untied, tied = (second, first) if first.ties else (first, second)
        fitting = {one for part in untied.parts for one in around.tied_fits.get(part, ())}
        if fitting and fitting <= tied.parts:
            yield "only_bearer", ()
    if _posts_clash(first, second):
        yield "posts_at_once", ()


def _body_features(first: Persona, second: Persona) -> Iterator[tuple[str, tuple[str, ...]]]:
    if _seats_differ(first, second):
        yield "other_seats", (*_of(first.ties), *_of(second.ties))[:_MOST_ARTICLES]
    elif first.ties.keys() & second.ties.keys():
        yield "shared_seat", _shared(first.ties, second.ties)
    officers = shared_officers(first.officers, second.officers)
    if officers:
        yield "shared_officers", _few(a for one in sorted(officers) for a in first.officers[one])
    if first.partners.keys() & second.partners.keys():
        yield "shared_partners", _shared(first.partners, second.partners)
    if first.acronyms and second.acronyms:
        shared = first.acronyms.keys() & second.acronyms.keys()
        if shared:
            yield "shared_acronym", _shared(first.acronyms, second.acronyms)
        else:
            yield "other_acronyms", (*_of(first.acronyms), *_of(second.acronyms))[:_MOST_ARTICLES]
    kinds = {k for p in (first, second) for k, _ in _commonest(p)}
    if len(kinds) > 1:
        yield "other_kinds", ()
    if first.form in second.company or second.form in first.company:
        yield "met_by_each_other", ()


def _seats_differ(first: Persona, second: Persona) -> bool:
    """Whether texts put the two in different towns, or, where no towns are told, countries.

    Two towns of one country are two places.
    """
    one, other = set(towns(first.ties)), set(towns(second.ties))
    if not (one or other):
        one, other = set(first.ties), set(second.ties)
    return bool(one and other) and one.isdisjoint(other)


def _commonest(persona: Persona) -> list[tuple[str, int]]:
    ranked = sorted(persona.organization_kinds.items(), key=lambda item: (-item[1], item[0]))
    return [item for item in ranked[:1] if item[0] not in {"other", "unit", "association"}]


def _posts_clash(first: Persona, second: Persona) -> bool:
    """Whether the two hold posts in one year that nobody holds at two bodies."""
    held = {(body, year) for title, body, year in first.posts if title in _SINGLE_POSTS}
    other = {(body, year) for title, body, year in second.posts if title in _SINGLE_POSTS}
    return any(year == then and body != there for body, year in held for there, then in other)


def _person(persona: Persona) -> PersonName:
    return parse_person(persona.name)


def _known_as(persona: Persona) -> set[str]:
    name: BodyName = parse_body(persona.name)
    spelled = set() if name.acronym else {f"={acronym}" for acronym in initials(persona.name)}
    return {*persona.other_names, *persona.acronyms, *spelled}


def _shared(first: Facet, second: Facet) -> tuple[str, ...]:
    """Some articles of the values that both have."""
    shared = sorted(first.keys() & second.keys())
    return _few(
        article
        for value in islice(shared, _MOST_ARTICLES)
        for facet in (first, second)
        for article in sorted(facet[value])[:_MOST_ARTICLES]
    )


def _of(facet: Facet) -> tuple[str, ...]:
    return _few(article for articles in facet.values() for article in sorted(articles)[:1])


def _few(articles: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(articles))[:_MOST_ARTICLES])
