"""Bodies of which the parse shows that they sign: who "signed with", what is "between"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from edu_kg.extraction.reading import Reading
from edu_kg.model import EntityKind

_OBJECTS = frozenset({"obj", "nsubj:pass", "nmod"})
_BESIDE = frozenset({"obl", "nmod"})
_TOGETHER = frozenset({"with", "between"})


def bodies_that_sign(reading: Reading, trigger: Span) -> frozenset[str]:
    """The bodies that are subject of a signing, or with or between whom it is, each with its list.

    Dependencies are those of Universal Dependencies.
    """
    found = set()
    for token in _beside(trigger):
        for each in (token, *token.conjuncts):
            mentioned = reading.mention_of(each)
            if mentioned is not None and mentioned.entity.kind is EntityKind.ORGANIZATION:
                found.add(mentioned.entity.key)
    return frozenset(found)


def _beside(trigger: Span) -> Iterator[Token]:
    for token in trigger:
        yield from (child for child in token.children if child.dep_ == "nsubj")
        for head in (token, *(child for child in token.children if child.dep_ in _OBJECTS)):
            yield from (child for child in head.children if _is_together(child))


def _is_together(token: Token) -> bool:
    return token.dep_ in _BESIDE and any(
        child.dep_ == "case" and child.lower_ in _TOGETHER for child in token.children
    )
