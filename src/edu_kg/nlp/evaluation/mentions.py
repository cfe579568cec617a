"""Mentions of things of which only the names are known."""

import re
from collections.abc import Iterable

from edu_kg.nlp.evaluation.gold import GoldMention


def find_mentions(text: str, forms: Iterable[tuple[str, str]]) -> tuple[GoldMention, ...]:
    """Give all whole-word occurrences of forms of names, each form given with its label.

    A longer one hides those inside it; of a form given with two labels, the first counts.

    >>> find_mentions("Hill University is on a Hill.", [("Hill University", "ORG")])
    (GoldMention(start=0, end=15, label='ORG'),)
    """
    found = []
    for form, label in dict.fromkeys(forms):
        pattern = r"(?<!\w)" + re.escape(form) + r"(?!\w)"
        found += [GoldMention(m.start(), m.end(), label) for m in re.finditer(pattern, text)]
    # The sort is stable: of equals, the one whose form was given first stays first.
    found.sort(key=lambda m: m.start - m.end)
    kept: list[GoldMention] = []
    for mention in found:
        if all(mention.end <= k.start or k.end <= mention.start for k in kept):
            kept.append(mention)
    return tuple(sorted(kept))
