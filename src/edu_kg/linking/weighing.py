"""What speaks for and against that a record of an authority is a body of the graph.

The weights are points; ``deciding.ENOUGH`` of them make a link. They were set so that an equal
name is enough alone if it is one that only one body can have, and never against a place or kind.
"""

from collections import Counter
from collections.abc import Iterator

from edu_kg.linking.authorities import is_acronym
from edu_kg.linking.countries import find_country, find_country_words, find_domain_country
from edu_kg.linking.name_forms import (
    key_of,
    name_words,
    place_words,
    telling_words,
    without_country,
)
from edu_kg.linking.name_matches import NameMatch, name_matches, shared_acronyms, shares_acronym
from edu_kg.linking.shortlists import Shortlist
from edu_kg.model import AuthorityRecord, Body, Ground, NameKind, OrganizationKind

_SEATED_IN_MANY = -10
_FEWEST_SIGNS, _SETTLING = 2, 0.75

_AGREES = {
    OrganizationKind.UNIVERSITY: {"education"},
    OrganizationKind.SCHOOL: {"education"},
    OrganizationKind.GOVERNMENT: {"government"},
    OrganizationKind.INTERGOVERNMENTAL: {"government", "nonprofit"},
    OrganizationKind.COMPANY: {"company"},
    OrganizationKind.ASSOCIATION: {"nonprofit", "other"},
    OrganizationKind.MEDIA: {"company", "nonprofit"},
    OrganizationKind.UNIT: {"facility", "education", "healthcare", "archive", "government"},
}
# Types that go with bodies of many kinds: an institute is a facility, or other.
_ANY_KIND = {"funder", "other", "facility", "archive", "healthcare", "nonprofit"}
# What is one for many countries has a name of its own without any.
_REGIONS = "european african asian arab world nordic baltic commonwealth"
_SUPRANATIONAL = frozenset(_REGIONS.split())
_OFFICES_ARE_CALLED = (
    "ministry department office senate council cabinet parliament assembly bureau secretariat"
    " faculty school college institute center section division committee commission library"
)
_OFFICE_WORDS = frozenset(_OFFICES_ARE_CALLED.split())


def weigh(
    body: Body, record: AuthorityRecord, known: Shortlist, told: Ground | None = None
) -> tuple[Ground, ...]:
    """All that speaks for and against, the weightiest first; empty where no name agrees.

    ``told`` is what was told together with the record, and counts without a name, too.
    """
    matches = list(name_matches(body, record))
    also = [told] if told else []
    if not matches:
        return tuple(also)
    best = max(matches, key=lambda match: (match.ground.weight, match.ground.text))
    grounds = [best.ground, *also]
    grounds += _acronym(body, record, best)
    grounds += _known_by_acronym(body, record, known, best)
    grounds += _place(body, record, known, best)
    grounds += _kind(body, record)
    grounds += _surroundings(body, record)
    return tuple(sorted(grounds, key=lambda ground: (-abs(ground.weight), ground.text)))


def _acronym(body: Body, record: AuthorityRecord, best: NameMatch) -> Iterator[Ground]:
    shared = shared_acronyms(body, record)
    if shared and best.name.kind is not NameKind.ACRONYM:
        yield Ground(text=f"its acronym {min(shared).upper()} is the same", weight=12)


def _known_by_acronym(
    body: Body, record: AuthorityRecord, known: Shortlist, best: NameMatch
) -> Iterator[Ground]:
    """A body of states goes by its acronym all over the world, and so do its offices."""
    is_by_acronym = best.name.kind is NameKind.ACRONYM and is_acronym(body.name)
    if not is_by_acronym or body.kind is not OrganizationKind.INTERGOVERNMENTAL:
        return
    others = (each for each in known.candidates(body) if each.id != record.id)
    if not any(shares_acronym(body, other) for other in others):
        yield Ground(text="no other record goes by that acronym", weight=10)
    if without_country(name_words(record.name)):
        yield Ground(text="it is an office in one country", weight=-12)


def _place(
    body: Body, record: AuthorityRecord, known: Shortlist, best: NameMatch
) -> Iterator[Ground]:
    named = {code for *_, code in find_country_words(best.extra)}
    said = {code for place in body.places for code in _countries(place, known)}
    at_events = {code for place in body.event_places for code in _countries(place, known)}
    own = set(record.countries)
    shared = named & own or said & own
    if shared:
        yield Ground(text=f"texts place it in {', '.join(sorted(shared))}, as it is", weight=20)
    elif said and own and not any(len(_countries(place, known)) > 1 for place in body.places):
        places = ", ".join(sorted(set(body.places)))
        is_in_many = body.kind is OrganizationKind.INTERGOVERNMENTAL
        weight = _SEATED_IN_MANY if is_in_many else -45
        yield Ground(text=f"texts place it in {places}, it is in {_codes(own)}", weight=weight)
    elif at_events & own:
        yield Ground(text=f"an event of it took place in {_codes(at_events & own)}", weight=6)
    cities = {key_of(place) for place in record.places}
    if any(key_of(place) in cities for place in body.places):
        yield Ground(text="texts place it in the same city or region", weight=8)
    if not shared:
        yield from _unplaced(body, record, known)


def _unplaced(body: Body, record: AuthorityRecord, known: Shortlist) -> Iterator[Ground]:
    """A name that many bodies of the world have says little as long as no place narrows it."""
    words = telling_words(name_words(body.name))
    if (
        find_country_words(words)
        or _SUPRANATIONAL & set(words)
        or place_words(record.places) & set(words)
        or body.kind is OrganizationKind.INTERGOVERNMENTAL
        or is_acronym(body.name)
    ):
        return
    if _settings(body, known) & set(record.countries):
        yield Ground(text="the articles that name it are set in its country", weight=12)
        return
    is_common = all(word in known.common_words or word in _OFFICE_WORDS for word in words)
    is_office = bool(words) and words[0] in _OFFICE_WORDS
    if (
        body.kind is OrganizationKind.GOVERNMENT
        or (body.kind is OrganizationKind.UNIT and (is_office or is_common))
        or (is_office and is_common)
    ):
        yield Ground(
            text="offices of many countries have that name, no text says where", weight=-30
        )
    elif is_common:
        yield Ground(text="the name is made of common words, no text says where", weight=-12)


def _settings(body: Body, known: Shortlist) -> frozenset[str]:
    """The country that the articles about the body are set in; empty where they tell of several.

    Guests from elsewhere are named in most articles: three signs in four settle it.
    """
    hosts = {find_domain_country(host) for host in body.hosts} - {None}
    places = [codes for each in set(body.settings) if len(codes := _countries(each, known)) == 1]
    named = [{code for *_, code in find_country_words(name_words(one))} for one in set(body.beside)]
    signs = Counter(code for codes in (hosts, *places, *named) for code in codes if code)
    # One place alone may be where somebody once studied.
    return frozenset(
        code
        for code, count in signs.items()
        if count >= _FEWEST_SIGNS and count >= _SETTLING * signs.total()
    )


def _countries(place: str, known: Shortlist) -> frozenset[str]:
    code = find_country(place)
    if code is not None:
        return frozenset((code,))
    return known.countries_of_place.get(key_of(place), frozenset())


def _codes(codes: set[str]) -> str:
    return ", ".join(sorted(codes))


def _kind(body: Body, record: AuthorityRecord) -> Iterator[Ground]:
    agreeing = _AGREES.get(body.kind) if body.kind else None
    types = set(record.types)
    if not agreeing or not types:
        return
    listed = ", ".join(sorted(types))
    if types & agreeing:
        yield Ground(text=f"{body.kind} goes with its type ({listed})", weight=10)
    elif not types <= _ANY_KIND:
        yield Ground(text=f"{body.kind} does not go with its type ({listed})", weight=-30)


def _surroundings(body: Body, record: AuthorityRecord) -> Iterator[Ground]:
    for domain in record.domains:
        if any(host == domain or host.endswith(f".{domain}") for host in body.domains):
            yield Ground(text=f"it publishes {domain}", weight=25)
            break
    parents = {key_of(parent) for parent in body.parents}
    if parents & {key_of(parent) for parent in record.parents}:
        yield Ground(text="it is part of the same body", weight=12)
    if key_of(body.name) not in (names := {key_of(name.text) for name in record.names}) and (
        parents & names
    ):
        yield Ground(text="it is what the body is part of, not the body itself", weight=-60)
