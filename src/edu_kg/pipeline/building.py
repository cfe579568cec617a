"""Claims to graph: who is who, then quads, then the named graphs that changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import Quad

from edu_kg.corrections import mask_article
from edu_kg.fetch import PageStore
from edu_kg.graph import (
    article_graph,
    article_iri,
    article_quads,
    capture_quads,
    decision_quads,
    decision_subjects,
    decisions_graph,
    entities_graph,
    entity_iri,
    entity_quads,
    links_graph,
    runs_graph,
)
from edu_kg.model import Entity, Facts
from edu_kg.model.addresses import page_address
from edu_kg.ontology import PROV
from edu_kg.pipeline.amending import Amendments, resolve_amended
from edu_kg.pipeline.copies import other_addresses
from edu_kg.pipeline.linking import reapply_links
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.resolution import FEATURES, Changes, Resolver, State, facts_of
from edu_kg.store import Store
from edu_kg.text import digest

_FINISHED = "finished"  # the store as it was when a build came to its end


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
    """Bring the store to what the claims say, and people say of them.

    Without amendments only what changed and its candidates are touched; with them all is resolved
    anew, and named graphs that differ are written. The graph is the same either way.
    """
    if amendments.marks:
        # What people said may bear on any article: what was kept of who is who holds no more.
        workspace.resolution.unlink(missing_ok=True)
        _build_amended(workspace, index, store, amendments)
        return
    state = _open_state(workspace, index)
    try:
        _build_changed(workspace, index, store, state)
        reapply_links(workspace, store, state.entities())
    finally:
        state.close()


def _open_state(workspace: Workspace, index: Index) -> State:
    """What resolution keeps, if it and the store were brought to the same end; else nothing."""
    state = State.on_disk(workspace.resolution)
    if state.fact(_FINISHED) == _written(index):
        return state
    state.close()
    workspace.resolution.unlink(missing_ok=True)
    return State.on_disk(workspace.resolution)


def _written(index: Index) -> str:
    """The digest of what the index says of the store."""
    return digest(*(f"{graph} {mark}" for graph, mark in sorted(index.graphs.items())))


def _build_changed(workspace: Workspace, index: Index, store: Store, state: State) -> None:
    is_fresh = not state.fact(_FINISHED)
    state.set_fact(_FINISHED, "")
    state.commit()
    copies = other_addresses(index)
    wanted = {
        url: " ".join([known.article, known.reader, known.page, *copies.get(url, ())])
        for url, known in index.articles.items()
        if known.reader
    }
    before = state.marks()
    stale = sorted(url for url, mark in wanted.items() if before.get(url) != mark)
    changes = Resolver(state).update(map(workspace.load_claims, stale), before.keys() - wanted)
    changed: dict[str, list[Quad]] = {}
    for url in sorted(changes.articles | set(stale)):
        facts = facts_of(workspace.load_claims(url), state.ids(url))
        quads = list(article_quads(workspace.load_article(url), facts, copies.get(url, ())))
        _note_change(index.graphs, changed, article_graph(url), quads)
        state.mark(url, wanted[url], json.dumps(count_facts((), [facts])))
    for graph in sorted(index.graphs.keys() - set(map(article_graph, wanted))):
        changed[graph] = []
        del index.graphs[graph]
    if is_fresh:
        kept = {*map(article_graph, wanted), entities_graph(), decisions_graph(), runs_graph()}
        # Whatever a build that was cut off, or one with amendments, left there.
        for graph in sorted(set(store.graph_names()) - kept - {links_graph()}):
            changed[graph] = []
        changed[entities_graph()] = list(entity_quads(state.entities()))
        changed[decisions_graph()] = list(decision_quads(state.decisions()))
    store.replace_graphs(changed)
    if is_fresh:
        store.replace_graph(runs_graph(), _captures(workspace, index, wanted))
    else:
        _replace_changed(store, state, changes)
        _replace_captures(workspace, store, [*stale, *sorted(before.keys() - wanted)], wanted)
    index.facts = _count(state)
    index.corrections = ()
    state.set_fact(_FINISHED, _written(index))
    state.commit()


def _replace_changed(store: Store, state: State, changes: Changes) -> None:
    """Write the entities and decisions that are new or other, and take out those that are gone."""
    store.replace_subjects(
        entities_graph(),
        map(entity_iri, sorted(changes.entities | changes.gone_entities)),
        entity_quads(state.some_entities(changes.entities)),
    )
    written = sorted(changes.decisions | changes.gone_decisions)
    store.replace_subjects(
        decisions_graph(),
        (subject for one in written for subject in decision_subjects(one, FEATURES)),
        decision_quads(state.some_decisions(changes.decisions)),
    )


def _replace_captures(
    workspace: Workspace, store: Store, urls: Iterable[str], wanted: Collection[str]
) -> None:
    """Tell of the pages of these articles when and from where they were fetched last."""
    pages = PageStore(workspace.pages)
    for url in urls:
        page = pages.find(url) or pages.find(page_address(url)) if url in wanted else None
        quads = []
        if page is not None and page.fetched_at is not None:
            quads = list(capture_quads(url, page.sha256, page.retrieved_from, page.fetched_at))
        told = {str(quad.subject) for quad in quads}
        known = store.subjects(runs_graph(), PROV.specializationOf, article_iri(url))
        store.replace_subjects(runs_graph(), {*known, *(one.strip("<>") for one in told)}, quads)


def _count(state: State) -> dict[str, int]:
    counts = Counter({f"{kind}s": number for kind, number in state.entity_counts().items()})
    for line in state.counts():
        counts.update(json.loads(line))
    return dict(counts)


def _build_amended(
    workspace: Workspace, index: Index, store: Store, amendments: Amendments
) -> None:
    amended = resolve_amended(workspace, index, amendments)
    resolution = amended.resolution
    changed = dict(_amended_articles(workspace, index, resolution.facts, amendments))
    wanted = {article_graph(facts.article_url) for facts in resolution.facts}
    others = {
        entities_graph(): list(entity_quads(resolution.entities)),
        decisions_graph(): list(decision_quads(resolution.decisions)),
        **amended.quads(amendments),
    }
    for graph, quads in others.items():
        if quads:
            wanted.add(graph)
            _note_change(index.graphs, changed, graph, quads)
    for graph in sorted(set(index.graphs) - wanted):
        changed[graph] = []
        del index.graphs[graph]
    for graph in others.keys() - wanted:
        changed[graph] = []
    store.replace_graphs(changed)
    told = {facts.article_url for facts in resolution.facts}
    store.replace_graph(runs_graph(), _captures(workspace, index, told))
    reapply_links(workspace, store, resolution.entities)
    index.facts = count_facts(resolution.entities, resolution.facts)
    index.corrections = amended.outcomes


def _amended_articles(
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


def _captures(workspace: Workspace, index: Index, told: Collection[str]) -> Iterator[Quad]:
    """When and from where the page of each article of the graph was fetched; not of copies."""
    for page in PageStore(workspace.pages):
        if page.fetched_at is None:
            continue
        for url in index.briefs.get(page.url, (page.url,)):
            if url in told:
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


def _note_change(
    known: dict[str, str], changed: dict[str, list[Quad]], graph: str, quads: list[Quad]
) -> None:
    """Put the graph among the changed ones, if its quads are not those it had."""
    mark = hashlib.sha256("\n".join(sorted(map(str, quads))).encode()).hexdigest()
    if known.get(graph) != mark:
        changed[graph] = quads
        known[graph] = mark
