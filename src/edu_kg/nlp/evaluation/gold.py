"""Gold documents: texts, and what annotators say of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

OPEN = "?"
"""Label of a stretch the annotators leave open: what is found there is neither right nor wrong."""


@dataclass(frozen=True, slots=True, order=True)
class GoldMention:
    """Characters ``start`` up to, not including, ``end`` of a text name a thing of that label."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTokens:
    """The tokens of a text: words, whether a space follows each, first tokens of sentences."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    sentences: tuple[int, ...] = (0,)

    @property
    def text(self) -> str:
        """The text they are the tokens of."""
        pairs = zip(self.words, self.spaces, strict=True)
        return "".join(word + " " * space for word, space in pairs)

    def sentence_spans(self) -> Iterator[tuple[int, int]]:
        """Yield the first token of every sentence, and the one after its last."""
        starts = self.sentences or (0,)
        for start, end in zip(starts, (*starts[1:], len(self.words)), strict=True):
            if end > start:
                yield start, end

    def mentions(self, spans: Iterable[tuple[int, int, str]]) -> tuple[GoldMention, ...]:
        """Give mentions by characters for mentions by tokens (first, one after the last, label)."""
        sizes = [len(word) + space for word, space in zip(self.words, self.spaces, strict=True)]
        starts = list(accumulate(sizes, initial=0))
        return tuple(
            GoldMention(starts[start], starts[end - 1] + len(self.words[end - 1]), label)
            for start, end, label in spans
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSyntax:
    """Universal Dependencies of a document, one entry a token.

    ``heads`` are token numbers, and a root is its own head; ``tags`` are the treebank's own.
    """

    tags: tuple[str, ...]
    upos: tuple[str, ...]
    heads: tuple[int, ...]
    deps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """A text with its annotations; None for what the source says nothing of.

    ``mentions`` point into ``text``. Where ``tokens`` are given, ``text`` is ``tokens.text``, and
    a pipeline is given these tokens instead of finding its own.
    """

    id: str
    text: str
    tokens: GoldTokens | None = None
    mentions: tuple[GoldMention, ...] | None = None
    syntax: GoldSyntax | None = None
