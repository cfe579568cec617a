"""References without a name: "the university", "the two colleges", "she", "its"."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from spacy.tokens import Doc, Token

from edu_kg.extraction.offices import offices_beside
from edu_kg.model import EntityClaim, EntityKind, Mention, MentionForm, OrganizationKind
from edu_kg.nlp.organizations import head_word

_NUMBERS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
_NOMINAL = re.compile(
    r"\b(?:the|this|both|its own)\s(?:(?P<number>two|three|four|five)\s)?"
    r"(?P<noun>(?:(?:vice|deputy|executive)[ -])*[a-z]+(?:-[a-z]+)?)\b",
    re.IGNORECASE,
)
# "the university of …", "the university library", "the president of …" say more than the noun.
_SAYS_MORE = re.compile(r"\s(?:of|for)\s|-[a-z]|\s[A-Z]")
_MASCULINE = frozenset({"he", "him", "his", "himself"})
_FEMININE = frozenset({"she", "her", "hers", "herself"})
_BODILY = frozenset({"it", "its", "itself"})
_ADDRESS = re.compile(
    r"\b(?P<form>Mr|Mrs|Ms|Miss|Madam|Madame|Sir|Lord|Lady|Dame)\.?\s(?:\w+\.\s)?$"
)
_MEN = frozenset({"Mr", "Sir", "Lord"})
# Nouns that stand for a body whatever its head word is.
_NOUNS_OF_KIND = {
    OrganizationKind.UNIVERSITY: ("institution", "university"),
    OrganizationKind.SCHOOL: ("institution",),
    OrganizationKind.COMPANY: ("company", "firm"),
    OrganizationKind.ASSOCIATION: ("association", "organisation", "organization"),
}
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_REACH = 2
"""How many sentences back a pronoun or one of several like bodies may have been named."""


def with_references(doc: Doc, entities: Sequence[EntityClaim]) -> tuple[EntityClaim, ...]:
    """The entities with the nominals and pronouns that stand for exactly one of them each.

    "the two universities" is a mention of each of the two.
    """
    found: dict[str, list[Mention]] = defaultdict(list)
    nominals = [*_bodies(doc.text, entities), *_persons(doc.text, entities)]
    for key, mention in nominals:
        found[key].append(mention)
    named = [(e, m) for e in entities for m in (*e.mentions, *found[e.key])]
    for key, mention in _pronouns(doc, named, _genders(doc.text, entities)):
        found[key].append(mention)
    return tuple(
        replace(entity, mentions=tuple(sorted((*entity.mentions, *found[entity.key]))))
        for entity in entities
    )


def _bodies(text: str, entities: Iterable[EntityClaim]) -> Iterator[tuple[str, Mention]]:
    """Bodies by their head word: of those named before, the only one, or the only one near."""
    by_noun: dict[str, list[EntityClaim]] = defaultdict(list)
    for entity in entities:
        for noun in _nouns(entity):
            by_noun[noun].append(entity)
    for match in _NOMINAL.finditer(text):
        noun = match["noun"].lower()
        number = _NUMBERS.get((match["number"] or match.group().split()[0]).lower(), 1)
        noun = _singular(noun) if number > 1 else noun
        if noun not in by_noun or _SAYS_MORE.match(text, match.end()):
            continue
        before = [e for e in by_noun[noun] if e.mentions[0].start < match.start()]
        if len(before) > number:
            line = text.rfind("\n", 0, match.start())
            before = [e for e in before if any(line < m.start < match.start() for m in e.mentions)]
        if len(before) == number:
            mention = _mention(text, match.start(), match.end(), MentionForm.NOMINAL)
            yield from ((entity.key, mention) for entity in before)


def _nouns(entity: EntityClaim) -> Iterable[str]:
    """The common nouns that may stand for the body, its head word first."""
    if entity.kind is not EntityKind.ORGANIZATION or entity.organization_kind is None:
        return ()
    head = head_word(entity.name)
    nouns = (*((head,) if head else ()), *_NOUNS_OF_KIND.get(entity.organization_kind, ()))
    return dict.fromkeys(nouns)


def _persons(text: str, entities: Iterable[EntityClaim]) -> Iterator[tuple[str, Mention]]:
    """Persons by their office, where exactly one person of the text is given it."""
    holders: dict[str, set[str]] = defaultdict(set)
    since: dict[str, int] = {}
    for entity in entities:
        if entity.kind is not EntityKind.PERSON:
            continue
        for mention in entity.mentions:
            for title in offices_beside(text, mention.start, mention.end):
                holders[title].add(entity.key)
                since[title] = min(mention.start, since.get(title, mention.start))
    for match in _NOMINAL.finditer(text):
        noun = match["noun"].lower().replace("-", " ")
        if len(holders.get(noun, ())) != 1 or match["number"] or match.start() < since[noun]:
            continue
        if not _SAYS_MORE.match(text, match.end()):
            mention = _mention(text, match.start(), match.end(), MentionForm.NOMINAL)
            yield next(iter(holders[noun])), mention


def _pronouns(
    doc: Doc, named: Iterable[tuple[EntityClaim, Mention]], genders: Mapping[str, bool]
) -> Iterator[tuple[str, Mention]]:
    """Pronouns for which their sentence, or one shortly before, has just one candidate."""
    offsets = [token.idx for token in doc]
    at: dict[int, EntityClaim] = {}
    for entity, mention in named:
        first = max(0, bisect_right(offsets, mention.start) - 1)
        at[_head(doc, first, bisect_left(offsets, mention.end))] = entity
    sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
    for index, (start, end) in enumerate(sentences):
        earlier = sentences[max(0, index - _REACH) : index]
        for token in doc[start:end]:
            wanted = _wanted(token)
            if wanted is None:
                continue
            spans = [(start, token.i), *reversed(earlier)]
            meant = _antecedent(doc, spans, at, partial(wanted.fits, genders=genders))
            if meant is not None:
                at[token.i] = meant
                form = MentionForm.PRONOUN
                yield meant.key, _mention(doc.text, token.idx, token.idx + len(token), form)


def _head(doc: Doc, start: int, end: int) -> int:
    """The token of the mention on which its other tokens depend."""
    inside = range(start, max(end, start + 1))
    return next((i for i in inside if doc[i].head.i not in inside), start)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a pronoun may stand for: a body, a man or a woman."""

    kind: EntityKind
    is_man: bool | None = None

    def fits(self, entity: EntityClaim, genders: Mapping[str, bool]) -> bool:
        if entity.kind is not self.kind:
            return False
        return self.is_man is None or genders.get(entity.key, self.is_man) == self.is_man


def _wanted(token: Token) -> _Wanted | None:
    word = token.lower_
    if word in _BODILY:
        return _Wanted(EntityKind.ORGANIZATION)
    if word in _MASCULINE or word in _FEMININE:
        return _Wanted(EntityKind.PERSON, word in _MASCULINE)
    return None


def _antecedent(
    doc: Doc,
    spans: Iterable[tuple[int, int]],
    at: Mapping[int, EntityClaim],
    fits: Callable[[EntityClaim], bool],
) -> EntityClaim | None:
    """The one subject, or the one person, of the nearest stretch of text with a candidate."""
    for start, end in spans:
        found = {i: at[i] for i in range(start, end) if i in at and fits(at[i])}
        if not found:
            continue
        subjects = {e.key: e for i, e in found.items() if doc[i].dep_ in _SUBJECTS}
        candidates = {e.key: e for e in found.values() if e.kind is EntityKind.PERSON}
        for only in (subjects, candidates):
            if len(only) == 1:
                return next(iter(only.values()))
        return None
    return None


def _genders(text: str, entities: Iterable[EntityClaim]) -> Mapping[str, bool]:
    """For persons addressed as Mr or Ms somewhere in the text: whether it is a man."""
    found: dict[str, bool] = {}
    for entity in entities:
        for mention in entity.mentions if entity.kind is EntityKind.PERSON else ():
            address = _ADDRESS.search(text, max(0, mention.start - 16), mention.start)
            if address is not None:
                found[entity.key] = address["form"] in _MEN
    return found


def _singular(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun.removesuffix("s")


def _mention(text: str, start: int, end: int, form: MentionForm) -> Mention:
    return Mention(start, end, text[start:end], form)
