"""Ways through the parse from words to mentions, as classes that generalise over names.

A class tells how the mention hangs on the tree: by which relation and preposition it, or the
phrase it is in, depends on the lowest node above both, and how deep either is below that node.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_PREPOSITIONS = (
    "of", "by", "with", "for", "from", "to", "at", "in", "on", "between", "as", "under", "through",
    "behalf",
)  # fmt: skip
_PREPOSITIONAL = ("obl", "nmod")
_RELATIONS = (
    "nsubj", "nsubj:pass", "obj", "iobj", "xcomp", "nmod:poss", "appos", "conj", "compound", "flat",
    "acl", "acl:relcl", "advcl", "ccomp", "parataxis", "list", "other",
)  # fmt: skip
_LABELS = (
    *_RELATIONS,
    *(f"{r}:{p}" for r in _PREPOSITIONAL for p in (*_PREPOSITIONS, "other", "none")),
)
_NUMBERS = {label: number for number, label in enumerate(_LABELS)}
_DEPTHS = 6
_APART, _SAME, _ABOVE = 0, 1, 2
_FIRST_LABEL = 5
PATHS = _FIRST_LABEL + len(_LABELS) * _DEPTHS
"""Number of classes: not in one sentence, the same word, the mention one, two or more nodes above
the word; then each label with the depths of mention and word."""
_LONGEST = 60  # a parse is a tree; the bound is for what other pipelines may give


class Tree:
    """Heads and labels of an article's words; a root is its own head."""

    def __init__(self, words: Sequence[str], heads: Sequence[int], deps: Sequence[str]) -> None:
        self._heads = heads
        cases: dict[int, str] = {}
        for word, (head, dep) in enumerate(zip(heads, deps, strict=True)):
            if dep == "case":
                cases.setdefault(head, words[word].lower())
        self._labels = [_label(dep, cases.get(n)) for n, dep in enumerate(deps)]
        self._chains = [self._chain(n) for n in range(len(heads))]
        self._depths = [{node: depth for depth, node in enumerate(c)} for c in self._chains]

    def _chain(self, word: int) -> tuple[int, ...]:
        chain = [word]
        while self._heads[chain[-1]] != chain[-1] and len(chain) < _LONGEST:
            chain.append(self._heads[chain[-1]])
        return tuple(chain)

    def root_of(self, start: int, end: int) -> int:
        """Give the word of a stretch that hangs on a word outside, the first of its list.

        Members of a list hang where the list hangs.
        """
        word = next((n for n in range(start, end) if self._hangs_outside(n, start, end)), start)
        for _ in range(_LONGEST):
            if self._labels[word] != _NUMBERS["conj"] or self._heads[word] == word:
                break
            word = self._heads[word]
        return word

    def _hangs_outside(self, word: int, start: int, end: int) -> bool:
        head = self._heads[word]
        return head == word or not start <= head < end

    def path(self, word: int, mention: int) -> int:
        """Give the class of the way from a word to a mention's root."""
        if word == mention:
            return _SAME
        above = self._depths[word]
        chain = self._chains[mention]
        for up, node in enumerate(chain):
            if node in above:
                return self._class(above[node], up, chain)
        return _APART

    def _class(self, down: int, up: int, chain: tuple[int, ...]) -> int:
        if up == 0:
            return _ABOVE + min(down, 3) - 1
        label = self._labels[chain[up - 1]]
        return _FIRST_LABEL + label * _DEPTHS + 2 * min(down, 2) + (up > 1)


def _label(dep: str, case: str | None) -> int:
    relation = dep if dep in _NUMBERS else dep.split(":", maxsplit=1)[0]
    if relation in _PREPOSITIONAL:
        preposition = case if case in _PREPOSITIONS else "none" if case is None else "other"
        relation = f"{relation}:{preposition}"
    return _NUMBERS.get(relation, _NUMBERS["other"])


def paths(
    tree: Tree, left: Sequence[int], right: Sequence[int], sentence: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Give the class of the way from every word of `left` to every root of `right`."""
    found = np.full((len(left), len(right)), _APART, dtype=np.int64)
    rows_of: defaultdict[int, list[int]] = defaultdict(list)
    for row, number in enumerate(sentence[np.asarray(left, dtype=np.int64)].tolist()):
        rows_of[number].append(row)
    columns: dict[int, tuple[list[int], list[int]]] = {}
    for column, mention in enumerate(right):
        if mention not in columns:
            rows = rows_of[int(sentence[mention])]
            columns[mention] = rows, [tree.path(left[row], mention) for row in rows]
        rows, ways = columns[mention]
        found[rows, column] = ways
    return found
