"""Roles: who holds which title at which body."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edu_kg.extraction.reading import Mentioned, Reading
from edu_kg.extraction.role_bodies import meant_by_context, meant_by_noun
from edu_kg.extraction.role_marks import MarkedText, mark
from edu_kg.extraction.role_phrases import TitlePhrase, find_title_phrases
from edu_kg.extraction.role_rules import Link, find_links
from edu_kg.extraction.role_verbs import find_office_verbs
from edu_kg.model import Quote, RoleClaim
from edu_kg.nlp.titles import TitleWords, load_title_words

_BODY_NOUN = re.compile(r",? (?:of|from|at) (?:the|this|our) (?:host |same )?(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holding:
    """One person and one title before its body is settled."""

    person: str
    title: TitlePhrase
    body: str | None
    open: bool
    offset: int
    rule: str


def find_roles(reading: Reading) -> tuple[RoleClaim, ...]:
    """Every title the text gives a named person, with the body it names for it.

    A title the text gives without a body takes the one the sentence or the article is about,
    except public offices ("Mayor X"), which have none.
    """
    words = load_title_words()
    titles = (*find_title_phrases(reading, words), *find_office_verbs(reading, words))
    marked = mark(reading, words, titles)
    holdings = [
        holding
        for link in find_links(marked.text, frozenset(i for i, t in enumerate(titles) if t.plural))
        for holding in _holdings(reading, marked, words, link)
    ]
    return tuple(_claims(reading, holdings))


def _holdings(
    reading: Reading, marked: MarkedText, words: TitleWords, link: Link
) -> Iterator[_Holding]:
    person = marked.names[link.person]
    titles = [marked.titles[i] for i in link.titles]
    own = (
        marked.names[link.body].entity.key
        if link.body is not None
        else _noun_after(reading, words, person)
    )
    for index, title in enumerate(titles):
        body = title.body or own or _shared(titles, index)
        if title.head in words.ranks and len(titles) > 1 and link.rule == "title-before-name":
            continue
        if body is None and title.head in words.ranks | words.callings:
            continue
        yield _Holding(
            person=person.entity.key,
            title=title,
            body=body,
            open=body is None and not title.closed and not title.public,
            offset=person.start,
            rule=link.rule,
        )


def _noun_after(reading: Reading, words: TitleWords, person: Mentioned) -> str | None:
    """The body meant right after a name: "Director An Li of the centre"."""
    match = _BODY_NOUN.match(reading.article.text, person.end)
    noun = words.bodies.get(match[1].lower()) if match is not None else None
    return meant_by_noun(reading, person.end, noun) if noun is not None else None


def _shared(titles: list[TitlePhrase], index: int) -> str | None:
    """The body of a neighbour in "president and secretary of the OUC", the next one first."""
    if titles[index].closed:
        return None
    for title in (*titles[index + 1 :], *reversed(titles[:index])):
        if title.body is not None:
            return title.body
    return None


def _claims(reading: Reading, holdings: list[_Holding]) -> Iterator[RoleClaim]:
    """The holdings as claims, each title of a person once: stated bodies before open ones."""
    stated = [h for h in holdings if not h.open]
    said = {(h.person, h.title.title) for h in stated if h.body is not None}
    seen: set[tuple[str, str]] = set()
    for holding in (*stated, *(h for h in holdings if h.open)):
        key = (holding.person, holding.title.title)
        if key in seen or (holding.body is None and key in said):
            continue
        seen.add(key)
        body = holding.body
        if holding.open:
            body = meant_by_context(reading, holding.title.start, holding.title.title)
        yield RoleClaim(
            person=holding.person,
            title=holding.title.title,
            organization=body,
            evidence=_evidence(reading, holding),
            rule=holding.rule,
        )


def _evidence(reading: Reading, holding: _Holding) -> tuple[Quote, ...]:
    """The sentence of the title; that of the name too, where it is another one."""
    title = reading.sentence_quote(holding.title.start)
    name = reading.sentence_quote(holding.offset)
    return (title,) if name == title else (title, name)
