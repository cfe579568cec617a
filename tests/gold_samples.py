"""A small annotated article in which everything is right, to be broken by tests."""

from __future__ import annotations

import copy
import json
from typing import Any

_TEXT = (
    "On 4 March 2021 Ulla Brandvik, rector of Lindhaven College, and Prof. Teo Marquand of the"
    " Quarry Lane Institute (QLI) signed a charter in Lindhaven. Ulla Brandvik signed for the"
    " college. The Quarry Lane Institute and Lindhaven College will run a reading room together."
)
_ARTICLE: dict[str, Any] = {
    "id": "brief-001",
    "url": "https://news.lindhaven.example/charter",
    "title": "Charter signed",
    "published": "2021-03-05",
    "origin": "Invented for a test.",
    "text": _TEXT,
    "gold": {
        "persons": [
            {"name": "Ulla Brandvik", "aliases": []},
            {"name": "Teo Marquand", "aliases": []},
        ],
        "organizations": [
            {"name": "Lindhaven College", "aliases": [], "kind": "school"},
            {"name": "Quarry Lane Institute", "aliases": ["QLI"], "kind": "other"},
        ],
        "places": [{"name": "Lindhaven", "aliases": []}],
        "roles": [
            {
                "person": "Ulla Brandvik",
                "title": "rector",
                "organization": "Lindhaven College",
                "quote": "Ulla Brandvik, rector of Lindhaven College",
            }
        ],
        "events": [
            {
                "type": "signing",
                "date": "2021-03-04",
                "end": None,
                "place": "Lindhaven",
                "participants": [
                    {"name": "Ulla Brandvik", "as": "signatory", "on_behalf_of": None},
                    {"name": "Lindhaven College", "as": "party", "on_behalf_of": None},
                    {"name": "Quarry Lane Institute", "as": "party", "on_behalf_of": None},
                ],
                "about": "charter",
                "quote": "signed a charter in Lindhaven",
                "trigger": "signed",
            }
        ],
        "relations": [
            {
                "subject": "Quarry Lane Institute",
                "predicate": "cooperatesWith",
                "object": "Lindhaven College",
                "quote": "will run a reading room together",
            }
        ],
    },
}


def make_row() -> dict[str, Any]:
    """The article as JSON values, a copy of its own."""
    return copy.deepcopy(_ARTICLE)


def make_json(row: dict[str, Any]) -> str:
    """The text of an article's file."""
    return json.dumps(row, ensure_ascii=False)
