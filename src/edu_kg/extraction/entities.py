"""Persons, bodies and places of an article: one claim a thing, with all its names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc

from edu_kg.extraction.identity import Identities, Spelling, find_identities, spelling_of
from edu_kg.extraction.names import find_names
from edu_kg.extraction.offices import offices_beside
from edu_kg.extraction.references import with_references
from edu_kg.extraction.units import UnitName, find_unit_names
from edu_kg.model import Article, EntityClaim, EntityKind, Mention, MentionForm
from edu_kg.nlp.acronyms import find_definitions, is_acronym
from edu_kg.nlp.organizations import is_bare_head, is_organ, organization_kind
from edu_kg.nlp.spans import Name

_WORD = re.compile(r"\w+")
_CAPITAL_BEFORE = re.compile(r"[^\W\d_a-z][\w’'-]*[ -]$")
_CAPITAL_AFTER = re.compile(r"[ -][^\W\d_a-z]\w")


def find_entities(article: Article, doc: Doc) -> tuple[EntityClaim, ...]:
    """The named persons, bodies and places of the text, each with all its mentions.

    ``doc`` is the spaCy Doc of ``article.text``. Keys are "e1", "e2", … by first mention.
    """
    text = article.text
    found = find_names(doc)
    definitions = tuple(find_definitions(text, found))
    shorts = {definition.short.text: definition.short for definition in definitions}
    names = [n for n in found if n.text not in shorts or n.kind is EntityKind.ORGANIZATION]
    names += shorts.values()
    units = tuple(find_unit_names(names))
    names += [part for cut in units for part in (cut.unit, cut.body) if part is not None]
    identities = find_identities(names, definitions, units)
    occurrences = _occurrences(text, names, units)
    return with_references(doc, tuple(_claims(_owned(text, occurrences, identities), units)))


def _occurrences(text: str, names: Sequence[Name], units: Iterable[UnitName]) -> list[Name]:
    """Where the names stand in the text, in order, the longest at each place.

    Inside the name of a unit the body it belongs to is mentioned as well.
    """
    spelled: dict[str, dict[str, EntityKind]] = defaultdict(dict)
    for name in names:
        first = _WORD.match(name.text)
        if first is not None:
            spelled[first.group()].setdefault(name.text, name.kind)
    longest_first = {
        word: sorted(texts.items(), key=lambda item: (-len(item[0]), item))
        for word, texts in spelled.items()
    }
    bodies: dict[str, list[UnitName]] = defaultdict(list)
    for cut in units:
        bodies[cut.whole.text].append(cut)
    sure = {(name.start, name.end) for name in names}
    found: list[Name] = []
    floor = 0
    for word in _WORD.finditer(text):
        start = word.start()
        if start < floor:
            continue
        for spelling, kind in longest_first.get(word.group(), ()):
            end = start + len(spelling)
            if not _is_at(text, spelling, start):
                continue
            if (start, end) in sure or _stands_alone(text, start, end):
                found.append(Name(start, end, spelling, kind))
                found += _bodies_inside(found[-1], bodies)
                floor = end
                break
    return found


def _is_at(text: str, spelling: str, start: int) -> bool:
    end = start + len(spelling)
    return text.startswith(spelling, start) and not (
        text[end : end + 1].isalnum() and spelling[-1].isalnum()
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name the pipeline passed over here is one, not a word of a longer name."""
    spelling = text[start:end]
    if is_bare_head(spelling):
        return text[max(0, start - 4) : start].lower() == "the "
    if " " in spelling or is_acronym(spelling):
        return True
    return not _CAPITAL_BEFORE.search(text, max(0, start - 30), start) and not (
        _CAPITAL_AFTER.match(text, end)
    )


def _bodies_inside(name: Name, bodies: Mapping[str, Iterable[UnitName]]) -> Iterator[Name]:
    for cut in bodies.get(name.text, ()):
        start = name.start + cut.body.start - cut.whole.start
        body = Name(start, start + len(cut.body.text), cut.body.text, cut.body.kind)
        yield body
        yield from _bodies_inside(body, bodies)
        return


def _owned(
    text: str, occurrences: Iterable[Name], identities: Identities
) -> Mapping[Spelling, Sequence[Name]]:
    """The occurrences by the full spelling they stand for.

    Of several, the only one who was given the office that stands beside; else the one named last.
    """
    owned: dict[Spelling, list[Name]] = defaultdict(list)
    last: dict[Spelling, int] = {}
    offices: dict[Spelling, set[str]] = defaultdict(set)
    for name in occurrences:
        spelling = spelling_of(name)
        fulls = identities.full(spelling)
        if fulls == (spelling,) and is_bare_head(name.text) and not is_organ(name.text):
            continue
        beside = set(offices_beside(text, name.start, name.end))
        holders = [full for full in fulls if offices[full] & beside]
        owner = max(holders if len(holders) == 1 else fulls, key=lambda full: last.get(full, -1))
        last[owner] = name.start
        owned[owner].append(name)
        if name.kind is EntityKind.PERSON:
            offices[owner] |= beside
    return owned


def _claims(
    owned: Mapping[Spelling, Sequence[Name]], units: Iterable[UnitName]
) -> Iterator[EntityClaim]:
    units = tuple(units)
    parts = {spelling_of(cut.whole) for cut in units if cut.body.kind is cut.whole.kind}
    own_names: dict[Spelling, set[str]] = defaultdict(set)
    for cut in units:
        if cut.unit is not None:
            own_names[spelling_of(cut.whole)].add(cut.unit.text)
    in_order = sorted(owned.items(), key=lambda item: (item[1][0].start, -item[1][0].end, item[0]))
    for number, (spelling, names) in enumerate(in_order, 1):
        texts = Counter(n.text for n in names)
        full = [n.text for n in names if spelling_of(n) == spelling]
        name = max(full or texts, key=lambda text: (texts[text], len(text), text))
        is_body = spelling.kind is EntityKind.ORGANIZATION
        yield EntityClaim(
            key=f"e{number}",
            kind=spelling.kind,
            name=name,
            aliases=tuple(sorted((set(texts) | own_names.get(spelling, set())) - {name})),
            organization_kind=(
                organization_kind(name, part=spelling in parts) if is_body else None
            ),
            mentions=tuple(sorted(Mention(n.start, n.end, n.text, _form(n, name)) for n in names)),
        )


def _form(name: Name, full: str) -> MentionForm:
    if name.text == full:
        return MentionForm.NAME
    return MentionForm.ACRONYM if is_acronym(name.text) else MentionForm.SHORT
