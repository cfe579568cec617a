"""Output folders brought to a world's claims and corrections without reading a page, for tests."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from identity_world import World

from edu_kg.model import EntityKind
from edu_kg.model.corrections import (
    AnyCorrection,
    EntityReference,
    FactKind,
    FactReference,
    Merge,
    Passage,
    Rename,
    Retitle,
    Retract,
    Split,
)
from edu_kg.pipeline.amending import Amendments
from edu_kg.pipeline.building import bring_up_to_claims
from edu_kg.pipeline.workspace import ArticleState, Index, Workspace
from edu_kg.store import Store
from edu_kg.store.export import canonical_nquads

DAY = dt.date(2026, 11, 25)


def bring_up(
    output: Path, world: World, articles: Iterable[int], corrections: Iterable[AnyCorrection]
) -> Index:
    """Bring a folder to these articles of a world, and these corrections."""
    workspace = Workspace(output)
    index = workspace.load_index()
    before, index.articles = index.articles, {}
    for number in sorted(set(articles)):
        url = world.articles[number].url
        if url not in before:
            mark = workspace.save_article(world.articles[number])
            workspace.save_claims(world.claims[number])
            before[url] = ArticleState(article=mark, reader="made up")
        index.articles[url] = before[url]
    ordered = tuple(sorted(corrections, key=lambda each: each.id))
    bring_up_to_claims(workspace, index, Amendments(corrections=ordered))
    workspace.save_index(index)
    return index


def graph_of(output: Path) -> bytes:
    """The bytes of the whole graph of a folder."""
    store = Store.on_disk(Workspace(output).store)
    written = canonical_nquads(store.quads())
    store.close()
    return written


def corrections_for(world: World, seed: int, each: int = 3) -> tuple[AnyCorrection, ...]:
    """Corrections of every kind, of what the world's articles tell: right ones and wrong ones."""
    chance = random.Random(seed)
    return tuple(_corrections(world, chance, each))


def _corrections(world: World, chance: random.Random, each: int) -> Iterator[AnyCorrection]:
    people = _mentions(world)
    for number in range(each):
        one, other = (chance.choice(people[who]) for who in chance.sample(sorted(people), 2))
        often = chance.choice([who for who in sorted(people) if len(people[who]) > 1])
        first, second = chance.sample(people[often], 2)
        yield Merge(**_said(f"merge-{number}"), entities=(one, other))
        yield Split(**_said(f"split-{number}"), entities=(first,), others=(second,))
        yield Rename(**_said(f"rename-{number}"), entity=one, name=f"The Renamed {number}")
        yield Retract(**_said(f"retract-{number}"), fact=_role(world, chance))
        yield Retitle(**_said(f"retitle-{number}"), fact=_role(world, chance), title="warden")


def _said(identifier: str) -> dict[str, Any]:
    return {"id": identifier, "who": "R. Sole", "when": DAY, "why": "as their page says"}


def _mentions(world: World) -> dict[str, list[EntityReference]]:
    """Where each person of the world is mentioned."""
    found: dict[str, list[EntityReference]] = defaultdict(list)
    for claims in world.claims:
        for one in claims.entities:
            if one.kind is EntityKind.PERSON:
                who = world.truth[claims.article_url, one.key]
                found[who].append(EntityReference(claims.article_url, one.name))
    return found


def _role(world: World, chance: random.Random) -> FactReference:
    claims = chance.choice([each for each in world.claims if each.roles])
    role = chance.choice(claims.roles)
    keys = (role.person, role.organization) if role.organization else (role.person,)
    return FactReference(
        kind=FactKind.ROLE,
        says=role.title,
        names=tuple(claims.entity(key).name for key in keys),
        passages=(Passage(claims.article_url, role.evidence[0].exact),),
    )
