"""Names of people who are not to be spoken of, found in texts by digest alone and masked."""

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable, Iterator

from edu_kg.model.forgotten import MASK, Forgotten
from edu_kg.text import name_key

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 8  # of a name
_DIGITS = 32


def name_digest(salt: str, name: str) -> str:
    """What a list keeps of a name: the same for all its spellings, and not to be read back.

    >>> name_digest("salt", "Ada BELLO") == name_digest("salt", "ada bello")
    True
    """
    return _digest(salt, "name", name_key(name))


def address_digest(salt: str, url: str) -> str:
    """What a list keeps of the address of an article that mentions somebody."""
    return _digest(salt, "article", url)


def digests_for(forgotten: Forgotten, url: str) -> frozenset[str]:
    """The digests of all names that are not to be spoken of in the article at that address."""
    if not forgotten.people:
        return frozenset()
    here = address_digest(forgotten.salt, url)
    return frozenset(
        name
        for person in forgotten.people
        if not person.articles or here in person.articles
        for name in person.names
    )


def mask_names(text: str, salt: str, digests: Collection[str]) -> str:
    """The text with a mask for each sign of the names of these digests; as long as it was.

    >>> mask_names("Dr Bo Lind spoke", "s", {name_digest("s", "BO LIND")})
    'Dr ███████ spoke'
    """
    return mask_spans(text, _find_names(text, salt, digests)) if digests else text


def mask_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with a mask for each sign of the spans, as far as they lie in it."""
    signs = list(text)
    for start, end in spans:
        for n in range(max(0, start), min(end, len(signs))):
            signs[n] = MASK
    return "".join(signs)


def _find_names(text: str, salt: str, digests: Collection[str]) -> Iterator[tuple[int, int]]:
    words = [(found.start(), found.end()) for found in _WORD.finditer(text)]
    for first, (start, _) in enumerate(words):
        for _, end in words[first : first + _MOST_WORDS]:
            if name_digest(salt, text[start:end]) in digests:
                yield start, end


def _digest(salt: str, kind: str, value: str) -> str:
    said = f"{kind}\x1f{value}".encode("utf-8", "surrogatepass")
    return hmac.new(salt.encode("ascii"), said, hashlib.sha256).hexdigest()[:_DIGITS]
