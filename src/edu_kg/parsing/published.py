"""The day an article was published, by what the page says of it; never a guess."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from bs4 import Tag
from lxml.html import HtmlElement

from edu_kg.model import PartialDate
from edu_kg.parsing.boilerplate import stands_beside
from edu_kg.parsing.datelines import find_dateline, find_labelled_day, prints_day_near
from edu_kg.parsing.dates import (
    find_address_date,
    find_declared_date,
    find_printed_date,
    is_printed,
)
from edu_kg.parsing.metadata import Metadata
from edu_kg.parsing.passages import Passage
from edu_kg.text import squeeze

_CHANGED = re.compile(r"modif|updat|chang|edit|review|creat", re.IGNORECASE)
# Drupal names the day of publication "created"; Joomla has "create" beside "published".
_OTHER_DAYS = re.compile(
    r"modif|updat|chang|edit|review|dateCreated|\bcreate\b|event|deadline", re.IGNORECASE
)
_CHANGED_BEFORE = re.compile(
    r"(?:modified|update[ds]?|changed|edited|reviewed|aktualisiert|geändert|bearbeitet)"
    r"(?:\s+(?:on|at|am))?\W*\Z",
    re.IGNORECASE,
)
_LEVELS_NAMED = 3
_IN_UTC = re.compile(r"(?:Z|[+-]00:?00)\s*\Z", re.IGNORECASE)
_LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Published:
    """A day of publication and the signal that gave it."""

    date: PartialDate
    signal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSigns:
    """What of a page may tell its day: its head, its article, all its lines and its address."""

    metadata: Metadata
    block: HtmlElement | None
    passages: Sequence[Passage]
    title: str | None
    url: str


def find_by_selectors(root: Tag, selectors: Sequence[str]) -> Published | None:
    """The day in the first element a profile's selectors name that holds one.

    The day as printed comes before that of the attribute: a time given in UTC may fall on the
    day before.
    """
    for selector in selectors:
        for element in root.select(selector):
            printed = find_printed_date(squeeze(element.get_text(" ")))
            date = printed or _attribute_day(element.get("datetime"), element.get("content"))
            if date is not None:
                return Published(date, "profile")
    return None


def find_published(signs: DateSigns) -> Published | None:
    """The day by the first signal of a page without a profile; None where there is none.

    Only what the head declares of the article, what its address says and what stands in its own
    block or beside its title count: the dates of sidebars, footers and changes are other dates.
    Where the head and the line beside the title contradict each other, neither is believed.
    """
    declared = find_declared_date(signs.metadata.meta_published or "")
    if declared is not None:
        return _unless_contradicted(declared, signs)
    for find in (_find_in_json_ld, _find_in_address, _find_in_block, _find_beside_title):
        found = find(signs)
        if found is not None:
            return found
    return None


def _unless_contradicted(declared: PartialDate, signs: DateSigns) -> Published | None:
    """The day a meta element declares, if the page prints no other one beside its title.

    Of a time in UTC the page may print the day before or after; then that is the day.
    """
    printed = find_dateline(signs.passages, signs.title)
    is_shown = is_printed(declared, _short_lines(signs))
    if is_shown or (printed in {None, declared} and not _is_first_page(signs)):
        return Published(declared, "article:published_time")
    apart = abs((printed.first_day - declared.first_day).days) if printed else 0
    is_utc = bool(_IN_UTC.search(signs.metadata.meta_published or ""))
    return Published(printed, "line") if printed and apart == 1 and is_utc else None


def _is_first_page(signs: DateSigns) -> bool:
    """Whether a page says that it is a site and no article: it was made, not published."""
    return (signs.metadata.og_type or "").lower() == "website"


def _find_in_json_ld(signs: DateSigns) -> Published | None:
    """The day in JSON-LD.

    Systems write one for every page, also for those that have no day of publication or show
    another. So the page must print it, too, or at least no other one beside its title, and
    declare no later change.
    """
    head, shown = signs.metadata, _short_lines(signs)
    day = find_declared_date(head.json_ld_published or "")
    changed = find_declared_date(head.json_ld_modified or "") or day
    if day is not None and (
        is_printed(day, shown)
        or (
            changed == day
            and not prints_day_near(signs.passages, signs.title)
            and not _is_first_page(signs)
        )
    ):
        return Published(day, "json-ld")
    day = find_declared_date(head.json_ld_page_published or "")
    is_shown = day is not None and is_printed(day, shown)
    return Published(day, "json-ld WebPage") if day is not None and is_shown else None


def _find_in_address(signs: DateSigns) -> Published | None:
    day = find_address_date(signs.url)
    return None if day is None else Published(day, "url")


def _find_in_block(signs: DateSigns) -> Published | None:
    if signs.block is None:
        return None
    marked = [each for each in signs.block.iter("*") if _is_marked(each)]
    times = [each for each in signs.block.iter("time") if each.get("datetime")]
    for elements, signal in ((marked, "itemprop"), (times, "time")):
        day = _agreed_day(elements, signs.block)
        if day is not None:
            return Published(day, signal)
    return None


def _find_beside_title(signs: DateSigns) -> Published | None:
    if (day := find_labelled_day(signs.passages, signs.title)) is not None:
        return Published(day, "label")
    day = find_dateline(signs.passages, signs.title)
    return None if day is None else Published(day, "line")


def _short_lines(signs: DateSigns) -> str:
    return "\n".join(each.text for each in signs.passages if len(each.text) <= _LONGEST_LINE)


def _agreed_day(elements: Iterable[HtmlElement], block: HtmlElement) -> PartialDate | None:
    """The day on which all fitting elements agree; where they differ none is to be trusted."""
    fitting = [
        each for each in elements if not stands_beside(each, block) and not _tells_other_day(each)
    ]
    days = {day for each in fitting if (day := _declared_day(each)) is not None}
    return days.pop() if len(days) == 1 else None


def _is_marked(element: HtmlElement) -> bool:
    return "datePublished" in element.get("itemprop", "").split()


def _tells_other_day(element: HtmlElement) -> bool:
    """Whether an element dates a change or an event: by its names, those around it, its words."""
    around = [element, *islice(element.iterancestors(), _LEVELS_NAMED - 1)]
    names = " ".join(
        tag.get(attribute, "") for tag in around for attribute in ("class", "itemprop", "id")
    )
    if _OTHER_DAYS.search(names) or _CHANGED.match(element.text_content().strip()):
        return True
    return bool(_CHANGED_BEFORE.search(_text_before(element)))


def _text_before(element: HtmlElement) -> str:
    """What stands right before an element, or before the one around it that begins with it."""
    for each in (element, *islice(element.iterancestors(), _LEVELS_NAMED - 1)):
        before = each.getprevious()
        parent = each.getparent()
        texts = (before.text, before.tail) if before is not None else (getattr(parent, "text", ""),)
        if text := squeeze(" ".join(each or "" for each in texts)):
            return text
        if before is not None:
            return ""
    return ""


def _declared_day(element: HtmlElement) -> PartialDate | None:
    """The day an element prints, or that of its attribute: that may be a time in UTC."""
    printed = find_printed_date(squeeze(element.text_content()))
    return printed or _attribute_day(element.get("datetime"), element.get("content"))


def _attribute_day(*values: object) -> PartialDate | None:
    days = (find_declared_date(value) for value in values if isinstance(value, str))
    return next((day for day in days if day is not None), None)
