"""The words that titles are made of: heads, modifiers, tails, and what kind of office they name."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from edu_kg.records import read_table


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class TitleWords:
    """The word lists of ``data/titles.toml``, which says what each is for."""

    heads: Mapping[str, str]
    """Singular and plural head nouns, each to its singular."""
    tails: tuple[tuple[str, ...], ...]
    modifiers: frozenset[str]
    dropped: frozenset[str]
    public: frozenset[str]
    callings: frozenset[str]
    ranks: frozenset[str]
    bodies: Mapping[str, str]
    """Nouns for bodies, singular and plural, each to its singular."""
    trades: Mapping[str, str]
    """Nouns of trades, arts and dignities, singular and plural, each to its singular."""
    occasions: frozenset[str]
    unnamed: frozenset[str]
    vague: frozenset[str]
    honorifics: tuple[str, ...]
    capitals: Mapping[str, str]
    """Lower-case words to the form with the capitals that titles keep."""
    verbs: Mapping[str, str]
    """Verbs that tell a title by themselves ("chairs") to the title."""
    spelled_out: Mapping[str, str]

    def head(self, word: str) -> str | None:
        """The singular of a head noun, None for any other word.

        >>> load_title_words().head("Deans"), load_title_words().head("dream")
        ('dean', None)
        """
        key = word.lower().rstrip(".")
        return self.heads.get(self.spelled_out.get(key, key))

    def person(self, word: str) -> str | None:
        """The singular of a noun for somebody who does something: a head, or a trade.

        >>> load_title_words().person("weavers"), load_title_words().person("Dean")
        ('weaver', 'dean')
        """
        return self.head(word) or self.trades.get(word.lower())

    def is_plural(self, word: str) -> bool:
        """Whether the word is a head noun in the plural."""
        head = self.head(word)
        return head is not None and head != self.spelled(word)

    def spelled(self, word: str) -> str:
        """The word in lower case, an abbreviation in full.

        >>> load_title_words().spelled("Assoc.")
        'associate'
        """
        key = word.lower()
        return self.spelled_out.get(key.rstrip("."), key)


def plural(noun: str) -> str:
    """The plural of an English noun of office.

    >>> [plural(noun) for noun in ("dean", "chairwoman", "secretary", "attorney")]
    ['deans', 'chairwomen', 'secretaries', 'attorneys']
    """
    if noun.endswith("man"):
        return noun[:-2] + "en"
    if noun.endswith("y") and noun[-2] not in "aeo":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "sh")) else "s")


@functools.cache
def load_title_words() -> TitleWords:
    """The shipped word lists, read once."""
    data = read_table("edu_kg.nlp", "titles.toml")
    return TitleWords(
        heads=_with_plurals(data["heads"]),
        tails=tuple(tuple(tail.split()) for tail in data["tails"]),
        modifiers=frozenset(data["modifiers"]),
        dropped=frozenset(data["dropped"]),
        public=frozenset(data["public"]),
        callings=frozenset(data["callings"]),
        trades=_with_plurals(data["trades"]),
        ranks=frozenset(data["ranks"]),
        bodies=_with_plurals(data["bodies"]),
        occasions=frozenset(data["occasions"]),
        unnamed=frozenset(data["unnamed"]),
        vague=frozenset(data["vague"]),
        honorifics=tuple(data["honorifics"]),
        capitals={word.lower(): word for word in data["capitals"]},
        verbs=data["verbs"],
        spelled_out=data["spelled_out"],
    )


def _with_plurals(nouns: list[str]) -> dict[str, str]:
    return {plural(noun): noun for noun in nouns} | {noun: noun for noun in nouns}
