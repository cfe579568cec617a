"""Office timelines: who held a post from when to when, as far as articles prove it."""

from edu_kg.query.timelines.answers import Answer, Verdict, holders_on
from edu_kg.query.timelines.offices import Clash, Conflict, Office, find_offices, inner_bounds
from edu_kg.query.timelines.posts import is_single, names_post, read_title
from edu_kg.query.timelines.statements import Bound, Known, Says, Statement
from edu_kg.query.timelines.terms import Term

__all__ = [
    "Answer",
    "Bound",
    "Clash",
    "Conflict",
    "Known",
    "Office",
    "Says",
    "Statement",
    "Term",
    "Verdict",
    "find_offices",
    "holders_on",
    "inner_bounds",
    "is_single",
    "names_post",
    "read_title",
]
