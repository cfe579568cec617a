"""What was read of a page, with where each piece was found."""

from dataclasses import dataclass

from edu_kg.model import Article


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing known of an article, and where on the page it was found."""

    field: str
    value: str
    found_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with the signals it rests on, for whoever writes a profile.

    ``body`` names the element the text was read from, as a path of tags, ids and classes.
    """

    article: Article
    signals: tuple[Signal, ...]
    encoding: str
    body: str
