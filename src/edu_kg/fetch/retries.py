"""When to ask a server again, and after how long."""

import datetime as dt
import email.utils

# Answers by which a server says that the same request may succeed later.
RETRIED_STATUSES = frozenset({429, 500, 502, 503, 504})


def backoff(attempt: int, first: float, chance: float) -> float:
    """Seconds to wait after the attempt of that number, counted from 0.

    They double each time; ``chance``, from 0 up to 1, puts them between half of that and one and
    a half, so that many askers do not come back at one moment.

    >>> [backoff(attempt, 1.0, 0.5) for attempt in range(3)], backoff(0, 1.0, 0.0)
    ([1.0, 2.0, 4.0], 0.5)
    """
    return float(first * 2**attempt * (0.5 + chance))


def find_retry_after(value: str | None, now: dt.datetime) -> float | None:
    """The seconds a Retry-After header asks for; None where there is none or it is no such value.

    >>> moment = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    >>> find_retry_after("7", moment), find_retry_after("Thu, 01 Jan 2026 12:00:30 GMT", moment)
    (7.0, 30.0)
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - now).total_seconds())
