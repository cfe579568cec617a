"""What was asked to be forgotten: articles by address, people by digests of their names."""

import datetime as dt
from dataclasses import dataclass

MASK = "\u2588"
"""Stands for each sign of a name that is withheld, so that all offsets stay what they were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgottenArticle:
    """An article withdrawn on that day; ``who`` asked for it and ``why``, where that was told.

    An article that stood at several addresses is listed under each; ``story`` is the address that
    was asked for, where this is another. ``sketch`` and ``names`` are digests by which the same
    text is known at an address to come; of a text that was never read they are empty.
    """

    url: str
    when: dt.date
    who: str | None = None
    why: str | None = None
    story: str = ""
    sketch: tuple[str, ...] = ()
    names: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgottenPerson:
    """A person who is not to be spoken of: salted digests of their names, never the names.

    ``articles`` are salted digests of the addresses of the only articles that mean this person by
    the name; empty where everybody of the name is meant, in all articles to come as well.
    """

    id: str
    names: tuple[str, ...]
    articles: tuple[str, ...] = ()
    when: dt.date
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """All that was asked to be forgotten in one output folder."""

    salt: str = ""
    articles: tuple[ForgottenArticle, ...] = ()
    people: tuple[ForgottenPerson, ...] = ()

    @property
    def urls(self) -> frozenset[str]:
        """The addresses of the articles."""
        return frozenset(article.url for article in self.articles)

    def addresses_with(self, url: str) -> frozenset[str]:
        """The addresses that were forgotten together with that one; none where it was not."""
        stories = {each.story or each.url for each in self.articles if each.url == url}
        return frozenset(e.url for e in self.articles if (e.story or e.url) in stories)


def is_same_but_for_masks(text: str, other: str) -> bool:
    """Whether two texts are equal where neither is masked.

    >>> is_same_but_for_masks("\u2588\u2588 signed", "Bo signed"), is_same_but_for_masks("a", "b")
    (True, False)
    """
    return len(text) == len(other) and all(
        one == two or MASK in (one, two) for one, two in zip(text, other, strict=True)
    )
