"""Days of publication that a page prints beside the title of its article."""

import re
from collections.abc import Iterator, Sequence

from edu_kg.model import PartialDate
from edu_kg.parsing.boilerplate import stands_beside
from edu_kg.parsing.dates import find_printed_date
from edu_kg.parsing.passages import Passage
from edu_kg.text import fold_words

_LABEL = re.compile(
    r"\W*(?:(?:date )?(?:published|posted|publication date|release date|released)(?: on| date)?"
    r"|date|veröffentlicht(?: am)?|publié le|publicado(?: el| em)?"
    r"|发布时间|发布日期|发表时间|日期)\s*[:\uff1a]?\s*",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"modif|updat|creat|chang|edit|review|aktualisiert|geändert|mis à jour|actualizad|更新"
    r"|©|copyright|deadline|expires",
    re.IGNORECASE,
)
_LONGEST = 100
_LABEL_REACH = 60
# What is said in a sentence is the day of an event.
_ENDS = (".", "!", "?")
_SENTENCE_WORDS = 5
# How many lines before and after the title may hold its date line.
_BEFORE, _AFTER = 4, 12


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
    dates = set()
    for line in lines_near_title(passages, title):
        changed = _CHANGED.search(line)
        date = find_printed_date(line[: changed.start()] if changed else line)
        if date is not None:
            dates.add(date)
    return dates.pop() if len(dates) == 1 else None


def lines_near_title(passages: Sequence[Passage], title: str | None) -> Iterator[str]:
    """The short lines before the title and between it and the text, without sentences."""
    at = _place_of(title, passages)
    if at is None:
        return
    before, after = passages[max(0, at - _BEFORE) : at], passages[at + 1 : at + 1 + _AFTER]
    text_begins = (n for n, each in enumerate(after) if each.prose > _LONGEST)
    for passage in [*before, *after[: next(text_begins, None)]]:
        line = passage.text
        if len(line) > _LONGEST or stands_beside(passage.element):
            continue
        if not (line.endswith(_ENDS) and len(line.split()) >= _SENTENCE_WORDS):
            yield line


def _place_of(title: str | None, passages: Sequence[Passage]) -> int | None:
    """Which passage is the title; a heading before other places where it is repeated."""
    words = fold_words(title or "")
    places = [n for n, each in enumerate(passages) if each.text and fold_words(each.text) == words]
    headings = [n for n in places if passages[n].is_heading]
    return next(iter(headings or places), None) if words else None
