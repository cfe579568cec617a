"""Bodies of the graph linked to authorities; what was decided is kept and outlives every run.

`links.json` in the output folder holds the decisions; the graph of links is made from it anew
whenever the graph is built.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from edu_kg.errors import RecordError, SourceNotFound
from edu_kg.fetch import FetchOptions, ServiceClient
from edu_kg.graph import link_quads, links_graph
from edu_kg.linking import (
    Applied,
    Asking,
    apply_linkings,
    decide_on_answers,
    link_to_file,
    parse_manifest,
    parse_results,
    put_linking,
    query_batches,
)
from edu_kg.model import (
    Authority,
    Body,
    Entity,
    EntityKind,
    LinkDecision,
    Linking,
)
from edu_kg.pipeline.bodies import read_bodies
from edu_kg.pipeline.workspace import Workspace
from edu_kg.records import from_json, make_record_converter, to_json, write_atomically
from edu_kg.store import Store

OnRead = Callable[[int], None]
_SECONDS_BETWEEN_BATCHES = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    """What links.json holds."""

    linkings: tuple[Linking, ...] = ()


def link_to_authority(
    output: Path,
    authority: Path,
    *,
    name: str | None = None,
    on_read: OnRead | None = None,
) -> Applied:
    """Link the graph's bodies to an authority's file, and keep the decisions; gives all that hold.

    Decisions made with the same authority before are replaced, those with others stay.

    Raises:
        SourceError: the file cannot be used.
        StoreError: there is no graph in ``output``, or it cannot be written.
    """
    return _link(output, lambda bodies: link_to_file(bodies, authority, name, on_read))


def link_to_service(
    output: Path,
    url: str,
    asking: Asking | None = None,
    *,
    name: str | None = None,
    on_read: OnRead | None = None,
) -> Applied:
    """Link the graph's bodies through a reconciliation service, and keep the decisions.

    Raises:
        FetchError: the service cannot be reached, or does not answer as such services do.
        StoreError: there is no graph in ``output``, or it cannot be written.
    """
    manners = FetchOptions(delay_seconds=_SECONDS_BETWEEN_BATCHES).naming([url])
    with ServiceClient(manners) as client:
        return _link(
            output,
            lambda bodies: _ask_service(client, url, bodies, asking or Asking(), name, on_read),
        )


def _ask_service(
    client: ServiceClient,
    url: str,
    bodies: Sequence[Body],
    asking: Asking,
    name: str | None,
    on_read: OnRead | None,
) -> Linking:
    endpoint, answer = client.get(url)
    manifest = parse_manifest(url, answer)
    decisions: list[LinkDecision] = []
    for batch in query_batches(bodies, asking):
        answer = client.post(endpoint, {"queries": json.dumps(batch, ensure_ascii=False)})
        results = parse_results(url, answer, manifest, batch)
        of_batch = bodies[len(decisions) : len(decisions) + len(batch)]
        decisions += map(decide_on_answers, of_batch, (results[key] for key in batch))
        if on_read is not None:
            on_read(len(decisions))
    return Linking(
        authority=Authority(name=name or manifest.name, source=url), decisions=tuple(decisions)
    )


def _link(output: Path, link: Callable[[list[Body]], Linking]) -> Applied:
    """Link, then write: others may use the graph while a dump is read or a service asked."""
    workspace = Workspace(output)
    linking = link(_bodies_of(workspace))
    with workspace.held():
        store = Store.on_disk(workspace.store, writable=True)
        try:
            linkings = put_linking(read_linkings(output), linking)
            _save(output, linkings)
            return _write(store, linkings, _names(read_bodies(store)))
        finally:
            store.close()


def _bodies_of(workspace: Workspace) -> list[Body]:
    store = Store.on_disk(workspace.store)
    try:
        return read_bodies(store)
    finally:
        store.close()


def reapply_links(workspace: Workspace, store: Store, entities: Iterable[Entity]) -> None:
    """Bring the graph of links to what links.json says of the entities as they are now."""
    linkings = read_linkings(workspace.root)
    bodies = (each for each in entities if each.kind is EntityKind.ORGANIZATION)
    _write(store, linkings, {each.id: (each.name, *each.other_names) for each in bodies})


def applied_links(output: Path) -> Applied:
    """The decisions on file that hold in the graph, and those that do not.

    Raises:
        StoreNotFound: there is no graph.
        RecordError: links.json is damaged.
        SourceNotFound: nothing was linked yet.
    """
    bodies = _bodies_of(Workspace(output))
    linkings = read_linkings(output)
    if not linkings:
        raise SourceNotFound(
            str(_file(output)), "nothing was linked yet; give --authority FILE or --service URL"
        )
    return apply_linkings(linkings, _names(bodies))


def read_linkings(output: Path) -> tuple[Linking, ...]:
    """All linkings on file, by authority; none where there is no file.

    Raises RecordError where it is damaged.
    """
    path = _file(output)
    try:
        return from_json(make_record_converter(), path.read_bytes(), _Kept).linkings
    except FileNotFoundError:
        return ()
    except RecordError as error:
        raise RecordError(
            error.path, f"{error.problem}; mend the file, or delete it and link again", str(path)
        ) from error


def _names(bodies: Iterable[Body]) -> dict[str, tuple[str, ...]]:
    return {body.id: (body.name, *body.other_names) for body in bodies}


def _write(
    store: Store, linkings: tuple[Linking, ...], names: Mapping[str, Iterable[str]]
) -> Applied:
    applied = apply_linkings(linkings, names)
    store.replace_graph(links_graph(), link_quads(applied.linkings))
    return applied


def _save(output: Path, linkings: tuple[Linking, ...]) -> None:
    text = to_json(make_record_converter(), _Kept(linkings=linkings))
    write_atomically(_file(output), text.encode("utf-8", "surrogatepass"))


def _file(output: Path) -> Path:
    return output / "links.json"
