"""Which mentions of made articles nobody could place: the answer key lets them stand by themselves.

A mention is told where its names are borne by one thing only, or where something in its article
speaks for that thing and for none of the others: its town or country, its own site, a person or a
partner that another article gives it too (for a person: a body). Names are compared as written,
not by the rules of the matcher.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol
from urllib.parse import urlsplit

from edu_kg.model import Claims, Predicate

Ref = tuple[str, str]


class Bearer(Protocol):
    """A person or a body: its id and the forms of its name."""

    @property
    def id(self) -> str: ...
    @property
    def forms(self) -> Sequence[str]: ...


class Seated(Bearer, Protocol):
    """A body, with its places and its site."""

    @property
    def place(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def site(self) -> str: ...


def untold(
    articles: Iterable[Claims],
    truth: Mapping[Ref, str],
    bodies: Iterable[Seated],
    people: Iterable[Bearer],
) -> frozenset[Ref]:
    """The mentions of bodies and people that not even a careful reader could place."""
    return _Reader(articles, truth, bodies, people).untold()


class _Reader:
    """Somebody who has read all articles, and knows of each thing what they tell."""

    def __init__(
        self,
        articles: Iterable[Claims],
        truth: Mapping[Ref, str],
        bodies: Iterable[Seated],
        people: Iterable[Bearer],
    ) -> None:
        self.truth = truth
        self.bodies = {body.id: body for body in bodies}
        self.bearers: dict[str, set[str]] = defaultdict(set)
        for thing in (*self.bodies.values(), *people):
            for form in thing.forms:
                self.bearers[_plain(form)].add(thing.id)
        self.articles = {article.article_url: article for article in articles}
        # What goes with a thing, each with the articles that tell it.
        self.links: dict[tuple[str, str], set[str]] = defaultdict(set)
        for url, article in self.articles.items():
            for one, other in self._linked(article):
                self.links[one, other].add(url)

    def untold(self) -> frozenset[Ref]:
        doubtful = {ref: rivals for ref in self.truth if (rivals := self._rivals(ref))}
        waiting = {ref for ref, rivals in doubtful.items() if not self._is_placed(ref, rivals)}
        while True:
            told = {r for r in waiting if self._is_known_by_company(r, doubtful[r], waiting)}
            if not told:
                return frozenset(waiting)
            waiting -= told

    def _linked(self, article: Claims) -> Iterator[tuple[str, str]]:
        """Pairs of true ids that the article ties: posts, parts and partners, both ways."""
        pairs = [(role.person, role.organization) for role in article.roles]
        pairs += [
            (r.subject, r.object)
            for r in article.relations
            if r.predicate in {Predicate.COOPERATES_WITH, Predicate.SUB_ORGANIZATION_OF}
        ]
        for first, second in pairs:
            if second is not None:
                one = self.truth[article.article_url, first]
                other = self.truth[article.article_url, second]
                yield from ((one, other), (other, one))

    def _rivals(self, ref: Ref) -> set[str]:
        """The other things that bear all names that the article gives this one."""
        url, key = ref
        entity = next(e for e in self.articles[url].entities if e.key == key)
        found = [self.bearers[_plain(name)] for name in (entity.name, *entity.aliases)]
        return set.intersection(*found) - {self.truth[ref]}

    def _is_placed(self, ref: Ref, rivals: set[str]) -> bool:
        """Whether the article tells the town or country, or stands on the body's own site."""
        url, thing = ref[0], self.truth[ref]
        body = self.bodies.get(thing)
        if body is None:
            return False
        others = [self.bodies[rival] for rival in rivals]
        named = {entity.name for entity in self.articles[url].entities}
        return any(
            value in seen and all(value != other for other in theirs)
            for value, seen, theirs in (
                (body.place, named, [other.place for other in others]),
                (body.country, named, [other.country for other in others]),
                (body.site, {urlsplit(url).netloc}, [other.site for other in others]),
            )
        )

    def _is_known_by_company(self, ref: Ref, rivals: set[str], waiting: set[Ref]) -> bool:
        """Whether other articles give this thing company of this one, and none of the others."""
        return self._meets(ref[0], self.truth[ref], waiting) and not any(
            self._meets(ref[0], rival, waiting) for rival in rivals
        )

    def _meets(self, url: str, thing: str, waiting: set[Ref]) -> bool:
        """Whether another article ties the thing to something that this article names.

        A person is known by posts; a body's company tells of it where the body itself is told.
        """
        return any(
            thing not in self.bodies or not self._is_waiting(elsewhere, thing, waiting)
            for entity in self.articles[url].entities
            for elsewhere in self.links.get((thing, self.truth[url, entity.key]), set()) - {url}
        )

    def _is_waiting(self, url: str, thing: str, waiting: set[Ref]) -> bool:
        return any(
            (url, entity.key) in waiting
            for entity in self.articles[url].entities
            if self.truth[url, entity.key] == thing
        )


def _plain(name: str) -> str:
    """The name without case, dots and "the", and with "Univ." written out."""
    words = name.casefold().replace("univ.", "university").replace(".", "").split()
    return " ".join(words[1:] if words[0] == "the" else words)
