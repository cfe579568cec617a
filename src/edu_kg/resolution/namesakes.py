"""Bodies of one name or acronym: what each shows, and which one a mention goes with."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from edu_kg.resolution.body_names import plain_words
from edu_kg.resolution.name_words import name_words
from edu_kg.resolution.observations import Observation
from edu_kg.resolution.person_names import abbreviations

# What a body of much news shares with anything by chance never outweighs a town, officer or site.
_STRONG, _MEDIUM = 10, 3
_CLEARLY = 5
_FEWEST_AT_HOME = 3


def towns(places: Iterable[str]) -> tuple[str, ...]:
    """The places that are no countries: to be in a country speaks against no town."""
    return tuple(place for place in places if place not in name_words().wide_places)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is met together with a body, to tell it from its namesakes."""

    names: frozenset[str]
    places: frozenset[str]
    company: frozenset[str]
    people: frozenset[str]
    officers: frozenset[str]
    partners: frozenset[str]
    homes: frozenset[str]

    @classmethod
    def of(cls, observations: Sequence[Observation], homes: Iterable[str]) -> "Shown":
        """What these show; ``homes`` are the sites that are theirs."""
        return cls(
            names=frozenset(" ".join(plain_words(s.name)) for s in observations),
            places=frozenset(place for s in observations for place in s.ties),
            company=frozenset(body for s in observations for body in s.company),
            people=frozenset(person for s in observations for person in s.people),
            officers=frozenset(person for s in observations for person in s.officers),
            partners=frozenset(body for s in observations for body in s.partners),
            homes=frozenset(homes),
        )

    def support(self, seen: Observation) -> int:
        """How much an observation shares with it: town, own site, officers, partners are clear.

        To be named beside one of its officers, of whom no post is told, may be by chance of name.
        """
        strong = (
            any(map(self._lies_in, towns((*seen.ties, *seen.places)))),
            bool(shared_officers(self.officers, seen.officers)),
            seen.site in self.homes,
            not self.partners.isdisjoint(seen.partners),
        )
        weak = (
            not self.company.isdisjoint(seen.company),
            not self.people.isdisjoint(seen.people),
        )
        near = sum(not _is_common(name) for name in self.officers.intersection(seen.people))
        return _STRONG * sum(strong) + _MEDIUM * near + sum(weak)

    def _lies_in(self, town: str) -> bool:
        """Whether a text puts it there, or its name, as far as that tells of no "New" town."""
        return town in self.places or any(
            name.startswith(f"{town} ") or f" of {town} " in f"{name} " for name in self.names
        )


def shared_officers(first: Collection[str], second: Collection[str]) -> set[str]:
    """The officers of the first whom the second has, too, in full or with initials."""
    short = {abbreviation for name in second for abbreviation in abbreviations(name)}
    return {
        name
        for name in first
        if name in second or name in short or not abbreviations(name).isdisjoint(second)
    }


def _is_common(name: str) -> bool:
    return all(word in name_words().common for word in name.split())


def shown_by(groups: Sequence[Sequence[Observation]]) -> list[Shown]:
    """What each of several bodies shows; a site that tells of two of them is nobody's own."""
    told = Counter(site for group in groups for site in {seen.site for seen in group})
    return [Shown.of(g, [site for site in _homes(g) if told[site] == 1]) for g in groups]


def _homes(observations: Sequence[Observation]) -> Iterator[str]:
    """The site on which most that is told of a body stands: its own, as a rule."""
    counts = Counter(seen.site for seen in observations)
    for site, count in counts.items():
        if count >= _FEWEST_AT_HOME and 3 * count >= 2 * len(observations):
            yield site


def clearly_best(shown: Sequence[Shown], seen: Observation) -> int | None:
    """The one of several that an observation goes with; None where that is not clear."""
    ranked = sorted(((one.support(seen), -at) for at, one in enumerate(shown)), reverse=True)
    (best, at), (second, _) = ranked[:2]
    return -at if best >= second + _CLEARLY else None
