"""Claims to graph: who is who, then quads, then the named graphs that changed."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from edu_kg.corrections import mask_article
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
from edu_kg.pipeline.amending import Amendments, resolve_amended
from edu_kg.pipeline.copies import other_addresses
from edu_kg.pipeline.linking import reapply_links
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.store import Store
from edu_kg.text import digest


def bring_up_to_claims(workspace: Workspace, index: Index, amendments: Amendments) -> None:
    """Bring the graph up to claims and amendments, if it was not built from just these."""
    read = (
        f"{url} {state.article} {state.reader} {state.copy_of}"
        for url, state in sorted(index.articles.items())
        if state.reader or state.copy_of
    )
    wanted = digest(*read, *amendments.marks)
    if index.built == wanted:
        return
    if not index.built:
        index.graphs.clear()  # a build was cut off: what the store holds is to be looked at
    index.built = ""
    workspace.save_index(index)
    store = Store.on_disk(workspace.store, writable=True)
    build_graph(workspace, index, store, amendments)
    store.close()
    index.built = wanted


def build_graph(workspace: Workspace, index: Index, store: Store, amendments: Amendments) -> None:
    """Bring the store to what the claims say; only named graphs that differ are written.

    The graphs of articles that have no claims any more are emptied.
    """
    amended = resolve_amended(workspace, index, amendments)
    resolution = amended.resolution
    changed = dict(_changed_graphs(workspace, index, resolution.facts, amendments))
    _note_change(index.graphs, changed, entities_graph(), list(entity_quads(resolution.entities)))
    wanted = {article_graph(facts.article_url) for facts in resolution.facts}
    for graph, quads in amended.quads(amendments).items():
        if quads:
            wanted.add(graph)
            _note_change(index.graphs, changed, graph, quads)
    for graph in sorted(set(index.graphs) - wanted - {entities_graph()}):
        changed[graph] = []
        del index.graphs[graph]
    store.replace_graphs(changed)
    store.replace_graph(runs_graph(), _captures(workspace, index))
    reapply_links(workspace, store, resolution.entities)
    index.facts = count_facts(resolution.entities, resolution.facts)
    index.corrections = amended.outcomes


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
    workspace: Workspace, index: Index, facts: Iterable[Facts], amendments: Amendments
) -> Iterator[tuple[str, list[Quad]]]:
    copies = other_addresses(index)
    for article_facts in facts:
        url = article_facts.article_url
        changed: dict[str, list[Quad]] = {}
        article = mask_article(workspace.load_article(url), amendments.forgotten)
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
