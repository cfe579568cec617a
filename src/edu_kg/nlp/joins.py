"""A spaCy component that joins what a parser cut where no sentence can start.

A transition parser starts no sentence at a token that is settled to start none, but it may leave
two trees without a head beside each other there, and spaCy then sees two sentences.
"""

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from spacy.attrs import DEP, HEAD
from spacy.language import Language
from spacy.tokens import Doc

from edu_kg.nlp.sentences import settled_starts

FACTORY = "edu_kg_joins"
_JOINED = "dep"
"""The dependency that Universal Dependencies has for what cannot be told better."""


@Language.factory(
    FACTORY,
    default_config={"headlines": True},
    requires=["token.head", "token.dep", "token.pos"],
    assigns=["token.head", "token.dep", "token.is_sent_start"],
)
def make_joiner(nlp: Language, name: str, headlines: bool) -> Callable[[Doc], Doc]:  # noqa: FBT001
    """The component; ``headlines`` as in the component that settles sentences."""
    del nlp, name
    return partial(join_sentences, headlines=headlines)


def join_sentences(doc: Doc, *, headlines: bool) -> Doc:
    """The doc with one tree for two where the second surely begins no sentence."""
    settled = settled_starts(doc, headlines=headlines)
    cuts = [t.i for t in doc if t.i and t.is_sent_start and settled[t.i] is False]
    if not cuts:
        return doc
    heads = [token.head.i for token in doc]
    joined = doc.vocab.strings.add(_JOINED)
    deps = [token.dep for token in doc]
    for cut in cuts:
        left, right = _root(heads, cut - 1), _root(heads, cut)
        if _is_verb(doc, right) and not _is_verb(doc, left):
            left, right = right, left
        heads[right], deps[right] = left, joined
    rows = np.zeros((len(doc), 2), dtype=np.int64)
    rows[:, 0] = np.array(heads) - np.arange(len(doc))
    rows[:, 1] = np.array(deps, dtype=np.uint64).view(np.int64)
    doc.from_array([HEAD, DEP], rows.view(np.uint64))  # type: ignore[arg-type] # a uint64 array
    return doc


def _root(heads: Sequence[int], number: int) -> int:
    while heads[number] != number:
        number = heads[number]
    return number


def _is_verb(doc: Doc, number: int) -> bool:
    return doc[number].pos_ in {"VERB", "AUX"}
