"""Text in, text out: name keys, digests and other pure functions every layer may use."""

import functools
import hashlib
import re
import unicodedata

_UNFOLDED_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"}
)
_NOT_WORD = re.compile(r"[^\w]+|_+")
_APOSTROPHES = re.compile(r"['’‘ʼ`´]")
_WHITE_SPACE = re.compile(r"\s+")
_MOST_REMEMBERED = 50_000  # names come again and again in the articles of one site


def fold_words(text: str) -> tuple[str, ...]:
    """Lower-case words of the text without accents, apostrophes and punctuation.

    >>> fold_words("Universidad Nacional Autónoma, A&M")
    ('universidad', 'nacional', 'autonoma', 'a', 'and', 'm')
    """
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_UNFOLDED_LETTERS)
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = _APOSTROPHES.sub("", text).replace("&", " and ")
    return tuple(_NOT_WORD.sub(" ", text).split())


@functools.lru_cache(_MOST_REMEMBERED)
def name_key(name: str) -> str:
    """The form under which two spellings of one name are equal: folded, no leading "the".

    Applying it twice changes nothing.

    >>> name_key("The Open University of China"), name_key("Al-Ḥusayn")
    ('open university of china', 'al husayn')
    """
    words = fold_words(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def digest(*parts: str) -> str:
    """A short, stable name for the parts: 20 hexadecimal digits of SHA-256 over all of them.

    >>> digest("a", "b") == digest("ab")
    False
    """
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:20]


def squeeze(text: str) -> str:
    """The text on one line, runs of white space as one space.

    >>> squeeze(" signed  on behalf of ")
    'signed on behalf of'
    """
    return _WHITE_SPACE.sub(" ", text).strip()
