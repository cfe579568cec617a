"""Copies of an annotated article with other people, institutions and places, and noisy casing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from edu_kg.nlp.evaluation import GoldMention, find_mentions
from training.articles import Article, MarkedText, Named
from training.name_lists import Body, NameLists
from training.names import PersonName, draw_body, draw_person, draw_place

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class AugmentOptions:
    """How often each thing is changed in a copy."""

    persons: float = 0.9
    bodies: float = 0.65
    places: float = 0.5
    title: float = 0.6
    """Share of copies that start with their title as a headline of its own line."""
    upper_title: float = 0.15
    quotes: float = 0.3
    """Share of copies whose quotation marks are turned the other way (curly or straight)."""
    bullets: float = 0.06
    """Share of copies whose paragraphs begin with a list mark."""


def augment(
    article: Article, lists: NameLists, rng: random.Random, options: AugmentOptions
) -> MarkedText:
    """Give a copy of the article in which names were swapped, the same way all through it."""
    text = article.text
    if rng.random() < options.bullets:
        mark = rng.choice(("● ", "• ", "- ", "– ", "* ", "■ "))
        text = mark + text.replace("\n\n", f"\n\n{mark}")
    if rng.random() < options.title:
        title = article.title.upper() if rng.random() < options.upper_title else article.title
        text = f"{title}\n\n{text}"
    swaps: dict[tuple[str, str], str] = {}
    for named in article.named:
        for old, new in _swap(named, lists, rng, options).items():
            swaps.setdefault((named.label, old), new)
    marked = _apply(text, find_mentions(text, article.forms()), swaps)
    if rng.random() < options.quotes:
        marked = MarkedText(_turn_quotes(marked.text), marked.mentions)
    return marked


def _swap(
    named: Named, lists: NameLists, rng: random.Random, options: AugmentOptions
) -> dict[str, str]:
    if named.label == "PERSON":
        is_kept = rng.random() >= options.persons
        return {} if is_kept else _swap_person(named, draw_person(lists, rng))
    if named.label == "PLACE":
        return {} if rng.random() >= options.places else {named.name: draw_place(lists, rng)}
    is_kept = rng.random() >= options.bodies
    return {} if is_kept else _swap_body(named, draw_body(lists, named.kind, rng))


def _swap_person(named: Named, new: PersonName) -> dict[str, str]:
    words = named.name.split()
    if len(words) == 1:
        return {named.name: new.family}
    swaps = {named.name: new.full}
    new_words = new.full.split()
    for alias in named.aliases:
        parts = alias.split()
        is_first = parts == words[: len(parts)]
        is_last = parts == words[-len(parts) :]
        if len(parts) == 1 and (is_first or is_last):
            swaps[alias] = new_words[0] if is_first else new_words[-1]
        elif is_first or is_last:
            swaps[alias] = new.full
        else:
            # A nickname or another spelling: no telling what it would be for the new name.
            return {}
    return swaps


def _swap_body(named: Named, new: Body) -> dict[str, str]:
    swaps = {named.name: new.name}
    for alias in named.aliases:
        if re.fullmatch(r"[A-Z][A-Za-z&-]{0,4}[A-Z]", alias) and new.acronym:
            swaps[alias] = new.acronym
        elif alias in {"University", "Institute", "College", "Academy", "Ministry", "Council"}:
            # Generic short forms fit any body of the kind well enough.
            swaps[alias] = alias
        else:
            return {}
    return swaps


def _apply(
    text: str, mentions: Sequence[GoldMention], swaps: dict[tuple[str, str], str]
) -> MarkedText:
    out: list[str] = []
    moved: list[GoldMention] = []
    end = length = 0
    for mention in mentions:
        old = text[mention.start : mention.end]
        new = swaps.get((mention.label, old), old)
        gap = text[end : mention.start]
        out += (gap, new)
        moved.append(GoldMention(length + len(gap), length + len(gap) + len(new), mention.label))
        length = moved[-1].end
        end = mention.end
    out.append(text[end:])
    return MarkedText("".join(out), tuple(moved))


_STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'"})


def _turn_quotes(text: str) -> str:
    r"""Give the text with the other sort of quotation marks; no character moves.

    >>> _turn_quotes("It's “open”."), _turn_quotes("It's open.")
    ('It\'s "open".', 'It’s open.')
    """
    if any(mark in text for mark in "“”’"):
        return text.translate(_STRAIGHT)
    turned = re.sub(r'(?<![^\s(\[])"', "“", text).replace('"', "”")
    return turned.replace("'", "’")
