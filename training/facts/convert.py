"""Annotated articles as lessons for the fact network: `python -m training.facts.convert --help`.

Names, references and dates are those that extraction finds, as at run time; the annotators' facts
are tied to them by name and by quote.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edu_kg.extraction.dates import find_dates
from edu_kg.extraction.entities import find_entities
from edu_kg.extraction.learned.inputs import ArticleInput, article_input
from edu_kg.extraction.learned.title_words import locate_title
from edu_kg.extraction.reading import Reading
from edu_kg.model import Article, EntityKind, PartialDate
from edu_kg.nlp.pipelines import load_pipeline, read_texts
from edu_kg.text import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from spacy.language import Language

_KINDS = {
    "persons": EntityKind.PERSON,
    "organizations": EntityKind.ORGANIZATION,
    "places": EntityKind.PLACE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLesson:
    """An event: the words that name it, and who takes part, by numbers of entities."""

    type: str
    trigger: tuple[int, ...]
    dates: tuple[int, ...] | None
    """Dates with the event's value; none for an undated event, None where no date has it."""
    place: int | None
    participants: dict[int, str]
    behalf: dict[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLesson:
    """A person holds the title of words ``start`` to ``end`` at an organisation."""

    person: int
    start: int
    end: int
    organization: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """An article with what is to be read from it."""

    id: str
    article: ArticleInput
    kinds: tuple[str, ...]
    """Kind of each entity."""
    events: tuple[EventLesson, ...]
    roles: tuple[RoleLesson, ...]
    relations: tuple[tuple[int, str, int], ...]


def make_lessons(rows: Sequence[Mapping[str, Any]], pipeline: Language) -> Iterator[Lesson]:
    """Give the lesson of each annotated article."""
    articles = [_article(row) for row in rows]
    docs = read_texts(pipeline, (article.text for article in articles))
    for row, article, doc in zip(rows, articles, docs, strict=True):
        reading = Reading(
            article=article,
            doc=doc,
            entities=find_entities(article, doc),
            dates=find_dates(article.text, article.published),
        )
        yield make_lesson(row, reading)


def _article(row: Mapping[str, Any]) -> Article:
    published = PartialDate.parse(row["published"]) if row["published"] else None
    return Article(
        url=row["url"],
        title=row["title"],
        text=row["text"],
        published=published,
        published_from="record",
    )


def make_lesson(row: Mapping[str, Any], reading: Reading) -> Lesson:
    """Give the lesson of one annotated article."""
    article = article_input(reading)
    gold = row["gold"]
    number = _entity_numbers(gold, reading)
    return Lesson(
        id=row["id"],
        article=article,
        kinds=tuple(entity.kind.value for entity in reading.entities),
        events=tuple(_events(gold["events"], number, reading, article)),
        roles=tuple(_roles(gold["roles"], number, reading, article)),
        relations=tuple(
            (number[r["subject"]], r["predicate"], number[r["object"]])
            for r in gold["relations"]
            if r["subject"] in number and r["object"] in number
        ),
    )


def _entity_numbers(gold: Mapping[str, Any], reading: Reading) -> dict[str, int]:
    """Give the number of the found entity of each annotated name that was found."""
    numbers: dict[str, int] = {}
    for field, kind in _KINDS.items():
        for item in gold[field]:
            wanted = [name_key(n) for n in (item["name"], *item["aliases"])]
            for key in wanted:
                hits = [
                    n
                    for n, e in enumerate(reading.entities)
                    if e.kind is kind and key in {name_key(x) for x in (e.name, *e.aliases)}
                ]
                if hits:
                    numbers[item["name"]] = hits[0]
                    break
    return numbers


def _events(
    events: Iterable[Mapping[str, Any]],
    number: Mapping[str, int],
    reading: Reading,
    article: ArticleInput,
) -> Iterator[EventLesson]:
    for event in events:
        quote = reading.article.text.find(event["quote"])
        inside = event["quote"].find(event["trigger"])
        start = quote + inside
        words = _words(article, start, start + len(event["trigger"]))
        people = {number[p["name"]]: p["as"] for p in event["participants"] if p["name"] in number}
        if not words:
            continue
        yield EventLesson(
            type=event["type"],
            trigger=tuple(words),
            dates=_dates(event, reading),
            place=number.get(event["place"]) if event["place"] else None,
            participants=people,
            behalf={
                number[p["name"]]: number[p["on_behalf_of"]]
                for p in event["participants"]
                if p["on_behalf_of"] and p["name"] in number and p["on_behalf_of"] in number
            },
        )


def _words(article: ArticleInput, start: int, end: int) -> list[int]:
    return [n for n, (s, e) in enumerate(article.offsets) if s < end and start < e]


def _dates(event: Mapping[str, Any], reading: Reading) -> tuple[int, ...] | None:
    if event["date"] is None:
        return ()
    same = [
        n
        for n, date in enumerate(reading.dates)
        if date.start is not None and str(date.start).startswith(event["date"])
    ]
    exact = [n for n in same if _end(reading, n) == event["end"]]
    return tuple(exact or same) or None


def _end(reading: Reading, number: int) -> str | None:
    end = reading.dates[number].end
    return str(end) if end is not None else None


def _roles(
    roles: Iterable[Mapping[str, Any]],
    number: Mapping[str, int],
    reading: Reading,
    article: ArticleInput,
) -> Iterator[RoleLesson]:
    for role in roles:
        if role["person"] not in number:
            continue
        quote = reading.article.text.find(role["quote"])
        words = _words(article, quote, quote + len(role["quote"]))
        span = locate_title(role["title"], [article.words[w] for w in words])
        if span is None:
            continue
        body = role["organization"]
        yield RoleLesson(
            person=number[role["person"]],
            start=words[span[0]],
            end=words[span[1] - 1] + 1,
            organization=number.get(body, -1) if body else None,
        )


def main() -> None:
    """Convert from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path, nargs="+", help="folders of annotated articles")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", default=None)
    options = parser.parse_args()
    paths = sorted(path for folder in options.articles for path in folder.glob("*.json"))
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    with options.out.open("w", encoding="utf-8") as out:
        for lesson in make_lessons(rows, load_pipeline(options.model)):
            out.write(json.dumps(asdict(lesson), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
