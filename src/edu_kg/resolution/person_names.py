"""Forms of people's names, and how two forms may name one person."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from edu_kg.resolution.name_relations import NameRelation
from edu_kg.resolution.name_words import name_words
from edu_kg.text import fold_words

# Pinyin names a vowel apart are other names, so likeness says nothing among them.
_PINYIN = re.compile(
    r"(?:(?:[zcs]h?|[bpmfdtnlgkhjqxryw])"
    r"(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|[aeiou]n|ai|ei|ao|ou|ia|ie|iu|ua|ue|ui|uo"
    r"|[aeiou])|[nl]ve?|ang|eng|ai|an|ao|ei|en|er|ou|[aeo])+"
)
# Arabic articles are part of the word behind them, with or without a hyphen: "El-Sayed", "Elsayed".
_ARTICLES = frozenset({"al", "el", "ul"})
_SHORTEST_ALIKE = 6  # letters of a word that may be spelt another way; "Zhang" is not "Zheng"
_SHORTEST_RESPELT = 4  # where i stands for y only: Yuri, Yury
_ALIKE = 0.75
_SKELETON = ((r"ph", "f"), (r"x", "ks"), (r"[cqk]+h?", "k"), (r"sch|sh|zh", "s"), (r"dj", "j"))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as folded words, family name first or last, honorifics left out."""

    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """The words as one text."""
        return " ".join(self.words)

    @property
    def ends(self) -> str:
        """A key that most ways to write the name share: its first and last word, in any order."""
        return " ".join(sorted((self.words[0], self.words[-1])))

    @property
    def is_full(self) -> bool:
        """Whether it says more than one word, not counting initials as words."""
        return len(self.words) > 1 and any(len(word) > 1 for word in self.words)

    @property
    def is_initialled(self) -> bool:
        """Whether all but one of its words are initials."""
        return len(self.words) > 1 and sum(len(word) > 1 for word in self.words) == 1

    @property
    def abbreviated(self) -> str:
        """A key that an initialled name shares with ``abbreviations`` of the full one's ends."""
        family = max(self.words, key=len)
        initial = next(word for word in self.words if word != family)
        return f"{family} {initial[0]}."

    @property
    def common_share(self) -> float:
        """The share of its words that very many people bear."""
        common = name_words().common
        return sum(len(word) < 2 or word in common for word in self.words) / len(self.words)


@lru_cache(maxsize=20_000)  # the same names come again and again
def parse_person(name: str) -> PersonName:
    """The name's form.

    >>> parse_person("Prof. Dr. ZHANG Wei-min").key, parse_person("Müller, Jörg").key
    ('zhang wei min', 'jorg muller')
    >>> parse_person("EL-TAHAN, Amal").key, parse_person("A. El Tahan").is_initialled
    ('amal eltahan', True)
    """
    known = name_words()
    family, comma, given = name.partition(",")
    words = _with_articles(fold_words(family))
    if comma and not set(fold_words(given)) <= known.suffixes:
        words = [*_with_articles(fold_words(given)), *words]
    whole = list(words)
    while len(words) > 1 and words[0] in known.honorifics:
        del words[0]
    while len(words) > 1 and words[-1] in known.suffixes:
        del words[-1]
    # "He Li" may be a name of two words that look like a title and a name.
    return PersonName(tuple(words if len(words) > 1 or len(whole) > 2 else whole) or (name,))


def abbreviations(ends: str) -> frozenset[str]:
    """What initialled names of which these are the ends have as their key.

    >>> parse_person("A. B. Tahan").abbreviated in abbreviations(parse_person("Amal Tahan").ends)
    True
    """
    first, _, last = ends.partition(" ")
    return frozenset({f"{first} {last[0]}.", f"{last} {first[0]}."}) if last else frozenset()


@functools.lru_cache(maxsize=1 << 16)  # pairs of names come again and again; bounded
def relate_persons(first: PersonName, second: PersonName) -> NameRelation | None:
    """How the two may name one person; None where they do not.

    >>> a, b, c = map(parse_person, ("Zhang Wei-min", "Weimin Zhang", "W. Zhang"))
    >>> relate_persons(a, b).value, relate_persons(b, c).value
    ('name_reordered', 'name_initials')
    """
    if first.words == second.words:
        return NameRelation.SAME
    if not first.is_full or not second.is_full:
        return None
    if first.is_initialled or second.is_initialled:
        short, full = (first, second) if first.is_initialled else (second, first)
        return NameRelation.INITIALS if _abbreviates(short, full) else None
    if _is_rotation(first.words, second.words) or _is_rotation(second.words, first.words):
        return NameRelation.REORDERED
    if _leaves_out(first.words, second.words) or _leaves_out(second.words, first.words):
        return NameRelation.DROPPED
    if _leave_out_either(first.words, second.words) or _leave_out_either(second.words, first.words):
        return NameRelation.DROPPED
    if _is_alike(first.words, second.words) or _is_alike_and_leaves_out(first, second):
        return NameRelation.SIMILAR
    return None


@functools.lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """The consonants of a word, those that alphabets render differently as one.

    >>> skeleton("aleksandr") == skeleton("alexander"), skeleton("youssef") == skeleton("yusuf")
    (True, True)
    """
    for pattern, sound in _SKELETON:
        word = re.sub(pattern, sound, word)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouyhw]", "", word.replace("v", "w")) or word)


def is_pinyin(name: PersonName) -> bool:
    """Whether the name may be Chinese in Pinyin."""
    return all(_PINYIN.fullmatch(word) for word in name.words)


def _with_articles(words: Sequence[str]) -> list[str]:
    """The words, each article as the beginning of the next one."""
    found: list[str] = []
    for word in words:
        if found and found[-1] in _ARTICLES and len(word) > 1:
            found[-1] += word
        else:
            found.append(word)
    return found


def _is_rotation(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words, family name first or last, run together to the same letters."""
    joined = "".join(other)
    return any("".join(words[at:] + words[:at]) == joined for at in range(len(words)))


def _abbreviates(short: PersonName, full: PersonName) -> bool:
    """Whether one word of the full name is the written one, and the rest begins so."""
    (family,) = (word for word in short.words if len(word) > 1)
    initials = [word for word in short.words if len(word) == 1]
    if full.is_initialled:
        given = [word for word in full.words if len(word) == 1]
        return family in full.words and all(a == b for a, b in zip(initials, given, strict=False))
    # The family name is the first word or the last, or the last but one of two family names.
    for at in sorted({0, len(full.words) - 1, max(len(full.words) - 2, 1)} - {len(full.words)}):
        rest = full.words[:at] + full.words[at + 1 :]
        if full.words[at] == family and _begins(initials, rest):
            return True
    return False


def _begins(initials: list[str], given: tuple[str, ...]) -> bool:
    """Whether the initials are those of the given names; a middle name may be left out."""
    return all(initial == name[0] for initial, name in zip(initials, given, strict=False))


def _leaves_out(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the short form is the full one without middle names or a second family name."""
    if len(short) > len(full) or len(short) < 2 or short[0] != full[0]:
        return False
    # What is left out may be a second family name: "José Ibarra", "José Luis Ibarra Montes".
    if short[-1] not in full[-2:] and short != full[: len(short)]:
        return False
    return _holds(short, full)


def _holds(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the words of the short form, or their initials, stand in the full one in order."""
    rest = iter(full)
    return all(
        any(word == other or (len(word) == 1 and other.startswith(word)) or other == word[0]
            for other in rest)
        for word in short
    )  # fmt: skip


def _leave_out_either(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one leaves out a middle name, the other a second family name.

    "María Elena García" and "María García López" may be one.
    """
    return (
        len(first) > 2
        and len(second) > 2
        and first[0] == second[0]
        and first[-1] == second[-2]
        and not set(first[1:-1]) & set(second[1:])
        and len(first[-1]) > 1
    )


def _is_alike(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the words are the same, some in another transliteration."""
    if len(first) != len(second) or is_pinyin(PersonName(first)) or is_pinyin(PersonName(second)):
        return False
    return any(
        all(map(_sounds_alike, first, (*second[at:], *second[:at]))) for at in range(len(second))
    )


def _is_alike_and_leaves_out(first: PersonName, second: PersonName) -> bool:
    """Whether one spells the first and last word another way and leaves middle names out.

    "Aleksandr N. Volkov" and "Alexander Volkov" may be one.
    """
    if is_pinyin(first) or is_pinyin(second) or len(first.words) == len(second.words):
        return False
    short, full = sorted((first.words, second.words), key=len)
    # The words of the full one are spelt as in the short one where they sound alike.
    spelt = tuple(next((o for o in short if _sounds_alike(w, o)), w) for w in full)
    return spelt != full and _leaves_out(short, spelt)


def _sounds_alike(word: str, other: str) -> bool:
    if word == other or (
        len(word) >= _SHORTEST_RESPELT and word.replace("y", "i") == other.replace("y", "i")
    ):
        return True
    if _without_umlauts(word) == _without_umlauts(other):
        return True
    if max(len(word), len(other)) < _SHORTEST_ALIKE:
        return False
    return skeleton(word) == skeleton(other) and JaroWinkler.similarity(word, other) >= _ALIKE


@lru_cache(maxsize=1 << 16)
def _without_umlauts(word: str) -> str:
    """The word with "oe" and "ue" as folding leaves "ö" and "ü"."""
    return re.sub(r"(?<=[^aeiou])([aou])e(?=[^aeiou])", r"\1", word)
