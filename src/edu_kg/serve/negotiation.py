"""Which of the media types on offer a client wants (RFC 9110, section 12.5.1)."""

from collections.abc import Sequence
from functools import lru_cache

_LONGEST = 2_000  # characters of an Accept header that are looked at


@lru_cache(maxsize=256)
def choose_type(accept: str, offered: tuple[str, ...]) -> str | None:
    """The offered media type that the header wants most; the first of equals; None if none.

    The most specific range that covers a type says how much it is wanted. Without a header, or one
    that cannot be read at all, everything is welcome.

    >>> offered = ("application/json", "text/csv", "text/turtle")
    >>> choose_type("text/*;q=0.5, text/turtle", offered), choose_type("*/*", offered)
    ('text/turtle', 'application/json')
    >>> choose_type("image/png", offered), choose_type("text/*, text/csv;q=0", offered)
    (None, 'text/turtle')
    """
    ranges = _ranges(accept[:_LONGEST])
    if not ranges:
        return offered[0]
    weighed = [(_weight(media_type, ranges), media_type) for media_type in offered]
    best = max(weight for weight, _ in weighed)
    return next(media_type for weight, media_type in weighed if weight == best) if best else None


def _ranges(accept: str) -> list[tuple[str, float]]:
    found = []
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if "/" in media_range:
            found.append((media_range, _quality(parameters)))
    return found


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 1.0
    return 1.0


def _weight(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    for wanted in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        qualities = [quality for media_range, quality in ranges if media_range == wanted]
        if qualities:
            return max(qualities)
    return 0.0
