"""Dates as pages print and declare them."""

import re

from edu_kg.model import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
# Two numbers that may each be the month (03/04/2020) are not read: either reading is a guess.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日",
        rf"(?<!\d){_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{{1,2}})/{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<month>\d{{1,2}})/(?P<day>1[3-9]|2\d|3[01])/{_YEAR}(?!\d)",
    )
)
_ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T\s].*)?", re.DOTALL)
_LONGEST = 400


def find_printed_date(text: str) -> PartialDate | None:
    """The first day printed in a line of text; None where there is none, or only half of one.

    >>> str(find_printed_date("Published on Tuesday, 19 May 2020 15:02"))
    '2020-05-19'
    """
    first: tuple[int, PartialDate] | None = None
    for form in _FORMS:
        for match in form.finditer(text[:_LONGEST]):
            month = match["month"].lower()
            number = _MONTHS.get(month) or int(month)
            try:
                date = PartialDate(int(match["year"]), number, int(match["day"]))
            except ValueError:
                continue
            if first is None or match.start() < first[0]:
                first = (match.start(), date)
            break
    return None if first is None else first[1]


def find_declared_date(value: str) -> PartialDate | None:
    """The day of a machine-readable date, as its own clock has it: no change of time zone.

    >>> str(find_declared_date("2020-05-22T00:30:00+08:00"))
    '2020-05-22'
    """
    match = _ISO_DAY.fullmatch(value)
    if match is None:
        return find_printed_date(value)
    try:
        return PartialDate.parse(match.group(1))
    except ValueError:
        return None
