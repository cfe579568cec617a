"""Facts in words, from the rows that queries give of them."""

from collections.abc import Iterable, Mapping

from edu_kg.model import Value

Record = Mapping[str, Value]

_TOLD_AS = {
    "subOrganizationOf": "is part of",
    "cooperatesWith": "cooperates with",
    "locatedIn": "is in",
    "successorOf": "was formerly",
    "memberOf": "is a member of",
}


def tell_role(row: Record) -> str:
    """A post: ``person``, ``title``, ``organization``."""
    at = f", {row['organization']}" if row["organization"] else ""
    return f"{row['person']}: {row['title']}{at}"


def tell_event(row: Record) -> str:
    """An event: ``type``, ``about``, ``end``, ``place``, ``factuality``.

    Told of one who took part, also ``as`` and ``behalf``.
    """
    about = f" ({row['about']})" if row["about"] else ""
    until = f" until {row['end']}" if row["end"] else ""
    place = f" in {row['place']}" if row["place"] else ""
    announced = ", announced" if row["factuality"] == "Announced" else ""
    return f"{str(row['type']).lower()}{about}{until}{place}{announced}{_part(row)}"


def tell_participation(row: Record) -> str:
    """Somebody's part in an event: what ``tell_event`` takes, ``who`` and ``date``."""
    on = f" on {row['date']}" if row["date"] else ""
    return f"{row['who']}{_part(row)}, in {tell_event({**row, 'as': None})}{on}"


def tell_story(row: Record, parts: Iterable[Record]) -> str:
    """A whole event: what ``tell_event`` takes, ``date``; of each ``who``, ``as``, ``behalf``."""
    on = f" on {row['date']}" if row["date"] else ""
    told = "; ".join(f"{part['who']}{_part(part)}" for part in parts)
    return f"{tell_event(row)}{on}{f' – {told}' if told else ''}"


def tell_representation(row: Record) -> str:
    """Who stood for whom: ``person``, ``organization``, ``as``, ``type``."""
    return (
        f"{row['person']} for {row['organization']}: "
        f"{str(row['as']).lower()} ({str(row['type']).lower()})"
    )


def tell_relation(row: Record) -> str:
    """A relation: ``subject``, ``predicate``, ``object``."""
    return f"{row['subject']} {_TOLD_AS[str(row['predicate'])]} {row['object']}"


def _part(row: Record) -> str:
    """As what somebody took part, and for whom; nothing where the row is of the event alone."""
    if not row.get("as"):
        return ""
    behalf = f", on behalf of {row['behalf']}" if row.get("behalf") else ""
    return f": as {str(row['as']).lower()}{behalf}"
