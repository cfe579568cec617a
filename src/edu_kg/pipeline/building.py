"""Claims to graph: who is who, then quads, then the named graphs that changed."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from edu_kg.fetch import PageStore
from edu_kg.graph import (
    article_graph,
    article_quads,
    capture_quads,
    entities_graph,
    entity_quads,
    runs_graph,
)
from edu_kg.model import Entity, Facts
from edu_kg.pipeline.copies import other_addresses
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.resolution import resolve
from edu_kg.store import Store


def build_graph(workspace: Workspace, index: Index, store: Store) -> None:
    """Bring the store to what the claims say; only named graphs that differ are written.

    The graphs of articles that have no claims any more are emptied.
    """
    resolution = resolve(workspace.claims(index))
    changed = dict(_changed_graphs(workspace, index, resolution.facts))
    _note_change(index.graphs, changed, entities_graph(), list(entity_quads(resolution.entities)))
    wanted = {article_graph(facts.article_url) for facts in resolution.facts}
    for graph in sorted(set(index.graphs) - wanted - {entities_graph()}):
        changed[graph] = []
        del index.graphs[graph]
    store.replace_graphs(changed)
    store.replace_graph(runs_graph(), _captures(workspace, index))
    index.facts = count_facts(resolution.entities, resolution.facts)


def _captures(workspace: Workspace, index: Index) -> Iterator[Quad]:
    """When and from where the page of each article was fetched."""
    for page in PageStore(workspace.pages):
        if page.fetched_at is None:
            continue
        for url in index.briefs.get(page.url, (page.url,)):
            if url in index.articles:
                yield from capture_quads(url, page.sha256, page.retrieved_from, page.fetched_at)


def count_facts(entities: Iterable[Entity], facts: Iterable[Facts]) -> dict[str, int]:
    """How many entities and facts there are, by kind."""
    counts = Counter(f"{entity.kind}s" for entity in entities)
    for article in facts:
        participants = [part for event in article.events for part in event.participants]
        counts["roles"] += len(article.roles)
        counts["events"] += len(article.events)
        counts["participations"] += len(participants)
        counts["on behalf of"] += sum(part.on_behalf_of is not None for part in participants)
        counts["relations"] += len(article.relations)
    return dict(counts)


def _changed_graphs(
    workspace: Workspace, index: Index, facts: Iterable[Facts]
) -> Iterator[tuple[str, list[Quad]]]:
    copies = other_addresses(index)
    for article_facts in facts:
        url = article_facts.article_url
        changed: dict[str, list[Quad]] = {}
        article = workspace.load_article(url)
        quads = list(article_quads(article, article_facts, copies.get(url, ())))
        _note_change(index.graphs, changed, article_graph(url), quads)
        yield from changed.items()


def _note_change(
    known: dict[str, str], changed: dict[str, list[Quad]], graph: str, quads: list[Quad]
) -> None:
    """Put the graph among the changed ones, if its quads are not those it had."""
    mark = hashlib.sha256("\n".join(sorted(map(str, quads))).encode()).hexdigest()
    if known.get(graph) != mark:
        changed[graph] = quads
        known[graph] = mark
