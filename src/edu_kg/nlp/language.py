"""Which language a text is written in, as far as it matters here: English, or surely another."""

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# English words without meaning of their own, spelled as no word of a related language that is
# as common. They make up 12 % to 30 % of the letters of English news, whatever the names in it,
# and under 1 % of other languages, where they come with English names.
_FUNCTION_WORDS = frozenset(
    ("the", "of", "and", "to", "that", "with", "for", "from", "which", "by", "has", "were", "is",
     "are", "this", "at", "as", "his", "they", "it", "not", "have", "had", "will", "been", "their",
     "its", "who", "on", "after")
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE_SIGN = re.compile(r"[\u2e80-\uffff]")
"""Chinese, Japanese and Korean letters: one says as much as three of an alphabet."""
_MIXED = 0.04
"""Share of function words from which a text is English enough to be read: a third of it is."""
_SURE = 0.999
_LIKELY = 0.9
"""Probability asked for where the page itself declares the very language found."""
_FEWEST_LETTERS = 80
"""With fewer there is always doubt."""
_SAMPLE = 10_000
_NO_OTHER = frozenset({"en", "pcm", "zxx"})
"""English, Nigerian Pidgin, which is mistaken for it, and what is no language."""


def find_foreign_language(text: str, declared: str | None = None) -> str | None:
    """The ISO 639 code of the language of a text that is surely not English, else None.

    Short texts and texts partly in English count as English: names of any origin must not keep
    an article from being read. ``declared`` is the page's own BCP 47 tag; where it agrees with
    what is found less proof is enough, and by itself it proves nothing.

    >>> find_foreign_language("Die Rektorin hat am Dienstag in Kiel eine Vereinbarung mit zwei "
    ...                       "Hochschulen unterzeichnet; beide wollen Kurse anbieten.")
    'de'
    >>> find_foreign_language("Die Zeit has a new editor.") is None
    True
    """
    sample = text if len(text) <= 2 * _SAMPLE else f"{text[:_SAMPLE]}\n{text[-_SAMPLE:]}"
    words = [word.lower() for word in _WORD.findall(sample)]
    letters = sum(map(len, words)) + 2 * len(_SYLLABLE_SIGN.findall("".join(words)))
    if letters < _FEWEST_LETTERS or _function_letters(words) >= _MIXED * letters:
        return None
    ranked = _identifier().rank(sample)
    foreign = sum(probability for code, probability in ranked if code not in _NO_OTHER)
    best = next(str(code) for code, _ in ranked if code not in _NO_OTHER)
    hinted = declared is not None and declared.partition("-")[0].lower() == best
    return best if foreign >= (_LIKELY if hinted else _SURE) else None


def _function_letters(words: list[str]) -> int:
    return sum(len(word) for word in words if word in _FUNCTION_WORDS)


@functools.cache
def _identifier() -> "LanguageIdentifier":
    # Half a second to load: only where there is something to read.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
