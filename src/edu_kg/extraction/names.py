"""The names a text holds: the pipeline's spans, mended where the language is certain."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from edu_kg.extraction.name_words import (
    FORM_OF_ADDRESS,
    HONORIFICS,
    PARTICLE,
    STATIONS,
    after_titles,
    is_addressed,
    is_no_name,
    is_office,
    is_title,
)
from edu_kg.extraction.overlooked import find_overlooked
from edu_kg.model import EntityKind
from edu_kg.nlp.acronyms import is_acronym
from edu_kg.nlp.organizations import head_word
from edu_kg.nlp.spans import Name, pipeline_names
from edu_kg.text import name_key

_LEADING = re.compile(r"[\s\"“”‘'(,;:–—-]+")
_TRAILING = re.compile(r"(?:['’]s|['’]|[\s,;:.(\"“”‘–—-])+$")
_ARTICLE = re.compile(r"(?:the|a|an|its|our|their)\s+", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"(?:municipal|provincial|national|regional|local|state|federal)\s+(?=[A-Z])"
)
_INITIALS_BEFORE = re.compile(r"(?<![\w.])(?!H\.\s?[EH]\.)(?:[A-Z][a-z]?\.\s?)+$")
_NAME_AFTER = re.compile(rf"(?:-| (?:{PARTICLE} ){{0,3}})(?=[^\W\d_a-z])[^\W\d_][\w’'-]+")
# "chaired by Dr. Mai [Thi Kim Cuc]", ", Ngo [Bich Lien],": names whose first word is not known.
_NAME_BEFORE = re.compile(
    rf"(?:, |\b(?:{FORM_OF_ADDRESS}|U|Bà|Ông)\.? )"
    r"(?P<words>(?:[^\W\d_a-z][^\W\d_]+ ){1,2})$"
)
_HYPHEN_BEFORE = re.compile(r"([^\W\d_a-z]\w+)-$")
# "secretary of the LOU Party Committee": part of the title, which is of the body before it.
_TITLE_OF = re.compile(
    r"\b(?:secretar(?:y|ies)|members?|heads?|leaders?|chair\w*) of (?:the |its )?$", re.IGNORECASE
)
_PARTY_COMMITTEE = re.compile(
    r"(?:(?P<before>.+?)(?:['’]s)? )?(?:CPC |Communist )?"
    r"Party (?:Committee|Group)(?: of (?:the )?(?P<after>.+))?"
)
_NUMBER_AFTER = re.compile(r"(?:(?<=No)\.|\s+No\.)\s?\d+(?P<rest>(?: [A-Z][\w'’-]+)*)")


def find_names(doc: Doc) -> tuple[Name, ...]:
    """The names in text order, none inside another, each spelling of one kind."""
    text = doc.text
    trimmed = [
        name
        for found in pipeline_names(doc)
        for whole in _trimmed(text, found)
        for name in _out_of_title(text, whole)
    ]
    mended = _mended(text, sorted([*trimmed, *find_overlooked(text, trimmed)]))
    return tuple(_settled([name for name in mended if not _is_no_entity(name)]))


def _trimmed(text: str, name: Name) -> Iterator[Name]:
    """The name without article, honorific, office, possessive and outer marks; none if empty."""
    leading = _LEADING.match(name.text)
    start = name.start + (leading.end() if leading else 0)
    kind = name.kind
    if kind is not EntityKind.PERSON and head_word(name.text) is None and is_addressed(text, start):
        kind = EntityKind.PERSON
    if kind is EntityKind.PERSON:
        start = after_titles(text, start, name.end)
    else:
        for less in (_ARTICLE, _ADJECTIVE):
            leading = less.match(text, start, name.end)
            start = leading.end() if leading else start
    line_end = text.find("\n", start, name.end)
    end = name.end if line_end < 0 else line_end
    trailing = _TRAILING.search(text, start, end)
    end = trailing.start() if trailing else end
    if start < end and any(char.isupper() for char in text[start:end]):
        yield Name(start, end, text[start:end], kind)


def _out_of_title(text: str, name: Name) -> Iterator[Name]:
    """The name; of a Party Committee inside a title only the body whose committee it is."""
    committee = _PARTY_COMMITTEE.fullmatch(name.text)
    if (
        committee is None
        or name.kind is not EntityKind.ORGANIZATION
        or _TITLE_OF.search(text, max(0, name.start - 30), name.start) is None
    ):
        yield name
        return
    for part in ("before", "after"):
        if committee[part] is not None:
            start, end = (name.start + at for at in committee.span(part))
            yield Name(start, end, committee[part], name.kind)


def _mended(text: str, names: Sequence[Name]) -> list[Name]:
    """The names with the pieces that the pipeline cut off put back."""
    mended: list[Name] = []
    for index, cut in enumerate(names):
        floor = mended[-1].end if mended else 0
        if cut.start < floor:
            continue
        ceiling = names[index + 1].start if index + 1 < len(names) else len(text)
        name = cut
        if cut.kind is EntityKind.PERSON and head_word(cut.text) is None:
            name = _whole_person(text, cut, floor, ceiling)
            if mended and _continues_person(text, mended[-1], name):
                name = _respanned(text, name, mended.pop().start, name.end)
        elif cut.kind is EntityKind.ORGANIZATION:
            name = _numbered(text, cut, ceiling)
        mended.append(name)
    return mended


def _respanned(text: str, name: Name, start: int, end: int) -> Name:
    return Name(start, end, text[start:end], name.kind)


def _numbered(text: str, name: Name, ceiling: int) -> Name:
    """The body's name with its number, which the pipeline cuts off: "Laboratory No. 2"."""
    number = _NUMBER_AFTER.match(text, name.end, ceiling)
    if number is None:
        return name
    whole = head_word(number["rest"]) is not None
    return _respanned(text, name, name.start, number.end() if whole else number.start("rest"))


def _continues_person(text: str, before: Name, name: Name) -> bool:
    """Whether two person spans with a blank or hyphen between are one name."""
    return (
        before.kind is EntityKind.PERSON
        and text[before.end : name.start] in {" ", "-"}
        and len((before.text + " " + name.text).split()) <= 5
    )


def _whole_person(text: str, name: Name, floor: int, ceiling: int) -> Name:
    """The person's name with initials, first and family names that stand right beside it."""
    start, end = name.start, name.end
    line = max(floor, text.rfind("\n", 0, start) + 1)
    for pattern in (_INITIALS_BEFORE, _HYPHEN_BEFORE):
        before = pattern.search(text, max(line, start - 30), start)
        if before is not None and not is_title(before[0].strip(" .-")):
            start = before.start()
    before = _NAME_BEFORE.search(text, max(line, start - 40), start)
    if before is not None and all(
        _may_continue_name(word) and not word.isupper() and word.lower() not in STATIONS
        for word in before["words"].split()
    ):
        start = before.start("words")
    while after := _NAME_AFTER.match(text, end, ceiling):
        word = after[0].strip(" -")
        if not _may_continue_name(word) or (word.isupper() and not name.text.isupper()):
            break
        end = after.end()
    trailing = _TRAILING.search(text, start, end)
    return _respanned(text, name, start, trailing.start() if trailing else end)


def _may_continue_name(word: str) -> bool:
    return not (is_title(word) or is_no_name(word) or head_word(word)) and not is_acronym(word)


def _is_no_entity(name: Name) -> bool:
    """Whether the head of the expression says that it names a programme, a law or a day."""
    words = name.text.lower().split()
    if name_key(name.text) == "" or all(w.strip(".") in HONORIFICS for w in words):
        return True
    if len(words) == 1 and is_title(words[0]):
        return True
    if name.kind is EntityKind.PERSON and len(words) > 1:
        return False
    if name.kind is EntityKind.ORGANIZATION and is_office(name.text):
        return True
    return is_no_name(words[-1]) and head_word(name.text) is None


def _settled(names: Iterable[Name]) -> list[Name]:
    """Each spelling as the kind it mostly is; what has a head word of bodies is no person."""
    names = [
        replace(n, kind=EntityKind.ORGANIZATION)
        if n.kind is EntityKind.PERSON and head_word(n.text) and len(n.text.split()) > 1
        else n
        for n in names
    ]
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for name in names:
        votes[name_key(name.text)][name.kind] += 1
    chosen = {key: min(c, key=lambda k: (-c[k], k)) for key, c in votes.items()}
    return [replace(n, kind=chosen[name_key(n.text)]) for n in names]
