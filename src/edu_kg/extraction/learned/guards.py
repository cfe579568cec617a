"""What the network may not say: events denied or merely possible, days that are left open."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

_DENIALS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "no", "without"})
_POSSIBILITIES = frozenset({"would", "may", "might", "could", "should", "if", "unless"})
_BIRTHS = frozenset({"born", "birth"})
_FUTURE = frozenset({"will", "shall", "'ll", "’ll"})
_REACH = 2
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj"})
_CLAUSES = frozenset({"ROOT", "advcl", "acl", "acl:relcl", "ccomp", "conj", "parataxis"})
_VAGUE = re.compile(
    r"\b(?:recently|not long ago"
    r"|in (?:his|her|their|its) (?:earlier|early|younger) (?:years|days))\b",
    re.IGNORECASE,
)
# "Were to be received", "hoped to sign", "unable to visit": what somebody meant to do, no more.
_MEANT = re.compile(
    r"(?:(?<!\bact )(?<!\bpart )(?<!\btask )(?<!\bduty )\b(?:was|were)(?: \w+ly)?"
    r"(?: (?:due|planned|scheduled|expected))?"
    r"|\b(?:hope|wish|want|intend|refuse|decline|promise|offer|propose)(?:e?s|e?d)?"
    r"|\b(?:asked|supposed|meant|unable|willing|empowered|authori[sz]ed))"
    r" (?:not )?to (?:be |have (?:been )?)?(?:\w+ly )?$"
)
_LONGEST_MEANT = 12  # tokens


def is_denied(doc: Doc, start: int, end: int) -> bool:
    """Whether the tokens, or the verb they hang on, are said not to hold.

    "Has not signed", "none was signed", "would have visited", "if it signed", "was to sign".
    """
    if _MEANT.search(doc[max(0, start - _LONGEST_MEANT) : start].text_with_ws):
        return True
    return bool(_said_beside(doc, start, end) & (_DENIALS | _POSSIBILITIES)) or any(
        word.lower_ in _DENIALS
        for token in doc[start:end]
        for argument in token.children
        if argument.dep_ in _ARGUMENTS
        for word in argument.children
        if word.dep_ == "det"
    )


def is_ahead(doc: Doc, start: int, end: int) -> bool:
    """Whether the tokens, or the verb they hang on, are told as future."""
    return bool(_said_beside(doc, start, end) & _FUTURE)


def is_birth(doc: Doc, start: int, end: int) -> bool:
    """Whether the tokens tell that somebody was born, which is an event of no type."""
    return any(token.lower_ in _BIRTHS for token in doc[start:end])


def leaves_day_open(sentence: str) -> bool:
    """Whether a sentence says when, and that it is not known: no day told elsewhere is meant.

    >>> leaves_day_open("She was honoured recently."), leaves_day_open("She was honoured.")
    (True, False)
    """
    return _VAGUE.search(sentence) is not None


def _said_beside(doc: Doc, start: int, end: int) -> set[str]:
    """The auxiliaries, adverbs and determiners of the tokens and of the verb above them."""
    return {
        child.lower_
        for token in doc[start:end]
        for node in _upward(token)
        for child in node.children
        if child.dep_ in {"aux", "aux:pass", "advmod", "det", "mark", "cc:preconj", "cc", "case"}
        and (child.dep_ not in {"cc", "case"} or child.lower_ in _DENIALS)
    }


def _upward(token: Token) -> Iterator[Token]:
    """The token and what it hangs on, up to the verb of its clause."""
    yield token
    for _ in range(_REACH):
        if token.dep_ in _CLAUSES or token.head.i == token.i:
            return
        token = token.head
        yield token
