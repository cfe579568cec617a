"""The day an article was published, by what the page says of it; never a guess."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bs4 import Tag

from edu_kg.model import PartialDate
from edu_kg.parsing.blocks import stands_beside
from edu_kg.parsing.dates import find_declared_date, find_printed_date
from edu_kg.parsing.metadata import Metadata
from edu_kg.text import squeeze

_LABEL = re.compile(
    r"\W*(?:(?:date )?(?:published|posted|publication date|release date|released)(?: on| date)?"
    r"|date|发布时间|发布日期|发表时间|日期)\s*[:\uff1a]?\s*",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"modif|updat|creat|chang|edit|review", re.IGNORECASE)
_LONGEST_LINE = 150


@dataclass(frozen=True, slots=True)
class Published:
    """A day of publication and the signal that gave it."""

    date: PartialDate
    signal: str


def find_by_selectors(root: Tag, selectors: Sequence[str]) -> Published | None:
    """The day in the first element a profile's selectors name that holds one.

    The day as printed comes before that of the attribute: a time given in UTC may fall on the
    day before.
    """
    for selector in selectors:
        for element in root.select(selector):
            date = find_printed_date(squeeze(element.get_text(" "))) or _declared_day(element)
            if date is not None:
                return Published(date, "profile")
    return None


def find_published(metadata: Metadata, block: Tag | None) -> Published | None:
    """The day by the first signal of a page without a profile; None where there is none.

    Only what the head declares of the article and what stands in its own block count: the dates
    of sidebars, footers and changes are other dates.
    """
    for value, signal in (
        (metadata.json_ld_published, "json-ld"),
        (metadata.meta_published, "article:published_time"),
    ):
        date = find_declared_date(value) if value else None
        if date is not None:
            return Published(date, signal)
    if block is None:
        return None
    return (
        _find_marked(block, "[itemprop=datePublished]", "itemprop")
        or _find_marked(block, "time[datetime]", "time")
        or _find_labelled(block)
    )


def _find_marked(block: Tag, selector: str, signal: str) -> Published | None:
    """The day on which all fitting elements agree; where they differ none is to be trusted."""
    fitting = [
        element
        for element in block.select(selector)
        if not stands_beside(element, block) and not _tells_change(element)
    ]
    dates = {date for element in fitting if (date := _declared_day(element)) is not None}
    return Published(dates.pop(), signal) if len(dates) == 1 else None


def _tells_change(element: Tag) -> bool:
    """Whether an element dates a change of the page: by its names, or those around it."""
    names = " ".join(
        str(value)
        for tag in (element, element.parent)
        if tag is not None
        for attribute in ("class", "itemprop", "id")
        for value in tag.get_attribute_list(attribute)
        if value is not None
    )
    return bool(_CHANGED.search(names)) or bool(_CHANGED.match(element.get_text().strip()))


def _find_labelled(block: Tag) -> Published | None:
    """The day of a short line that says it is the day of publication."""
    for line in _lines(block):
        label = _LABEL.match(line)
        if label is not None and (date := find_printed_date(line[label.end() :][:60])) is not None:
            return Published(date, "label")
    return None


def _lines(block: Tag) -> Iterator[str]:
    for element in block.find_all(
        ["p", "div", "span", "dd", "li", "small", "em", "td", "h4", "h5"]
    ):
        text = squeeze(element.get_text(" "))
        if 0 < len(text) <= _LONGEST_LINE and not stands_beside(element, block):
            yield text


def _declared_day(element: Tag) -> PartialDate | None:
    for attribute in ("datetime", "content"):
        value = element.get(attribute)
        if isinstance(value, str) and (date := find_declared_date(value)) is not None:
            return date
    return find_printed_date(squeeze(element.get_text(" ")))
