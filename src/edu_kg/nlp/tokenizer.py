"""A tokenizer that takes linear time whatever stands in the text."""

import re
from collections.abc import Iterable
from pathlib import Path

from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

_LONGEST_RUN = 1000
"""Characters without white space that are tokenized together; no word or address is longer."""
_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN}}}(?=\S)")


class BoundedTokenizer:
    """A spaCy tokenizer that cuts very long runs without white space into pieces first.

    spaCy peels affixes off a run one by one, and tries its patterns on all that is left each
    time: 200 000 characters of a broken page would take minutes.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self.vocab = tokenizer.vocab

    def __call__(self, text: str) -> Doc:
        """The text as tokens; ``doc.text`` equals it."""
        ends = [run.end() for run in _LONG_RUN.finditer(text)]
        if not ends:
            doc: Doc = self._tokenizer(text)
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
            for token in self._tokenizer(text[start:end]):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the rules of the spaCy tokenizer to a file."""
        self._tokenizer.to_disk(path, exclude=exclude)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The rules of the spaCy tokenizer."""
        return bytes(self._tokenizer.to_bytes(exclude=exclude))
