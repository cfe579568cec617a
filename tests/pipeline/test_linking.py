"""Bodies as the graph tells of them, and links that outlive it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from graph import samples
from linking.records import ror

from edu_kg.errors import RecordError
from edu_kg.graph import (
    article_graph,
    article_quads,
    entities_graph,
    entity_quads,
    links_graph,
)
from edu_kg.model import OrganizationKind
from edu_kg.pipeline.bodies import read_bodies
from edu_kg.pipeline.linking import applied_links, link_to_authority, reapply_links
from edu_kg.pipeline.workspace import Workspace
from edu_kg.store import Store

QUADS = {
    article_graph(samples.URL): list(article_quads(samples.ARTICLE, samples.FACTS)),
    entities_graph(): list(entity_quads(samples.ENTITIES)),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A graph whose one university is linked."""
    workspace = Workspace(tmp_path / "output")
    store = Store.on_disk(workspace.store, writable=True)
    store.replace_graphs(QUADS)
    store.close()
    dump = tmp_path / "dump.json"
    dump.write_text(json.dumps([ror(1, "Hill University")]), encoding="utf-8")
    link_to_authority(workspace.root, dump)
    return workspace


def linked(store: Store) -> list[str]:
    asked = "SELECT ?x WHERE { GRAPH <%s> { ?x <%s> ?y } }"
    same = "http://www.w3.org/2004/02/skos/core#exactMatch"
    return [str(iri) for (iri,) in store.query(asked % (links_graph(), same), {}).values]


def test_a_body_comes_with_what_articles_say_of_it() -> None:
    store = Store.in_memory(quad for quads in QUADS.values() for quad in quads)
    dale, hill = read_bodies(store)
    assert (hill.id, hill.kind) == (samples.HILL.id, OrganizationKind.UNIVERSITY)
    assert hill.other_names == ("HU", "Université de la Colline")
    assert (hill.event_places, hill.settings) == (("Sendra",), ("Sendra",))
    assert (hill.hosts, hill.domains) == (("news.hill.example",), ("news.hill.example",))
    assert (dale.kind, dale.domains) == (None, ())


def test_names_of_other_bodies_come_with_a_body_where_they_tell_a_country() -> None:
    dale = replace(samples.DALE, name="Dale School of Norway")
    entities = entity_quads([samples.ADA, samples.HILL, dale])
    store = Store.in_memory([*QUADS[article_graph(samples.URL)], *entities])
    beside = {each.name: each.beside for each in read_bodies(store)}
    assert beside == {"Hill University": ("Dale School of Norway",), "Dale School of Norway": ()}


def test_a_link_is_in_the_graph_again_after_it_was_built_anew(workspace: Workspace) -> None:
    renumbered = replace(samples.HILL, id="organization/hill-university-99")
    for hill in (samples.HILL, renumbered):
        store = Store.in_memory()
        reapply_links(workspace, store, [samples.ADA, hill, samples.DALE])
        assert linked(store) == [f"https://w3id.org/edu-kg/id/{hill.id}"]


def test_a_link_whose_body_went_is_told_and_kept_on_file(workspace: Workspace) -> None:
    before = (workspace.root / "links.json").read_bytes()
    store = Store.on_disk(workspace.store, writable=True)
    store.replace_graph(entities_graph(), entity_quads([samples.ADA, samples.DALE]))
    reapply_links(workspace, store, [samples.ADA, samples.DALE])
    assert linked(store) == []
    store.close()
    assert [each.name for each in applied_links(workspace.root).lost] == ["Hill University"]
    assert (workspace.root / "links.json").read_bytes() == before


def test_a_damaged_file_of_links_says_what_to_do(workspace: Workspace) -> None:
    (workspace.root / "links.json").write_text('{"linkings": [{}]}', encoding="utf-8")
    with pytest.raises(RecordError, match=r"links\.json.*mend the file, or delete it"):
        applied_links(workspace.root)
