"""The graph of a folder copied to a SPARQL server, as far as the server does not have it.

The folder stays where the graph is built: who is who, corrections and removals rest on its files.
The server holds a copy, which the same call makes whole again wherever it was cut off.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from edu_kg.errors import StoreError
from edu_kg.fetch import EndpointClient, find_credentials
from edu_kg.graph import BASE, is_article_graph
from edu_kg.model import Replication
from edu_kg.pipeline.replicas import Part, Replica, known_servers
from edu_kg.pipeline.workspace import Workspace
from edu_kg.store import RemoteStore, Store

OnGraph = Callable[[int, int], None]
_OURS = f"{BASE}graph/"
_ARTICLES_AT_A_TIME = 50  # between two entries in the record: what is sent again after a kill
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A server to copy to: its query address, and that for updates where it cannot be guessed.

    With ``take_over``, graphs of ours that another folder wrote there are removed; with
    ``loaded``, graphs that nobody copied there but have as many statements as here are taken to
    be the same, as after a bulk load of the folder's export.
    """

    address: str
    update: str | None = None
    take_over: bool = False
    loaded: bool = False

    def open(self) -> RemoteStore:
        """The store there, with the credentials of the environment or netrc.

        Raises ForbiddenAddress for what is no http(s) address, or names a user.
        """
        client = EndpointClient(self.address, find_credentials(self.address))
        return RemoteStore(client, update=self.update)

    def check(self) -> None:
        """Nothing, where there is a server that answers.

        Raises ForbiddenAddress and StoreError where there is none.
        """
        with closing(self.open()) as remote:
            remote.check()


def replicate(
    workspace: Workspace,
    marks: Mapping[str, str],
    destination: Destination,
    on_graph: OnGraph | None = None,
) -> Replication:
    """Bring the server to what the folder's store holds, graph by graph, and look whether it is so.

    ``marks`` are digests of the named graphs, as the index has them; a graph that the server is
    known to hold with the same mark is not sent. Nobody may write to the folder meanwhile.

    Raises:
        ForbiddenAddress: the destination is no http(s) address, or names a user.
        StoreError: the folder has no graph, the server holds one of another folder, or it does
            not do what it is asked.
    """
    store = Store.on_disk(workspace.store)
    with (
        closing(store),
        closing(destination.open()) as remote,
        closing(Replica(workspace.replicas, destination.address)) as record,
    ):
        copying = _Copying(store, remote, record, on_graph or _tell_nobody)
        if destination.loaded:
            copying.adopt(marks)
        return copying.run(marks, take_over=destination.take_over)


def servers_with_copies(output: Path) -> tuple[str, ...]:
    """The addresses of the servers that the graph of this folder was copied to, sorted.

    Raises StoreError where the record of it cannot be read.
    """
    return known_servers(Workspace(output).replicas)


class _Copying:
    """One copying, while it goes on."""

    def __init__(
        self, store: Store, remote: RemoteStore, record: Replica, on_graph: OnGraph
    ) -> None:
        self._store = store
        self._remote = remote
        self._record = record
        self._on_graph = on_graph
        self._known = record.parts()
        self._sizes = remote.graph_sizes(_OURS)

    def adopt(self, marks: Mapping[str, str]) -> None:
        """Take graphs that nobody copied for the same, where they have as many statements."""
        found: dict[str, dict[str, Part]] = {}
        for graph in sorted(self._sizes.keys() - self._known.keys()):
            quads = list(self._store.graph_quads(graph))
            if quads and len(quads) == self._sizes[graph]:
                is_article = is_article_graph(graph)
                found[graph] = (
                    {"": _part(quads, marks.get(graph))} if is_article else _parts_of(quads)
                )
        self._record.keep(found)
        self._known = self._record.parts()

    def run(self, marks: Mapping[str, str], *, take_over: bool) -> Replication:
        """Send and remove what differs, then look whether it does no more."""
        local = self._store.graph_names()
        gone = sorted((self._sizes.keys() | self._known.keys()) - set(local))
        self._refuse_strangers([] if take_over else gone)
        shared = [graph for graph in local if not is_article_graph(graph)]
        articles = [graph for graph in local if is_article_graph(graph)]
        stale = [graph for graph in articles if not self._is_there(graph, marks.get(graph))]
        total = len(shared) + len(stale) + len(gone)
        # What names the entities goes first, so that no reader meets a fact about nobody.
        written = 0
        for done, graph in enumerate(shared, 1):
            written += self._copy_shared(graph)
            self._on_graph(done, total)
        for done, some in _some_at_a_time(stale):
            self._copy_articles(some, marks)
            self._on_graph(len(shared) + done, total)
        for done, graph in enumerate(gone, 1):
            self._record.begin([graph])
            self._remote.remove_graph(graph)
            self._record.keep({graph: {}})
            self._on_graph(len(shared) + len(stale) + done, total)
        self._check()
        written += len(stale)
        return Replication(
            server=self._remote.location,
            written=written,
            removed=len(gone),
            unchanged=len(local) - written,
        )

    def _refuse_strangers(self, gone: Iterable[str]) -> None:
        """Raise StoreError where the server has graphs that this folder never wrote."""
        strangers = [graph for graph in gone if graph not in self._known]
        if strangers:
            raise StoreError(
                self._remote.location,
                f"it holds {len(strangers)} named graphs that another folder wrote "
                f"({', '.join(strangers[:_SHOWN])} …); give that folder with --output, or "
                "--take-over to replace them by this one's",
            )

    def _is_there(self, graph: str, mark: str | None) -> bool:
        known = self._known.get(graph, {}).get("")
        if known is None or self._sizes.get(graph) != known.size:
            return False
        return known.mark == (mark or _mark(self._store.graph_quads(graph)))

    def _copy_articles(self, graphs: Sequence[str], marks: Mapping[str, str]) -> None:
        quads = {graph: list(self._store.graph_quads(graph)) for graph in graphs}
        self._record.begin(graphs)
        self._remote.replace_graphs(quads)
        self._record.keep(
            {graph: {"": _part(said, marks.get(graph))} for graph, said in quads.items()}
        )

    def _copy_shared(self, graph: str) -> bool:
        """Copy a graph of many subjects as far as it changed; gives whether it did."""
        quads = list(self._store.graph_quads(graph))
        parts = _parts_of(quads)
        known = self._known.get(graph, {})
        stale = sorted(each for each in parts if parts[each] != known.get(each))
        gone = sorted(known.keys() - parts.keys())
        is_known = "" not in known and self._sizes.get(graph, 0) == _size_of(known.values())
        if is_known and not stale and not gone:
            return False
        if not is_known or len(stale) + len(gone) > len(parts) / 2:
            self._record.begin([graph])
            self._remote.replace_graph(graph, quads)
            self._record.keep({graph: parts})
            return True
        changed, new = [*stale, *gone], frozenset(stale)
        self._record.begin_subjects(graph, changed)
        self._remote.replace_subjects(
            graph,
            (each.removeprefix("<").removesuffix(">") for each in changed),
            (quad for quad in quads if str(quad.subject) in new),
        )
        self._record.keep_subjects(graph, changed, {each: parts[each] for each in stale})
        return True

    def _check(self) -> None:
        """Raise StoreError where the server does not hold what it took."""
        there = self._remote.graph_sizes(_OURS)
        wanted = {graph: _size_of(parts.values()) for graph, parts in self._record.parts().items()}
        wrong = [graph for graph, size in sorted(wanted.items()) if there.get(graph, 0) != size]
        if wrong:
            self._record.begin(wrong)
            raise StoreError(
                self._remote.location,
                f"{wrong[0]} has {there.get(wrong[0], 0)} statements there and {wanted[wrong[0]]} "
                f"here, and so {len(wrong)} graphs; does somebody else write there? Run this again",
            )


def _some_at_a_time(graphs: Sequence[str]) -> Iterator[tuple[int, Sequence[str]]]:
    for at in range(0, len(graphs), _ARTICLES_AT_A_TIME):
        some = graphs[at : at + _ARTICLES_AT_A_TIME]
        yield at + len(some), some


def _parts_of(quads: Iterable[ox.Quad]) -> dict[str, Part]:
    """What is said of each subject, as a part."""
    said: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        said.setdefault(str(quad.subject), []).append(quad)
    return {subject: _part(quads, None) for subject, quads in said.items()}


def _part(quads: Collection[ox.Quad], mark: str | None) -> Part:
    return Part(mark=mark or _mark(quads), size=len(quads))


def _mark(quads: Iterable[ox.Quad]) -> str:
    return hashlib.sha256("\n".join(sorted(map(str, quads))).encode()).hexdigest()


def _size_of(parts: Collection[Part]) -> int:
    return sum(part.size for part in parts)


def _tell_nobody(done: int, total: int) -> None:
    del done, total
