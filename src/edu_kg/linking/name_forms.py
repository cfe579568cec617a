"""The forms of a body's name under which it may stand in an authority."""

from functools import lru_cache

from edu_kg.linking.countries import find_country_words
from edu_kg.text import fold_words, name_key

_SPELLINGS = {
    "centre": "center",
    "organisation": "organization",
    "programme": "program",
    "labour": "labor",
    "defence": "defense",
    "theatre": "theater",
    "univ": "university",
    "inst": "institute",
}
_EITHER_END = ("department", "bureau", "commission")
_SMALL = (
    "of the and for in at on to a an de del della di do da du des la le les el los las y e et und"
    " der die das fur von van"
)
_SMALL_WORDS = frozenset(_SMALL.split())
_FEWEST_WORDS = 2
_SHORTEST_PLACE = 3


@lru_cache(maxsize=1 << 16)
def key_of(name: str) -> str:
    """The key of a name, remembered: a shortlist compares the same names again and again."""
    return name_key(name)


@lru_cache(maxsize=1 << 16)
def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name in one spelling and order, without a leading "the".

    >>> name_words("The Centre for Labour Studies")
    ('center', 'for', 'labor', 'studies')
    >>> name_words("Hill Department of Education") == name_words("Hill Education Department")
    True
    """
    words = tuple(_SPELLINGS.get(word, word) for word in key_of(name).split())
    for head in _EITHER_END:
        # "Department of Education" as "Education Department", whatever stands before.
        if words[1:].count(head) == 1 and words[-1] != head:
            at = words.index(head, 1)
            if words[at + 1 : at + 2] == ("of",):
                return (*words[:at], *words[at + 2 :], head)
    return words


def telling_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without articles, prepositions and the like."""
    return tuple(word for word in words if word not in _SMALL_WORDS)


@lru_cache(maxsize=1 << 16)
def without_country(words: tuple[str, ...]) -> tuple[tuple[str, ...], str] | None:
    """The words without the country they begin or end with, and its code; None where none does.

    So much must be left that it is a name still.

    >>> without_country(("norwegian", "ministry", "of", "education"))
    (('ministry', 'of', 'education'), 'NO')
    >>> without_country(("university", "of", "iceland")) is None
    True
    """
    for begin, end, code in find_country_words(words):
        if begin == 0:
            left = words[end:]
        elif end == len(words):
            left = words[:begin]
            while left and left[-1] in _SMALL_WORDS:
                left = left[:-1]
        else:
            continue
        left = left[1:] if left[:1] == ("the",) else left
        if len(telling_words(left)) >= _FEWEST_WORDS:
            return left, code
    return None


def place_words(places: tuple[str, ...]) -> frozenset[str]:
    """The telling words of the names of places, all but very short ones."""
    found = (word for place in places for word in telling_words(fold_words(place)))
    return frozenset(word for word in found if len(word) >= _SHORTEST_PLACE)
