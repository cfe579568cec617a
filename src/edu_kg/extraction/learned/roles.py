"""Roles: where the network sees titles, and the rules' votes on who holds them where."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from edu_kg.extraction.learned.decisions import (
    Decision,
    Evidence,
    bounded,
    load_role_decision,
    log_odds,
)
from edu_kg.extraction.learned.decoding import Impression, Window
from edu_kg.extraction.learned.title_words import locate_title, write_title
from edu_kg.extraction.reading import Reading
from edu_kg.extraction.role_bodies import sent_by
from edu_kg.model import EntityKind, Quote, RoleClaim
from edu_kg.nlp.titles import TitleWords, load_title_words

# A keen reader or an avid gardener holds no post.
_FOND = frozenset({"keen", "avid", "passionate", "enthusiastic", "voracious", "ardent"})
_LEADS_ON = re.compile(r"(?:\S+ )?to(?: the)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWeights:
    """What is weighed as a role: a score above ``holder``, to which a rule adds ``vote``.

    ``title`` is the probability from which on words are a title; ``decision`` says which of the
    roles are believed.
    """

    title: float = 0.45
    holder: float = -1.0
    vote: float = 5.0
    body_vote: float = 2.0
    decision: Decision = field(default_factory=load_role_decision)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """A title in a window: its words, as it is written down, and what rules say of it."""

    window: Window
    start: int
    end: int
    title: str
    claims: tuple[RoleClaim, ...] = ()


def decode_roles(
    impression: Impression, rules: Sequence[RoleClaim], weights: RoleWeights
) -> tuple[RoleClaim, ...]:
    """Give who holds which title at which body, each title of a person at a body once."""
    found: dict[tuple[str, str, str | None], RoleClaim] = {}
    for claim, evidence in weighed_roles(impression, rules, weights):
        if weights.decision.believes(evidence):
            found.setdefault((claim.person, claim.title, claim.organization), claim)
    return tuple(_without_bare(found))


def weighed_roles(
    impression: Impression, rules: Sequence[RoleClaim], weights: RoleWeights
) -> Iterator[tuple[RoleClaim, Evidence]]:
    """Give every role that has a chance, in text order, with what speaks for it."""
    for window in impression.windows:
        for said in _titles(window, rules, weights):
            yield from _holders(impression.reading, said, weights)


def _holders(
    reading: Reading, said: _Said, weights: RoleWeights
) -> Iterator[tuple[RoleClaim, Evidence]]:
    """The roles of one title: everyone whose score, with the rules' votes, is high enough."""
    scores = said.window.of_title(said.start, said.end, "holder").tolist()
    by_person = {claim.person: claim for claim in said.claims}
    people = {
        entity.key: score
        for number, score in zip(said.window.entities, scores, strict=True)
        if (entity := reading.entities[number]).kind is EntityKind.PERSON
    }
    votes = {key: weights.vote * (key in by_person) for key in people}
    best = max((score + votes[key] for key, score in people.items()), default=0.0)
    for person, score in people.items():
        if score + votes[person] <= weights.holder:
            continue
        rule = by_person.get(person)
        body, margin = _body(reading, said, rule, weights)
        evidence = {
            "title": log_odds(said.window.title_odds(said.start, said.end)),
            "holder": bounded(score, 10.0),
            "behind": bounded(best - score - votes[person], 6.0),
            "margin": bounded(margin, 8.0),
            "without_body": float(body is None),
            "rule": float(rule is not None),
            "agreed": float(rule is not None and rule.organization == body),
        }
        yield _claim(reading, said, person, body, rule), evidence


def _titles(window: Window, rules: Sequence[RoleClaim], weights: RoleWeights) -> list[_Said]:
    """The titles that the network sees or a rule reads, in text order."""
    words = load_title_words()
    claims: dict[tuple[int, int], list[RoleClaim]] = {
        (_widened(start, window, words), _whole(end, window)): []
        for start, end in _joined(window.titles(weights.title), window)
        if any(words.person(word) for word in window.article.words[start:end])
        and not _FOND & {*window.article.words[max(0, start - 1) : end]}
    }
    for rule in rules:
        span = _located(window, rule)
        if span is not None:
            same = next((s for s in claims if s[0] < span[1] and span[0] < s[1]), span)
            claims.setdefault(same, []).append(rule)
    said = []
    for (start, end), votes in sorted(claims.items()):
        title = votes[0].title if votes else write_title(window.article.words[start:end], words)
        if title:
            said.append(
                _Said(window=window, start=start, end=end, title=title, claims=tuple(votes))
            )
    return said


def _joined(spans: Iterable[tuple[int, int]], window: Window) -> list[tuple[int, int]]:
    """The spans, two that are one title in one: "Assistant" and "President" of "to the"."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = joined[-1] if joined else (start, start)
        between = " ".join(window.article.words[max(first, last - 1) : start])
        if _LEADS_ON.fullmatch(between):
            joined[-1] = (first, end)
        else:
            joined.append((start, end))
    return joined


def _widened(start: int, window: Window, words: TitleWords) -> int:
    """The first word of a title with the ranks before it: "vice" of "vice and deputy" stays out."""
    said = window.article.words
    while start > 0 and words.spelled(said[start - 1]) in words.modifiers:
        start -= 1
        if start > 1 and said[start - 1] == "-":
            start -= 1
    return start


def _whole(end: int, window: Window) -> int:
    """Where the word ends that a title ends in: after "elect" of "chancellor-elect"."""
    said = window.article.words
    return end + 1 if said[end - 1] == "-" and end < len(said) else end


def _located(window: Window, rule: RoleClaim) -> tuple[int, int] | None:
    """The words of a rule's title in its first sentence."""
    quote = rule.evidence[0]
    inside = [
        n
        for n, (start, end) in enumerate(window.article.offsets)
        if quote.start <= start and end <= quote.end
    ]
    if not inside:
        return None
    span = locate_title(rule.title, window.article.words[inside[0] : inside[-1] + 1])
    return (inside[0] + span[0], inside[0] + span[1]) if span is not None else None


def _body(
    reading: Reading, said: _Said, rule: RoleClaim | None, weights: RoleWeights
) -> tuple[str | None, float]:
    """The body the title is of, and by how much: the network's choice, none included.

    A rule has a vote. A delegation's leader has the title at the body that sent it.
    """
    sender = sent_by(reading, said.window.offset(said.start))
    if sender is not None:
        return sender, math.inf
    scores = said.window.of_title(said.start, said.end, "body").tolist()
    choices: dict[str | None, float] = {None: 0.0}
    for number, score in zip(said.window.entities, scores, strict=True):
        if reading.entities[number].kind is EntityKind.ORGANIZATION:
            choices[reading.entities[number].key] = score
    if rule is not None:
        # A rule may know a body that is named in another window.
        choices[rule.organization] = choices.get(rule.organization, 0.0) + weights.body_vote
    best = max(choices, key=lambda key: choices[key])
    rest = [score for key, score in choices.items() if key != best]
    return best, choices[best] - max(rest, default=-math.inf)


def _claim(
    reading: Reading, said: _Said, person: str, body: str | None, rule: RoleClaim | None
) -> RoleClaim:
    if rule is not None and rule.organization == body:
        return RoleClaim(
            person=person,
            title=rule.title,
            organization=body,
            evidence=rule.evidence,
            rule=rule.rule,
        )
    return RoleClaim(
        person=person,
        title=rule.title if rule is not None else said.title,
        organization=body,
        evidence=tuple(_evidence(reading, said, person)),
        rule="network: title",
    )


def _evidence(reading: Reading, said: _Said, person: str) -> Iterator[Quote]:
    """The sentence of the title; that of the nearest mention of the name where it is another."""
    at = said.window.offset(said.start)
    sentence = reading.sentence_quote(at)
    yield sentence
    nearest = min(reading.entity(person).mentions, key=lambda m: abs(m.start - at))
    other = reading.sentence_quote(nearest.start)
    if other != sentence:
        yield other


def _without_bare(
    found: Mapping[tuple[str, str, str | None], RoleClaim],
) -> Iterator[RoleClaim]:
    """The claims but those without a body of a title that the person has with one."""
    settled = {(person, title) for person, title, body in found if body is not None}
    for (person, title, body), claim in found.items():
        if body is not None or (person, title) not in settled:
            yield claim
