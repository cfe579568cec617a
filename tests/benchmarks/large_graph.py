"""A graph of any size, made as quads without reading a page.

``python tests/benchmarks/large_graph.py 10000 FOLDER`` writes one that `edu-kg serve` takes.
Every article tells of a post and a signing: two bodies, and a person who signs for one of them.
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad

from edu_kg.graph import article_graph, article_quads, entities_graph, entity_quads
from edu_kg.model import (
    Article,
    Entity,
    EntityKind,
    EventClaim,
    EventType,
    Facts,
    Manner,
    PartialDate,
    ParticipationClaim,
    Quote,
    RoleClaim,
)
from edu_kg.store import Store


def entities_of(articles: int) -> tuple[list[Entity], list[Entity]]:
    """The persons and the bodies that so many articles tell of."""
    count = max(articles // 5, 4)
    persons = [
        Entity(id=f"person/ada-{n}", kind=EntityKind.PERSON, name=f"Ada Bello {n}")
        for n in range(count)
    ]
    bodies = [
        Entity(
            id=f"organization/hill-{n}",
            kind=EntityKind.ORGANIZATION,
            name=f"Hill University {n}",
            other_names=(f"HU{n}",),
        )
        for n in range(count)
    ]
    return persons, bodies


def article_of(number: int, persons: list[Entity], bodies: list[Entity]) -> tuple[Article, Facts]:
    """An article and what it states; the same for the same number."""
    chance = random.Random(number)
    person = chance.choice(persons)
    one, other = chance.sample(bodies, 2)
    date = PartialDate(chance.randint(2000, 2024), chance.randint(1, 12), chance.randint(1, 28))
    signed = f"On {date}, {one.name} and {other.name} signed agreement {number}."
    behalf = f"{person.name}, rector of {one.name}, signed on behalf of {one.name}."
    text = f"{signed} {behalf}"
    url = f"https://news.hill.example/{number}"
    first = (Quote.cut(text, 0, len(signed)),)
    second = (Quote.cut(text, len(signed) + 1, len(text)),)
    party = [
        ParticipationClaim(entity=body.id, manner=Manner.PARTY, evidence=first, rule="subject")
        for body in (one, other)
    ]
    signatory = ParticipationClaim(
        entity=person.id,
        manner=Manner.SIGNATORY,
        on_behalf_of=one.id,
        evidence=second,
        rule="behalf",
    )
    event = EventClaim(
        key="v1",
        type=EventType.SIGNING,
        start=date,
        about=f"agreement {number}",
        evidence=first,
        rule="verb",
        participants=(signatory, *party),
    )
    role = RoleClaim(
        person=person.id,
        title="rector",
        organization=one.id,
        evidence=second,
        rule="apposition",
    )
    facts = Facts(
        article_url=url,
        mentioned=(person.id, one.id, other.id),
        roles=(role,),
        events=(event,),
    )
    return Article(url=url, title=f"Agreement {number}", text=text, published=date), facts


def graphs_of(articles: int) -> Iterator[tuple[str, list[Quad]]]:
    """The named graphs of so many articles, that of all entities first."""
    persons, bodies = entities_of(articles)
    yield entities_graph(), list(entity_quads([*persons, *bodies]))
    for number in range(articles):
        article, facts = article_of(number, persons, bodies)
        yield article_graph(article.url), list(article_quads(article, facts))


def write_graph(articles: int, output: Path) -> None:
    """Write the graph into an output folder."""
    store = Store.on_disk(output / "store", writable=True)
    store.replace_graphs(dict(graphs_of(articles)))
    store.close()


if __name__ == "__main__":
    write_graph(int(sys.argv[1]), Path(sys.argv[2]))
