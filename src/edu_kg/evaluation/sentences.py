"""The sentence to show with a verdict, found without a language pipeline."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edu_kg.model import Span

# A full stop after a capital, or after a title of a person, ends no sentence.
_BREAK = re.compile(
    r"\n+|(?<=[.!?])(?<!\b[A-Z]\.)(?<!\b[DM]r\.)(?<!\bM[rs]s\.)(?<!\bProf\.)[\"”’)]?\s+(?=[\"“‘(]?[A-Z])"
)


@dataclass(frozen=True, slots=True)
class SentenceFinder:
    """The sentences of one text, roughly: good enough to show, not to compute with."""

    text: str
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, text: str) -> "SentenceFinder":
        """The finder for that text."""
        ends = [*(found.end() for found in _BREAK.finditer(text)), len(text)]
        starts = [0, *ends[:-1]]
        return cls(text, tuple(map(Span, starts, ends)))

    def at(self, offset: int) -> str:
        """The sentence in which that character stands; empty outside the text.

        >>> SentenceFinder.of("Dr. Ada Bello spoke. Bo left.").at(22)
        'Bo left.'
        """
        inside = (span for span in self.spans if span.start <= offset < span.end)
        return next((span.cut(self.text).strip() for span in inside), "")

    def about(self, named: Iterable[Sequence[str]]) -> str:
        """The first of the sentences that name most of them, each given by all its names.

        What few sentences name weighs more. Empty where no sentence names any.
        """
        sentences = [span.cut(self.text) for span in self.spans]
        folded = [sentence.casefold() for sentence in sentences]
        weights = [0.0] * len(sentences)
        for names in named:
            wanted = [name.casefold() for name in names]
            naming = [n for n, text in enumerate(folded) if any(name in text for name in wanted)]
            for n in naming:
                weights[n] += 1 / len(naming)
        best = max(range(len(sentences)), key=weights.__getitem__)
        return sentences[best].strip() if weights[best] else ""
