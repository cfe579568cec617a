"""Which spellings of an article name one thing: full names, short names, acronyms, units."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edu_kg.extraction.units import UnitName
from edu_kg.model import EntityKind
from edu_kg.nlp.acronyms import Definition, contracts, is_acronym, spells
from edu_kg.nlp.organizations import head_word, is_bare_head
from edu_kg.nlp.spans import Name
from edu_kg.text import fold_words, name_key

# A short name stands for at most so many words more; bounds chains of short names too.
_MAX_STEPS = 5
_SHORTEST_CUT = 4


@dataclass(frozen=True, slots=True, order=True)
class Spelling:
    """All occurrences of one name as one kind, whatever its case and accents."""

    kind: EntityKind
    key: str


@dataclass(frozen=True, slots=True)
class Identities:
    """``fuller`` gives for a short spelling the fuller ones it may stand for, none for a full."""

    fuller: Mapping[Spelling, tuple[Spelling, ...]]

    def full(self, spelling: Spelling) -> tuple[Spelling, ...]:
        """The full spellings this one may stand for; itself where it is full."""
        found = [spelling]
        for _ in range(_MAX_STEPS):
            found = list(dict.fromkeys(f for s in found for f in self.fuller.get(s, (s,))))
        return tuple(found)


def spelling_of(name: Name) -> Spelling:
    """The spelling that this name is an occurrence of."""
    return Spelling(name.kind, name_key(name.text))


def find_identities(
    names: Iterable[Name], definitions: Iterable[Definition], units: Iterable[UnitName]
) -> Identities:
    """What the short spellings stand for; what the text defines goes before what words suggest."""
    texts: dict[Spelling, str] = {}
    for name in names:
        texts.setdefault(spelling_of(name), name.text)
    fuller: dict[Spelling, list[Spelling]] = {}
    for short, full in _stated(definitions, units):
        chain = [full]
        for _ in range(_MAX_STEPS):
            chain += [s for s in fuller.get(chain[-1], [])[:1] if s not in chain]
        if short not in chain:
            known = fuller.setdefault(short, [])
            if full not in known:
                known.append(full)
    index = _by_word(texts)
    defined = {full for fulls in fuller.values() for full in fulls}
    for spelling in sorted(texts):
        if spelling not in fuller:
            found = list(_suggested(spelling, texts, index, defined))
            if found:
                fuller[spelling] = found
    return Identities({short: tuple(fulls) for short, fulls in fuller.items()})


def _stated(
    definitions: Iterable[Definition], units: Iterable[UnitName]
) -> Iterator[tuple[Spelling, Spelling]]:
    for definition in definitions:
        yield spelling_of(definition.short), spelling_of(definition.full)
    for cut in units:
        if cut.unit is not None:
            yield spelling_of(cut.unit), spelling_of(cut.whole)


def _by_word(texts: Mapping[Spelling, str]) -> Mapping[tuple[EntityKind, str], Sequence[Spelling]]:
    index: dict[tuple[EntityKind, str], list[Spelling]] = defaultdict(list)
    for spelling in sorted(texts):
        for word in dict.fromkeys(fold_words(texts[spelling])):
            index[spelling.kind, word].append(spelling)
            if spelling.kind is EntityKind.ORGANIZATION:
                index[spelling.kind, word[0]].append(spelling)
    return index


def _suggested(
    spelling: Spelling,
    texts: Mapping[Spelling, str],
    index: Mapping[tuple[EntityKind, str], Sequence[Spelling]],
    defined: set[Spelling],
) -> Iterator[Spelling]:
    """The fuller spellings whose words hold those of this one."""
    short = texts[spelling]
    words = fold_words(short)
    if spelling.kind is EntityKind.ORGANIZATION and is_acronym(short):
        for other in dict.fromkeys(index.get((spelling.kind, words[0][0]), ())):
            if other != spelling and other not in defined and spells(short, texts[other]):
                yield other
        return
    if spelling.kind is EntityKind.PLACE:
        return
    for other in index.get((spelling.kind, words[-1 if len(words[0]) == 1 else 0]), ()):
        if other == spelling or len(texts[other]) <= len(short):
            continue
        if spelling.kind is EntityKind.PERSON:
            if _is_short_person(words, fold_words(texts[other])):
                yield other
        elif _is_short_body(short, texts[other]):
            yield other


def _is_short_person(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether some words of a person's name are left out: family name, given name, both ends."""
    if len(short) >= len(full):
        return False
    if _is_run(short, full):
        return True
    if len(short) < 2 or short[-1] != full[-1]:
        return False
    return (short[0] == full[0] and set(short) < set(full)) or all(
        s == f or (len(s) == 1 and f.startswith(s))
        for s, f in zip(short[:-1], full[:-1], strict=False)
    )


def _is_short_body(short: str, full: str) -> bool:
    """Whether a body's short name is its head word, or leaves words out but keeps the head."""
    head = head_word(short)
    full_head = head_word(full)
    words, full_words = fold_words(short), fold_words(full)
    if is_bare_head(short):
        return head == full_head
    if contracts(short, full):
        return True
    if head is None:
        return _opens(words, full_words)
    if head != full_head:
        return False
    if full_words[: len(words)] == tuple(words):
        return True
    # "Lake Group" for "Northern Lake Machinery Group"; the complement, if any, stays whole.
    rest = iter(full_words)
    return len(words) > 1 and words[-1] == full_words[-1] and all(word in rest for word in words)


def _opens(words: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the words, some cut short, begin the full name: "Lakeside Tech"."""
    if len(words) >= len(full):
        return False
    return words[0] == full[0] and all(
        f == w or (len(w) >= _SHORTEST_CUT and f.startswith(w))
        for w, f in zip(words, full, strict=False)
    )


def _is_run(part: Sequence[str], whole: Sequence[str]) -> bool:
    size = len(part)
    return any(tuple(whole[i : i + size]) == tuple(part) for i in range(len(whole) - size + 1))
