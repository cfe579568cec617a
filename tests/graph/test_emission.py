"""Facts to quads."""

import datetime as dt
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

import pyoxigraph as ox
import pytest
from graph import samples
from graph.samples import text_of
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.graph import (
    article_graph,
    article_iri,
    article_quads,
    capture_quads,
    entities_graph,
    entity_iri,
    entity_quads,
    runs_graph,
)
from edu_kg.model import Article, EventType, Facts, PartialDate
from edu_kg.ontology import EDU, OA, ORG, PROV, RDF, SCHEMA, SKOS, XSD
from edu_kg.store import Store, canonical_nquads

T = TypeVar("T")

QUADS = list(article_quads(samples.ARTICLE, samples.FACTS))
STANDARD = {
    iri for vocabulary in (SCHEMA, ORG, PROV, OA, SKOS, RDF, XSD) for iri in vocabulary.iris
}


def values(subject: str, predicate: str, quads: list[ox.Quad] = QUADS) -> set[str]:
    return {
        text_of(quad.object)
        for quad in quads
        if text_of(quad.subject) == subject and quad.predicate.value == predicate
    }


def typed(kind: str, quads: list[ox.Quad] = QUADS) -> list[str]:
    return sorted(
        text_of(quad.subject)
        for quad in quads
        if quad.predicate.value == RDF.type and text_of(quad.object) == kind
    )


def test_everything_an_article_says_stands_in_its_own_graph() -> None:
    assert {text_of(quad.graph_name) for quad in QUADS} == {article_graph(samples.URL)}


def test_no_node_is_blank() -> None:
    nodes = [term for quad in QUADS for term in (quad.subject, quad.object)]
    assert not [node for node in nodes if isinstance(node, ox.BlankNode)]


def test_an_article_keeps_its_address_title_and_date() -> None:
    node = article_iri(samples.URL)
    assert values(node, SCHEMA.url) == {samples.URL}
    assert values(node, SCHEMA.headline) == {"Hill and Dale Sign Agreement"}
    assert values(node, SCHEMA.datePublished) == {"2021-03-02"}
    assert values(node, SCHEMA.author) == {"Bo Lind"}


@pytest.mark.parametrize(
    ("date", "datatype"),
    [
        (PartialDate(2021), XSD.gYear),
        (PartialDate(2021, 3), XSD.gYearMonth),
        (PartialDate(2021, 3, 2), XSD.date),
    ],
    ids=["year", "month", "day"],
)
def test_a_date_is_typed_by_what_is_known_of_it(date: PartialDate, datatype: str) -> None:
    quads = article_quads(replace(samples.ARTICLE, published=date), samples.FACTS)
    found = [q.object for q in quads if q.predicate.value == SCHEMA.datePublished]
    assert found == [ox.Literal(str(date), datatype=ox.NamedNode(datatype))]


def test_a_signatory_leads_to_the_body_he_signs_for() -> None:
    ada, hill = entity_iri(samples.ADA.id), entity_iri(samples.HILL.id)
    assert values(ada, EDU.signsOnBehalfOf) == {hill}
    assert values(ada, PROV.actedOnBehalfOf) == {hill}


def test_who_stands_for_a_body_outside_a_signing_signs_nothing() -> None:
    meeting = replace(samples.FACTS.events[0], type=EventType.MEETING)
    quads = list(article_quads(samples.ARTICLE, replace(samples.FACTS, events=(meeting,))))
    ada = entity_iri(samples.ADA.id)
    assert values(ada, PROV.actedOnBehalfOf, quads) == {entity_iri(samples.HILL.id)}
    assert values(ada, EDU.signsOnBehalfOf, quads) == set()


def test_the_sentence_of_a_fact_is_one_hop_away_and_cut_by_its_offsets() -> None:
    (post,) = typed(ORG.Membership)
    (evidence,) = values(post, EDU.evidence)
    (exact,), (start,), (end,) = (values(evidence, p) for p in (OA.exact, OA.start, OA.end))
    assert samples.TEXT[int(start) : int(end)] == exact == samples.FOR_HILL


def test_evidence_is_a_web_annotation_with_both_selectors() -> None:
    for evidence in typed(EDU.Evidence):
        (target,) = values(evidence, OA.hasTarget)
        assert values(target, OA.hasSource) == {article_iri(samples.URL)}
        selectors = values(target, OA.hasSelector)
        kinds = {kind for selector in selectors for kind in values(selector, RDF.type)}
        assert kinds == {OA.TextQuoteSelector, OA.TextPositionSelector}


def test_two_articles_that_state_one_post_share_its_node() -> None:
    again = list(article_quads(samples.ARTICLE_2, samples.FACTS_2))
    assert typed(ORG.Membership) == typed(ORG.Membership, again)
    assert typed(EDU.Event) != typed(EDU.Event, again)


def test_cooperation_is_one_node_whoever_is_named_first() -> None:
    relation = samples.FACTS.relations[0]
    turned = replace(relation, subject=relation.object, object=relation.subject)
    facts = replace(samples.FACTS, relations=(turned,))
    assert set(article_quads(samples.ARTICLE, facts)) == set(QUADS)


def test_names_and_types_of_entities_stand_in_one_graph() -> None:
    quads = list(entity_quads(samples.ENTITIES))
    hill = entity_iri(samples.HILL.id)
    assert {text_of(quad.graph_name) for quad in quads} == {entities_graph()}
    assert values(hill, SCHEMA.name, quads) == {"Hill University"}
    assert values(hill, SKOS.altLabel, quads) == {"HU", "Université de la Colline"}
    assert values(hill, RDF.type, quads) == {SCHEMA.Organization, SCHEMA.CollegeOrUniversity}
    assert not {q.predicate.value for q in QUADS} & {SCHEMA.name, SKOS.altLabel}


def test_when_a_page_was_fetched_stands_in_the_graph_of_runs() -> None:
    at = dt.datetime(2021, 3, 3, 4, 5, 6, tzinfo=dt.UTC)
    quads = list(capture_quads(samples.URL, "0" * 64, samples.URL, at))
    assert {text_of(quad.graph_name) for quad in quads} == {runs_graph()}
    (capture,) = {text_of(quad.subject) for quad in quads}
    assert values(capture, PROV.specializationOf, quads) == {article_iri(samples.URL)}
    assert values(capture, PROV.generatedAtTime, quads) == {"2021-03-03T04:05:06Z"}


@given(samples.facts)
def test_every_term_is_declared_or_standard(facts: Facts) -> None:
    for quad in article_quads(samples.ARTICLE, facts):
        terms = [quad.predicate.value]
        if quad.predicate.value == RDF.type:
            terms.append(text_of(quad.object))
        for term in terms:
            assert term in EDU or term in STANDARD


@given(samples.facts, st.randoms())
def test_the_order_of_facts_changes_nothing(facts: Facts, random: Random) -> None:
    def shuffled(items: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(random.sample(items, len(items)))

    events = tuple(
        replace(e, participants=shuffled(e.participants), evidence=shuffled(e.evidence))
        for e in facts.events
    )
    other = Facts(
        article_url=facts.article_url,
        mentioned=shuffled(facts.mentioned),
        roles=shuffled(facts.roles),
        events=shuffled(events),
        relations=shuffled(facts.relations),
    )
    assert list(article_quads(samples.ARTICLE, facts)) == list(
        article_quads(samples.ARTICLE, other)
    )


@given(samples.any_text, samples.any_text)
def test_whatever_a_page_carries_can_be_written_and_read_back(url: str, title: str) -> None:
    article = Article(url=url, title=title, text="x", byline=title, language=title)
    quads = set(article_quads(article, Facts(article_url=url)))
    assert set(ox.parse(canonical_nquads(quads), format=ox.RdfFormat.N_QUADS)) == quads


@given(samples.facts)
def test_the_store_keeps_every_value_as_it_was_emitted(facts: Facts) -> None:
    quads = set(article_quads(samples.ARTICLE, facts))
    assert set(Store.in_memory(quads).quads()) == quads


def test_two_hash_seeds_give_the_same_bytes() -> None:
    code = (
        "import sys; from graph import samples; from edu_kg.graph import article_quads;"
        "sys.stdout.write(''.join(map(str, article_quads(samples.ARTICLE, samples.FACTS))))"
    )
    tests = Path(__file__).resolve().parents[1]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(tests)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 1000
