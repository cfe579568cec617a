"""Days of publication that a page prints beside the title of its article."""

import re
from collections.abc import Collection, Iterator, Sequence

from lxml.html import HtmlElement

from edu_kg.model import PartialDate
from edu_kg.parsing.boilerplate import find_beside
from edu_kg.parsing.dates import find_printed_date
from edu_kg.parsing.passages import Passage, is_title

_LABEL = re.compile(
    r"\W*(?:(?:date )?(?:published|posted|publication date|release date|released)(?: on| date)?"
    r"|date|datum|(?:veröffentlicht|erschienen|erstellt)(?: am)?|veröffentlichung"
    r"|erscheinungsdatum|publié le|publicado(?: el| em)?"
    r"|发布时间|发布日期|发表时间|日期)\s*[:\uff1a]?\s*",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"modif|updat|creat|chang|edit|review|aktualisiert|geändert|mis à jour|actualizad|更新"
    r"|©|copyright|deadline|expires|joined|member since|registriert",
    re.IGNORECASE,
)
_LONGEST = 100
_LABEL_REACH = 60
# In characters, white space of the markup included.
_LONGEST_ASIDE = 200
# What is said in a sentence is the day of an event.
_ENDS = (".", "!", "?")
_SENTENCE_WORDS = 5
# How many lines before and after the title may hold its date line.
_BEFORE, _AFTER = 4, 12
_BELOW_LEAD, _LONGEST_BELOW_LEAD = 4, 60


def find_labelled_day(passages: Sequence[Passage], title: str | None) -> PartialDate | None:
    """The day of a line near the title that says it is the day of publication."""
    for line in lines_near_title(passages, title):
        label = _LABEL.match(line)
        if label is not None:
            date = find_printed_date(line[label.end() :][:_LABEL_REACH])
            if date is not None:
                return date
    return None


def prints_day_near(passages: Sequence[Passage], title: str | None) -> bool:
    """Whether a line near the title prints a day, of whatever."""
    return any(find_printed_date(line) for line in lines_near_title(passages, title))


def find_dateline(passages: Sequence[Passage], title: str | None) -> PartialDate | None:
    """The day that the short lines near the title print; None where they print several."""
    dates, label = set(), ""
    for line in lines_near_title(passages, title):
        changed = _CHANGED.search(line)
        date = find_printed_date(line[: changed.start()] if changed else line)
        if date is not None and not _ends_in_change(label):
            dates.add(date)
        label = line
    return dates.pop() if len(dates) == 1 else None


def _ends_in_change(label: str) -> bool:
    """Whether a line of its own says that the day on the next one is that of a change."""
    changed = _CHANGED.search(label)
    return changed is not None and find_printed_date(label) is None and label.endswith(":")


def lines_near_title(passages: Sequence[Passage], title: str | None) -> Iterator[str]:
    """The short lines before the title and between it and the text, without sentences."""
    at = _place_of(title, passages)
    if at is None:
        return
    around_title = frozenset(passages[at].element.iterancestors())
    before, after = passages[max(0, at - _BEFORE) : at], passages[at + 1 : at + 1 + _AFTER]
    text = [n for n, each in enumerate(after) if each.prose > _LONGEST]
    lead = text[0] if text else len(after)
    for passage in [*before, *after[:lead]]:
        if _is_line(passage.text) and not _stands_beside(passage, around_title, _LONGEST_ASIDE):
            yield passage.text
    # What stands right under a lead may date the article; further down it is of the text.
    for passage in after[lead + 1 : min(text[1], lead + 1 + _BELOW_LEAD)] if text[1:] else ():
        is_short = len(passage.text) <= _LONGEST_BELOW_LEAD
        if is_short and _is_line(passage.text) and not _stands_beside(passage, around_title):
            yield passage.text


def _is_line(text: str) -> bool:
    is_sentence = text.endswith(_ENDS) and len(text.split()) >= _SENTENCE_WORDS
    return len(text) <= _LONGEST and not is_sentence


def _stands_beside(
    passage: Passage, around_title: Collection[HtmlElement], longest_line: int = 0
) -> bool:
    """Whether a line stands in what is beside the title: a sidebar, another article.

    What holds the title, too, is named after its parts; what has no more in it than a line is no
    sidebar.
    """
    element = passage.element
    common = next((each for each in element.iterancestors() if each in around_title), None)
    beside = find_beside(element, common)
    return beside is not None and sum(map(len, beside.itertext())) > longest_line


def _place_of(title: str | None, passages: Sequence[Passage]) -> int | None:
    """Which passage is the title; a heading before other places where it is repeated."""
    places = [n for n, each in enumerate(passages) if is_title(each, title or "")]
    headings = [n for n in places if passages[n].is_heading]
    return next(iter(headings or places), None)
