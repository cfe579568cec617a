"""The words dates are made of: months, weekdays, numbers and the pieces of their patterns."""

import re

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
    "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second",
    "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh",
    "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip

# Every repetition below is bounded, so that any text is read in linear time.
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
SHORT_WEEKDAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:\s?(?:st|nd|rd|th)\b)?"
YEAR = r"(?:1[5-9]|20)\d\d(?!\d|,\d|\.\d)"
COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(NUMBERS)}|a\sfew|several|a\scouple\sof)"
ORDINAL = rf"(?:{'|'.join(sorted(ORDINALS, key=len, reverse=True))})"
DASH = r"\s?[-–—\u2011~]\s?"
UP_TO = rf"(?:{DASH}|,?\s(?:to|until|till|through|and|up\sto)\s(?:on\s)?(?:the\s)?)"
PART = r"(?:morning|afternoon|evening|night|noon|midday|midnight)"
NO_WORD_BEFORE = r"(?<![\w/])(?<!\d[.,\-–])"
NO_WORD_AFTER = r"(?![\w%])"


def month_number(word: str) -> int:
    """1 to 12 for a month's name or its abbreviation.

    >>> month_number("Sept."), month_number("MAY")
    (9, 5)
    """
    key = word.casefold()[:3]
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(key))


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name or its abbreviation.

    >>> weekday_number("Thurs.")
    3
    """
    key = word.casefold()[:3]
    return next(i for i, name in enumerate(WEEKDAYS) if name.startswith(key))


def count_of(words: str) -> int | None:
    """The number the words say; None for "several" and the like.

    >>> count_of("two"), count_of("a"), count_of("14"), count_of("a few")
    (2, 1, 14, None)
    """
    key = words.casefold()
    if key.isdecimal():
        return int(key)
    if key in ("a", "an"):
        return 1
    return NUMBERS.index(key) + 1 if key in NUMBERS else None


def day_number(words: str) -> int:
    """The day of the month in "19", "3rd" or "twenty-second".

    >>> day_number("3rd"), day_number("Twenty-second")
    (3, 22)
    """
    digits = re.match(r"\d+", words)
    return int(digits[0]) if digits else ORDINALS.index(words.casefold()) + 1
