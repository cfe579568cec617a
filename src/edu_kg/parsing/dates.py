"""Dates as pages print and declare them."""

import re

from edu_kg.model import PartialDate

# English, German, French, Spanish, Portuguese, Italian, Dutch; in that order, each once.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar jänner janvier janv enero ene janeiro gennaio gen januari",
            "february feb februar février févr fév febrero fevereiro fev febbraio februari",
            "march mar märz mrz mars marzo março maart mrt",
            "april apr avril avr abril abr aprile",
            "may mai mayo maio maggio mag mei",
            "june jun juni juin junio junho giugno giu",
            "july jul juli juillet juil julio julho luglio lug",
            "august aug août agosto ago augustus",
            "september sept sep septembre septiembre setembro set settembre",
            "october oct oktober okt octobre octubre outubro out ottobre ott",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre déc diciembre dic dezembro dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.|º)?"
# The last day of "9-23 February 2017" is that of an event.
_NO_SPAN = r"(?<!\d)(?<!\d[-–])(?<!\d\.[-–])(?<!\d\. bis )"
# Two numbers that may each be the month (03/04/2020) are not read: either reading is a guess.
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"(?<!\d){_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日",
        rf"{_NO_SPAN}{_DAY}(?:\s+(?:of|de|di))?[\s-]*{_MONTH},?(?:\s+de[l]?)?[\s-]*{_YEAR}(?!\d)",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{{1,2}})/{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<month>\d{{1,2}})/(?P<day>1[3-9]|2\d|3[01])/{_YEAR}(?!\d)",
    )
)
_ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:[T\s].*)?", re.DOTALL)
_LONGEST = 400
_ADDRESS_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/-]?(?P<month>[01]\d)[/-]?(?P<day>[0-3]\d)(?=[/_.-]|$)"
)


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


def find_address_date(url: str) -> PartialDate | None:
    """The day in the path of an address; None where there is none, or several.

    >>> str(find_address_date("https://news.example/2020/05/19/two-colleges"))
    '2020-05-19'
    """
    days = set()
    for match in _ADDRESS_DAY.finditer(url.partition("?")[0]):
        try:
            days.add(PartialDate(int(match["year"]), int(match["month"]), int(match["day"])))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None


def is_printed(date: PartialDate, text: str) -> bool:
    """Whether a text prints a day in any form, also without its year or as 3/4/20.

    >>> is_printed(PartialDate(2020, 5, 19), "Tue 19 May"), is_printed(PartialDate(2020, 5, 19), "")
    (True, False)
    """
    return bool(_forms_of(date).search(text))


def _forms_of(date: PartialDate) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name, number in _MONTHS.items() if number == date.month)
    day, month = f"0?{date.day}", f"0?{date.month}"
    year = rf"(?:{date.year}|{date.year % 100:02d})"
    return re.compile(
        rf"(?<!\d){day}(?:st|nd|rd|th|er|\.|º)?[\s-]*(?:of|de|di)?[\s-]*(?:{names})\b"
        rf"|\b(?:{names})\.?\s*{day}(?!\d)"
        rf"|(?<!\d){date.year}\W{{1,2}}{month}\W{{1,2}}{day}(?!\d)"
        rf"|(?<!\d)(?:{day}\W{{1,2}}{month}|{month}\W{{1,2}}{day})\W{{1,2}}{year}(?!\d)"
        rf"|{date.year}\s*年\s*{month}\s*月\s*{day}\s*日",
        re.IGNORECASE,
    )
