"""Entities found by their names, or by something like them."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from edu_kg.model import Rows
from edu_kg.text import name_key

NAMES = """SELECT ?kind ?x ?name ?other ?articles WHERE {
  { SELECT ?x (COUNT(DISTINCT ?article) AS ?articles) WHERE {
      ?x edu:mentionedIn ?article } GROUP BY ?x }
  VALUES (?class ?kind) {
    (schema:Person "person") (schema:Organization "organization") (schema:Place "place") }
  ?x a ?class ; schema:name ?name OPTIONAL { ?x skos:altLabel ?other } }"""
"""The query whose rows ``Names`` takes."""

_ALIKE = 75  # of 100: "Open Univercity" finds "Open University", "Hill" does not find "Mill"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An entity that fits: ``matched`` is the name that does, ``articles`` how many mention it."""

    iri: str
    kind: str
    name: str
    matched: str
    articles: int


class Names:
    """The names of a graph's entities, to be searched."""

    def __init__(self, rows: Rows) -> None:
        self._names: dict[tuple[str, str], Found] = {}
        for row in rows.records():
            for name in (row["name"], row["other"]):
                if name is not None:
                    found = Found(
                        iri=str(row["x"]),
                        kind=str(row["kind"]),
                        name=str(row["name"]),
                        matched=str(name),
                        articles=int(str(row["articles"])),
                    )
                    self._names.setdefault((name_key(str(name)), found.iri), found)
        self._keys = tuple(self._names)

    def search(self, text: str, kind: str | None = None) -> list[Found]:
        """Every entity once, best first: equal, beginning so, with words that begin so, alike.

        Within each, what most articles mention comes first. Without a text, all there are.
        """
        wanted = name_key(text)
        ranked = self._fitting(wanted, kind) or self._alike(wanted, kind)
        best: dict[str, tuple[int, Found]] = {}
        for rank, found in sorted(ranked, key=_order):
            best.setdefault(found.iri, (rank, found))
        return [found for _, found in best.values()]

    def _fitting(self, wanted: str, kind: str | None) -> list[tuple[int, Found]]:
        ranked = []
        for key, found in self._names.items():
            rank = _rank(wanted, key[0])
            if rank is not None and kind in {None, found.kind}:
                ranked.append((rank, found))
        return ranked

    def _alike(self, wanted: str, kind: str | None) -> list[tuple[int, Found]]:
        close: Iterable[tuple[str, float, int]] = process.extract(
            wanted, [key for key, _ in self._keys], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=50
        )
        ranked = ((int(100 - score), self._names[self._keys[place]]) for _, score, place in close)
        return [(rank, found) for rank, found in ranked if kind in {None, found.kind}]


def _rank(wanted: str, key: str) -> int | None:
    """How well a name fits: the less the better, None where it does not.

    >>> _rank("hill", "hill"), _rank("hi", "hill"), _rank("u hi", "hill u"), _rank("x", "hill")
    (0, 1, 2, None)
    """
    if key == wanted:
        return 0
    if key.startswith(wanted):
        return 1
    words = key.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 2
    return None


def _order(ranked: tuple[int, Found]) -> tuple[int, int, str, str, str]:
    rank, found = ranked
    return rank, -found.articles, found.name, found.iri, found.matched
