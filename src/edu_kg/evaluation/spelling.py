"""When two names, or two titles, are the same to a careful reader."""

import re

from edu_kg.model import EntityKind
from edu_kg.text import fold_words

_HONORIFICS = re.compile(
    r"(?:(?:his|her) (?:excellency|highness)|h e|h r h|h h|hh"
    r"|mr|mrs|ms|miss|mx|madame?|sir|dame|lord|lady|sheikh"
    r"|prof|professor|assoc|asst|dr|msc|phd|academician|hon|rev|gen|lt) "
)
_OF_NO_WEIGHT = frozenset(
    ("the", "of", "its", "a", "an", "to", "in", "at", "for", "and", "on", "with")
)
_RANKS = frozenset(("vice", "deputy", "assistant", "associate", "pro"))
_SAME_TITLE = 0.6


def spelling_key(name: str, kind: EntityKind) -> str:
    """What two spellings of one name share: no case, accents, marks, spaces, no leading "the".

    Of a person, no honorifics either.

    >>> spelling_key("Prof. Dr. Ana-María Solé", EntityKind.PERSON)
    'anamariasole'
    >>> spelling_key("The Hill & Dale College", EntityKind.ORGANIZATION)
    'hillanddalecollege'
    """
    words = " ".join(fold_words(name))
    while kind is EntityKind.PERSON and (found := _HONORIFICS.match(words)):
        words = words[found.end() :]
    return words.removeprefix("the ").replace(" ", "")


def title_words(title: str) -> frozenset[str]:
    """The words of a title that carry weight."""
    return frozenset(fold_words(title)) - _OF_NO_WEIGHT


def title_likeness(one: str, other: str) -> float:
    """How far two titles are the same: 1 for equal words, 0 for another post.

    A vice president is no president, however much else the titles share.

    >>> title_likeness("dean of the faculty", "Faculty Dean"), title_likeness("dean", "vice dean")
    (1.0, 0.0)
    """
    left, right = title_words(one), title_words(other)
    if not left or not right or left & _RANKS != right & _RANKS:
        return 0.0
    likeness = 2 * len(left & right) / (len(left) + len(right))
    return likeness if likeness >= _SAME_TITLE else 0.0
