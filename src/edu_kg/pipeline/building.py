"""Claims to graph: who is who, then quads, then the named graphs that changed."""

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Quad

from edu_kg.corrections import CorrectedEntities, mask_article
from edu_kg.fetch import PageStore
from edu_kg.graph import (
    article_graph,
    article_iri,
    article_quads,
    capture_quads,
    corrections_graph,
    decision_quads,
    decision_subjects,
    decisions_graph,
    entities_graph,
    entity_iri,
    entity_quads,
    links_graph,
    runs_graph,
    tombstones_graph,
)
from edu_kg.model import Entity, Facts
from edu_kg.model.addresses import page_address
from edu_kg.model.corrections import CorrectionOutcome
from edu_kg.ontology import PROV
from edu_kg.pipeline.amending import (
    AmendedClaims,
    Amendments,
    amend_entities,
    amendment_quads,
    masked_outcomes,
)
from edu_kg.pipeline.copies import other_addresses
from edu_kg.pipeline.linking import reapply_links
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.resolution import FEATURES, Settling, facts_of
from edu_kg.store import Store
from edu_kg.text import digest

_RENAMED = "renamed"  # the ids of the entities with a name that people prefer
_BESIDE = frozenset({links_graph(), entities_graph(), decisions_graph(), runs_graph()})

# What a store holds. One of a version before is opened, and so brought up to it.
_STORED = "named graphs and their union"


def bring_up_to_claims(workspace: Workspace, index: Index, amendments: Amendments) -> None:
    """Bring the graph up to claims and amendments, if it was not built from just these."""
    read = (
        f"{url} {state.article} {state.reader} {state.copy_of}"
        for url, state in sorted(index.articles.items())
        if state.reader or state.copy_of
    )
    wanted = digest(_STORED, *read, *amendments.marks)
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

    Only what changed and its candidates are touched, unless it is not known what the store holds;
    the graph is the same either way.
    """
    settling = Settling.on_disk(workspace.resolution, _written(index))
    wanted = _wanted(index, amendments)
    claims = AmendedClaims.of(workspace, wanted, amendments.of_facts)
    build = _Build(workspace, index, amendments, claims, wanted, settling)
    try:
        corrected = build.bring_up(store)
        reapply_links(workspace, store, corrected.named(settling.state.entities()))
    finally:
        settling.close()


def preview_amendments(
    workspace: Workspace, index: Index, amendments: Amendments
) -> tuple[CorrectionOutcome, ...]:
    """What would become of the corrections in a build; nothing is written.

    Raises:
        RecordError: the claims or the text of an article are missing or damaged.
    """
    wanted = _wanted(index, amendments)
    claims = AmendedClaims.of(workspace, wanted, amendments.of_facts)
    outcomes = claims.outcomes
    if amendments.of_entities:  # only for who is who are other articles looked at
        settling = Settling.copied(workspace.resolution, _written(index))
        _update(settling, claims, wanted)
        outcomes += amend_entities(amendments, claims, wanted, settling).outcomes
        settling.close()
    return masked_outcomes(outcomes, amendments.forgotten)


def _written(index: Index) -> str:
    """The digest of what the index says of the store."""
    return digest(*(f"{graph} {mark}" for graph, mark in sorted(index.graphs.items())))


def _wanted(index: Index, amendments: Amendments) -> dict[str, str]:
    """The articles of the graph, each with the digests of all that its facts are made from."""
    copies = other_addresses(index)
    read = {url: state for url, state in index.articles.items() if state.reader}
    amended = amendments.article_marks(read)
    return {
        url: " ".join(
            [
                known.article,
                known.reader,
                known.page,
                *copies.get(url, ()),
                *([amended[url]] if url in amended else ()),
            ]
        )
        for url, known in read.items()
    }


def _update(settling: Settling, claims: AmendedClaims, wanted: Mapping[str, str]) -> list[str]:
    """Take in what changed since the last build; gives the addresses that did, or are gone."""
    before = settling.plain.marks()
    stale = sorted(url for url, mark in wanted.items() if before.get(url) != mark)
    gone = sorted(before.keys() - wanted)
    settling.update(lambda: map(claims.load, stale), gone)
    return [*stale, *gone]


@dataclass(frozen=True, slots=True)
class _Build:
    """One build: what the graph is to hold, and what is known of what it holds."""

    workspace: Workspace
    index: Index
    amendments: Amendments
    claims: AmendedClaims
    wanted: Mapping[str, str]
    settling: Settling

    def bring_up(self, store: Store) -> CorrectedEntities:
        """Bring all but the links up to date; gives what people say of entities."""
        is_fresh = self.settling.is_fresh
        touched = _update(self.settling, self.claims, self.wanted)
        corrected = amend_entities(self.amendments, self.claims, self.wanted, self.settling)
        self._note_renamed(corrected)
        changed = self._changed_graphs(touched, corrected)
        state = self.settling.state
        if is_fresh:
            # Whatever a build that was cut off left there.
            gone = set(store.graph_names()) - self._graphs() - _BESIDE
            changed |= {graph: [] for graph in sorted(gone)}
            changed[entities_graph()] = list(entity_quads(corrected.named(state.entities())))
            changed[decisions_graph()] = list(decision_quads(state.decisions()))
        store.replace_graphs(changed)
        if is_fresh:
            captures = _captures(self.workspace, self.index, self.wanted)
            store.replace_graph(runs_graph(), captures)
        else:
            self._replace_entities(store, corrected)
            _replace_captures(self.workspace, store, touched, self.wanted)
        self.index.facts = self._count()
        self.settling.finish(_written(self.index))
        return corrected

    def _note_renamed(self, corrected: CorrectedEntities) -> None:
        """Count what has, or had, a name that people prefer among what changed."""
        plain = self.settling.plain
        before = json.loads(plain.fact(_RENAMED) or "[]")
        plain.set_fact(_RENAMED, json.dumps(sorted(corrected.names)))
        self.settling.changes.entities.update(before, corrected.names)

    def _changed_graphs(
        self, touched: Iterable[str], corrected: CorrectedEntities
    ) -> dict[str, list[Quad]]:
        """The graphs of articles and amendments that are not what they were; empty if gone."""
        changed: dict[str, list[Quad]] = {}
        copies = other_addresses(self.index)
        for url in sorted(self.settling.changes.articles.union(touched) & self.wanted.keys()):
            facts = self._facts(url)
            article = mask_article(self.workspace.load_article(url), self.amendments.forgotten)
            quads = list(article_quads(article, facts, copies.get(url, ())))
            _note_change(self.index.graphs, changed, article_graph(url), quads)
            self.settling.plain.mark(url, self.wanted[url], json.dumps(count_facts((), [facts])))
        outcomes = [*self.claims.outcomes, *corrected.outcomes]
        told = masked_outcomes(outcomes, self.amendments.forgotten)
        self.index.corrections = told
        facts_corrected = map(self._facts, self.claims.corrected)
        others = amendment_quads(self.amendments, told, facts_corrected, corrected.influenced)
        for graph, quads in others.items():
            if quads:
                _note_change(self.index.graphs, changed, graph, quads)
            elif self.index.graphs.pop(graph, None) is not None:
                changed[graph] = []
        for graph in sorted(self.index.graphs.keys() - self._graphs()):
            changed[graph] = []
            del self.index.graphs[graph]
        return changed

    def _facts(self, url: str) -> Facts:
        return facts_of(self.claims.load(url), self.settling.state.ids(url))

    def _graphs(self) -> set[str]:
        """The graphs of articles, and those of amendments that there are."""
        amendments = {corrections_graph(), tombstones_graph()} & self.index.graphs.keys()
        return amendments.union(map(article_graph, self.wanted))

    def _replace_entities(self, store: Store, corrected: CorrectedEntities) -> None:
        """Write what is new or other of entities and decisions, and take out what is gone."""
        state, changes = self.settling.state, self.settling.changes
        touched = sorted(changes.entities | changes.gone_entities)
        store.replace_subjects(
            entities_graph(),
            map(entity_iri, touched),
            entity_quads(corrected.named(state.some_entities(touched))),
        )
        written = sorted(changes.decisions | changes.gone_decisions)
        store.replace_subjects(
            decisions_graph(),
            (subject for one in written for subject in decision_subjects(one, FEATURES)),
            decision_quads(state.some_decisions(written)),
        )

    def _count(self) -> dict[str, int]:
        entities = self.settling.state.entity_counts()
        counts = Counter({f"{kind}s": number for kind, number in entities.items()})
        for line in self.settling.plain.counts():
            counts.update(json.loads(line))
        return dict(counts)


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
