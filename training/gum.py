"""Named mentions out of GUM's entity annotation, which marks every noun phrase."""

from __future__ import annotations

import re
from dataclasses import dataclass

from training.documents import Entity

_LABELS = {"person": "PERSON", "organization": "ORG", "place": "PLACE"}
_NAME_TAGS = frozenset({"NNP", "NNPS"})
_TITLES = frozenset(
    [
        "mr",
        "ms",
        "mrs",
        "dr",
        "prof",
        "professor",
        "president",
        "sir",
        "lord",
        "lady",
        "senator",
        "sen",
        "rep",
        "minister",
        "secretary",
        "chancellor",
        "king",
        "queen",
        "prince",
        "princess",
        "pope",
        "general",
        "captain",
        "judge",
        "justice",
        "governor",
        "mayor",
        "chairman",
        "director",
    ]
)
_PARTICLES = frozenset(
    ["de", "van", "von", "al", "-", "bin", "ibn", "la", "'", "ii", "iii", "der", "den", "del"]
)
_LINKS = frozenset(["of", "for", "de", "la", "du", "del", "on"])
_OPEN = re.compile(r"\(([^()]+)(\))?|(\d+)(?:\[[^\]]*\])?\)")


@dataclass(frozen=True, slots=True)
class GumSentence:
    """The CoNLL-U rows of a GUM sentence."""

    rows: tuple[tuple[str, ...], ...]

    def word(self, token: int) -> str:
        """Give a token's form."""
        return self.rows[token][1]

    def tag(self, token: int) -> str:
        """Give a token's XPOS tag."""
        return self.rows[token][4]

    def head(self, token: int) -> int:
        """Give a token's head, -1 for the root."""
        return int(self.rows[token][6]) - 1


@dataclass(frozen=True, slots=True)
class _Phrase:
    kind: str
    start: int
    end: int
    minimum: str


def named_mentions(sentence: GumSentence) -> list[Entity]:
    """Give the names of people, bodies and places in a sentence; the longest of nested ones."""
    found = []
    for phrase in _phrases(sentence):
        label = _LABELS.get(phrase.kind)
        head = _head(sentence, phrase)
        if label is None or head is None or sentence.tag(head) not in _NAME_TAGS:
            continue
        if label == "PERSON":
            span = _person_span(sentence, phrase, head)
        else:
            span = _name_span(sentence, phrase, head)
        if span is not None:
            found.append(Entity(*span, label))
    found.sort(key=lambda e: (e.start - e.end, e.start))
    kept: list[Entity] = []
    for entity in found:
        if all(entity.end <= k.start or k.end <= entity.start for k in kept):
            kept.append(entity)
    return sorted(kept, key=lambda e: e.start)


def _phrases(sentence: GumSentence) -> list[_Phrase]:
    found = []
    stack: list[tuple[str, str, int, str]] = []
    for token, row in enumerate(sentence.rows):
        column = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        if column is None:
            continue
        for match in _OPEN.finditer(column[1]):
            if match[1]:
                parts = match[1].split("-", 6)
                kind = parts[1] if len(parts) > 1 else ""
                minimum = parts[5] if len(parts) > 5 else "1"
                if match[2]:
                    found.append(_Phrase(kind, token, token + 1, minimum))
                else:
                    stack.append((parts[0], kind, token, minimum))
                continue
            at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == match[3]), None)
            if at is not None:
                _, kind, start, minimum = stack.pop(at)
                found.append(_Phrase(kind, start, token + 1, minimum))
    return found


def _head(sentence: GumSentence, phrase: _Phrase) -> int | None:
    numbers = [int(n) for n in phrase.minimum.split(",") if n.isdigit()]
    tokens = [phrase.start + n - 1 for n in numbers if phrase.start + n - 1 < phrase.end]
    return next((t for t in tokens if sentence.head(t) not in tokens), None)


def _person_span(sentence: GumSentence, phrase: _Phrase, head: int) -> tuple[int, int] | None:
    flat = [
        t
        for t in range(phrase.start, phrase.end)
        if sentence.head(t) == head and sentence.rows[t][7].startswith("flat")
    ]
    # Older documents make the title the head ("Mr." with the name flat under it).
    tokens = [
        t
        for t in sorted([head, *flat])
        if sentence.word(t).rstrip(".").lower() not in _TITLES
        and (sentence.tag(t) in _NAME_TAGS or sentence.word(t).lower() in _PARTICLES)
    ]
    if not tokens or tokens[-1] - tokens[0] > 6:
        return None
    has_comma = any(sentence.word(t) == "," for t in range(tokens[0], tokens[-1]))
    return None if has_comma else (tokens[0], tokens[-1] + 1)


def _name_span(sentence: GumSentence, phrase: _Phrase, head: int) -> tuple[int, int]:
    start, end = head, head + 1
    while start > phrase.start and _extends_left(sentence, start - 1):
        start -= 1
    while start < head and sentence.tag(start) == "HYPH":
        start += 1
    while end < phrase.end:
        if sentence.tag(end) in _NAME_TAGS | {"CD", "HYPH"} or sentence.word(end) == "&":
            end += 1
            continue
        name = end + 1
        if name < phrase.end and sentence.word(name) == "the":
            name += 1
        is_link = sentence.word(end) in _LINKS
        if not (is_link and name < phrase.end and sentence.tag(name) in _NAME_TAGS):
            break
        end = name
    return start, end


def _extends_left(sentence: GumSentence, token: int) -> bool:
    word, tag = sentence.word(token), sentence.tag(token)
    is_capital_modifier = tag in {"JJ", "VBN", "VBG", "NN"} and word[:1].isupper()
    return tag in _NAME_TAGS | {"CD", "HYPH"} or word in {"&", "-"} or is_capital_modifier
