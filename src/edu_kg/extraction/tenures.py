"""How long roles lasted: begin, end and standing, where the text says so; precision first.

A date bounds a role only where words tie it to that title ("rector since 2019", "stepped down as
dean in 2015"). What is planned, denied, or said in two ways gives no bound.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from edu_kg.extraction.reading import Reading
from edu_kg.extraction.tenure_marks import MarkedSentence, mark_sentence
from edu_kg.extraction.tenure_rules import BoundRule, TenureRules, load_tenure_rules
from edu_kg.model import (
    DateMention,
    EventClaim,
    EventType,
    Factuality,
    Manner,
    PartialDate,
    Quote,
    RoleClaim,
    RoleStatus,
)
from edu_kg.text import fold_words

_PREFIXES = {
    "former": RoleStatus.FORMER,
    "ex": RoleStatus.FORMER,
    "retired": RoleStatus.FORMER,
    "acting": RoleStatus.ACTING,
    "interim": RoleStatus.ACTING,
}
_ENDINGS = {"designate": RoleStatus.DESIGNATE, "elect": RoleStatus.DESIGNATE}
_NEWS = dt.timedelta(days=183)  # an event of so long ago is still news
_SENTENCES_AFTER = 2
_UNREAL_REACH = 25
# A second time in the same post: one begin and one end could not say it.
_ANOTHER_TERM = re.compile(
    r",? and (?:(?:again|then|later|once more),? )?(?:from |between |in |since |for )?⟨[dr]\d"
)
_PLUPERFECT = re.compile(r"\bhad (?:\w+ )?(?:been|served|held|worked)\b")
_CLAUSES = ("relcl", "acl", "advcl", "ccomp", "appos", "parataxis")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What one pattern read: the dates, and the words."""

    start: PartialDate | None
    end: PartialDate | None
    reads: RoleStatus | None
    quote: Quote


def add_tenures(
    reading: Reading, roles: Sequence[RoleClaim], events: Sequence[EventClaim]
) -> tuple[RoleClaim, ...]:
    """The same roles with begin, end and standing where the text says them."""
    rules = load_tenure_rules()
    people = Counter(role.person for role in roles)
    return tuple(
        _with_tenure(reading, role, roles, events, rules, only=people[role.person] == 1)
        for role in roles
    )


def _with_tenure(
    reading: Reading,
    role: RoleClaim,
    roles: Sequence[RoleClaim],
    events: Sequence[EventClaim],
    rules: TenureRules,
    *,
    only: bool,
) -> RoleClaim:
    sentences = _marked(reading, role, roles)
    said = [said for marked in sentences for said in _bounds(marked, rules, follows=False)]
    if only:
        said += _said_after(reading, role, rules)
    status = _title_status(role.title) or _marked_status(sentences, rules)
    if not said:
        said = _appointment(role, sentences, events, rules)
    said = [s for s in said if not _is_plan(s, reading.article.published)]
    start, end = _agreed([s.start for s in said]), _agreed([s.end for s in said])
    if start is not None and end is not None and start.first_day > end.last_day:
        start = end = None
    kept = [s for s in said if (s.start or s.end) and s.start in (None, start)]
    return replace(
        role,
        start=start,
        end=end,
        status=_status(reading, role, status, said, start, end),
        tenure_evidence=tuple(sorted({s.quote for s in kept})) if start or end else (),
    )


def _marked(reading: Reading, role: RoleClaim, roles: Sequence[RoleClaim]) -> list[MarkedSentence]:
    """The sentences of the role's evidence, marked."""
    others = sorted({r.title for r in roles if r.title != role.title})
    found = []
    for start in sorted({quote.start for quote in role.evidence}):
        marked = mark_sentence(reading, reading.sentence_at(start), role.person, role.title, others)
        if marked is None:  # the name stands here, the title in another sentence
            marked = mark_sentence(reading, reading.sentence_at(start), role.person, None, ())
        if marked is not None:
            found.append(marked)
    return found


def _bounds(marked: MarkedSentence, rules: TenureRules, *, follows: bool) -> Iterator[_Said]:
    """What the patterns read; the first that reads a date has it."""
    taken: set[int] = set()
    for rule in rules.bounds:
        if rule.follows is not follows:
            continue
        for match in rule.pattern.finditer(marked.text):
            numbers = {k: int(v) for k, v in match.groupdict().items() if v and k != "v"}
            if taken & set(numbers.values()) or _is_unreal(marked, match.span(), rules):
                continue
            if rule.subject and not _is_subject(marked.text, match.start("v"), match.end("v")):
                continue
            taken.update(numbers.values())
            yield _said(marked, rule, numbers, match.span())


def _said(
    marked: MarkedSentence, rule: BoundRule, numbers: dict[str, int], at: tuple[int, int]
) -> _Said:
    begin, stop = marked.words(*at)
    reads = rule.reads
    if reads is RoleStatus.CURRENT and _PLUPERFECT.search(marked.text, 0, at[1]):
        reads = RoleStatus.PAST  # "had been dean since 1990": until something told of here
    exact = marked.quote.exact[begin - marked.quote.start : stop - marked.quote.start]
    lead = len(exact) - len(exact.lstrip())
    quote = Quote(begin + lead, begin + lead + len(exact.strip()), exact.strip())
    if "range" in numbers:
        date = marked.dates[numbers["range"]]
        reads = RoleStatus.CURRENT if date.last is None else reads
        return _Said(start=date.first, end=date.last, reads=reads, quote=quote)
    return _Said(
        start=marked.dates[numbers["from"]].first if "from" in numbers else None,
        end=marked.dates[numbers["to"]].first if "to" in numbers else None,
        reads=reads,
        quote=quote,
    )


def _is_unreal(marked: MarkedSentence, at: tuple[int, int], rules: TenureRules) -> bool:
    """Whether words in the bound or just before it deny it or say it is one of several."""
    if _ANOTHER_TERM.match(marked.text, at[1]):
        return True
    return rules.unreal.search(marked.text, max(0, at[0] - _UNREAL_REACH), at[1]) is not None


def _is_subject(text: str, start: int, end: int) -> bool:
    """Whether the person is the last one named before the verb, or right after it."""
    before = max(text.rfind("⟨p⟩", 0, start), text.rfind("⟨x⟩", 0, start))
    after = text[end : end + 4].strip()
    if after.startswith("⟨x"):
        return text.startswith("succeed", start) and text[before : before + 3] == "⟨p⟩"
    return after.startswith("⟨p") or before < 0 or text[before : before + 3] == "⟨p⟩"


def _said_after(reading: Reading, role: RoleClaim, rules: TenureRules) -> list[_Said]:
    """What the next sentences of the paragraph say of the person's only role."""
    first = reading.sentence_at(role.evidence[0].start)
    last = first.end_char + 1
    paragraph_end = reading.article.text.find("\n", first.end_char - 1)
    found: list[_Said] = []
    for _ in range(_SENTENCES_AFTER):
        if last >= len(reading.article.text) or 0 <= paragraph_end < last:
            break
        sentence = reading.sentence_at(last)
        marked = mark_sentence(reading, sentence, role.person, None, ())
        if marked is not None:
            found += _bounds(marked, rules, follows=True)
        last = sentence.end_char + 1
    return found


def _appointment(
    role: RoleClaim,
    sentences: Sequence[MarkedSentence],
    events: Sequence[EventClaim],
    rules: TenureRules,
) -> list[_Said]:
    """The day of an appointment to the role that the article tells as an event of its own."""
    taking = next(rule for rule in rules.marks if rule.id == "began in the past").pattern
    for marked in sentences:
        match = taking.search(marked.text)
        if match is None or _is_unreal(marked, match.span(), rules):
            continue
        if not _is_subject(marked.text, match.start("v"), match.end("v")):
            continue
        for event in events:
            if event.start is None or not _tells_taking(event, role, marked.quote):
                continue
            quote = event.evidence[0]
            return [_Said(start=event.start, end=None, reads=None, quote=quote)]
    return []


def _tells_taking(event: EventClaim, role: RoleClaim, quote: Quote) -> bool:
    return (
        event.type is EventType.APPOINTMENT
        and event.factuality is Factuality.HAPPENED
        and any(q.start < quote.end and quote.start < q.end for q in event.evidence)
        and any(
            p.entity == role.person and p.manner is Manner.RECIPIENT for p in event.participants
        )
    )


def _title_status(title: str) -> RoleStatus | None:
    words = fold_words(title)
    return _PREFIXES.get(words[0]) or _ENDINGS.get(words[-1]) if words else None


def _marked_status(sentences: Sequence[MarkedSentence], rules: TenureRules) -> RoleStatus | None:
    for mark in rules.marks:
        for marked in sentences:
            match = mark.pattern.search(marked.text)
            if match is None:
                continue
            if match.groupdict().get("v") and not _is_subject(
                marked.text, match.start("v"), match.end("v")
            ):
                continue
            return mark.status
    return None


def _is_plan(said: _Said, published: PartialDate | None) -> bool:
    """Whether it bounds the role on a day that was still to come."""
    dates = [date for date in (said.start, said.end) if date is not None]
    return published is not None and any(d.first_day > published.last_day for d in dates)


def _agreed(dates: Sequence[PartialDate | None]) -> PartialDate | None:
    """The date that all say, as exactly as any of them says it; None where two differ."""
    told = sorted({date for date in dates if date is not None}, key=lambda d: len(str(d)))
    if not told or any(not coarse.covers(told[-1]) for coarse in told):
        return None
    return told[-1]


def _status(
    reading: Reading,
    role: RoleClaim,
    said_status: RoleStatus | None,
    said: Sequence[_Said],
    start: PartialDate | None,
    end: PartialDate | None,
) -> RoleStatus | None:
    """How the role stood on the day of publication, by its bounds first, then by its words."""
    published = reading.article.published
    if said_status in {RoleStatus.FORMER, RoleStatus.DESIGNATE}:
        return said_status
    if any(s.reads is RoleStatus.FORMER for s in said) or end is not None:
        return RoleStatus.FORMER
    if any(s.reads is RoleStatus.PAST for s in said):
        return RoleStatus.PAST
    held = RoleStatus.ACTING if said_status is RoleStatus.ACTING else RoleStatus.CURRENT
    if said_status is RoleStatus.CURRENT or any(s.reads is RoleStatus.CURRENT for s in said):
        return held
    if start is not None and published is not None:
        recent = published.first_day - start.last_day <= _NEWS
        return held if recent else RoleStatus.PAST
    if said_status in {None, RoleStatus.ACTING} and _tells_of_old(reading, role, published):
        return RoleStatus.PAST
    return said_status


def _tells_of_old(reading: Reading, role: RoleClaim, published: PartialDate | None) -> bool:
    """Whether the sentence of the role tells of a day long before the article."""
    if published is None:
        return False
    sentence = reading.sentence_at(role.evidence[0].start)
    dates = reading.dates_within(sentence.start_char, sentence.end_char)
    return any(
        date.start is not None
        and published.first_day - (date.end or date.start).last_day > _NEWS
        and _is_of_main_clause(reading, sentence, date)
        for date in dates
    )


def _is_of_main_clause(reading: Reading, sentence: Span, date: DateMention) -> bool:
    """Whether the date is when the sentence's own verb happens, and no aside's."""
    token: Token = reading.tokens(date.quote.start, date.quote.end).root
    while token.head.i != token.i:
        if token.dep_.startswith(_CLAUSES):
            return False
        token = token.head
    return bool(token.sent.start == sentence.start)
