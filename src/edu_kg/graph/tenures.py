"""On which dates an article proves that a post was held, had ended, or was yet to begin.

An article proves holding on its day of publication, and on the day of an event it reports in the
very sentence that gives the title. It proves nothing of the sort where it tells of an earlier day
("the then dean", "was dean until") or where it is not dated.
"""

import datetime as dt
from collections.abc import Iterator

from edu_kg.model import (
    Article,
    EventClaim,
    EventType,
    Facts,
    Factuality,
    PartialDate,
    RoleClaim,
    RoleStatus,
)
from edu_kg.ontology import EDU, SCHEMA

_HOLDS = frozenset({None, RoleStatus.CURRENT, RoleStatus.ACTING})
_ON_PUBLICATION = {
    RoleStatus.FORMER: EDU.formerOn,
    RoleStatus.DESIGNATE: EDU.designateOn,
    **dict.fromkeys(_HOLDS, EDU.attestedOn),
}
# In a report of an event so recent, titles are those of its day.
_NEWS = dt.timedelta(days=183)
# What gives a title may call its receiver by it before the day.
_GIVE_TITLES = frozenset({EventType.APPOINTMENT, EventType.AWARD})


def tenure_dates(
    article: Article, facts: Facts, role: RoleClaim
) -> Iterator[tuple[str, PartialDate]]:
    """The dates of one role of the article, each with the property that says what it proves."""
    if role.start is not None:
        yield SCHEMA.startDate, role.start
    if role.end is not None:
        yield SCHEMA.endDate, role.end
    published = article.published
    if published is None:
        return
    if role.status in _ON_PUBLICATION:
        yield _ON_PUBLICATION[role.status], published
    if role.status in _HOLDS:
        for event in facts.events:
            if event.start is not None and _proves(event, event.start, role, published):
                yield EDU.attestedOn, event.start


def _proves(event: EventClaim, day: PartialDate, role: RoleClaim, published: PartialDate) -> bool:
    """Whether its holder acts in the event under this title."""
    said_with_title = event.evidence[0] in role.evidence
    takes_part = any(part.entity == role.person for part in event.participants)
    is_news = day.last_day <= published.last_day and published.first_day - day.first_day <= _NEWS
    has_begun = role.start is None or role.start.last_day <= day.first_day
    return (
        event.factuality is Factuality.HAPPENED
        and event.type not in _GIVE_TITLES
        and said_with_title
        and takes_part
        and is_news
        and has_begun
    )
