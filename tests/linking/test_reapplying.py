"""Decisions of one day in the graph of another."""

from edu_kg.linking import apply_linkings, put_linking
from edu_kg.model import Authority, LinkDecision, Linking, LinkOutcome

ROR = Authority(name="ror.org", source="dump.zip", digest="0" * 64)


def linked(body: str, name: str, target: str | None) -> LinkDecision:
    outcome = LinkOutcome.LINKED if target else LinkOutcome.NO_CANDIDATE
    return LinkDecision(body=body, name=name, outcome=outcome, target=target)


def linking(*decisions: LinkDecision) -> Linking:
    return Linking(authority=ROR, decisions=decisions)


def test_a_decision_stays_with_the_id_of_its_body() -> None:
    before = linking(linked("o/1", "Hill University", "r/1"))
    assert apply_linkings([before], {"o/1": ["Renamed"]}).linkings == (before,)


def test_a_body_with_a_new_id_is_known_by_its_name() -> None:
    before = linking(linked("o/1", "Hill University", "r/1"))
    applied = apply_linkings([before], {"o/2": ["Lower Hill", "The HILL University"]})
    assert applied.linkings[0].decisions[0].body == "o/2"
    assert applied.lost == ()


def test_a_link_whose_body_is_gone_or_split_is_lost() -> None:
    before = linking(linked("o/1", "Hill University", "r/1"), linked("o/9", "Dale", None))
    for today in ({}, {"o/2": ["Hill University"], "o/3": ["Hill University"]}):
        applied = apply_linkings([before], today)
        assert [decision.body for decision in applied.lost] == ["o/1"]
        assert applied.linkings[0].decisions == ()


def test_bodies_that_became_one_keep_a_link_they_agree_on() -> None:
    same = linking(linked("o/1", "Hill University", "r/1"), linked("o/2", "HU", "r/1"))
    (only,) = apply_linkings([same], {"o/1": ["Hill University", "HU"]}).linkings[0].decisions
    assert (only.body, only.target) == ("o/1", "r/1")


def test_bodies_that_became_one_with_different_links_are_told_and_not_linked() -> None:
    both = linking(linked("o/1", "Hill University", "r/1"), linked("o/2", "HU", "r/2"))
    applied = apply_linkings([both], {"o/1": ["Hill University", "HU"]})
    assert applied.linkings[0].decisions == ()
    assert [decision.target for decision in applied.disputed] == ["r/1", "r/2"]


def test_linking_anew_replaces_what_the_same_authority_said() -> None:
    old, new = linking(linked("o/1", "Hill", None)), linking(linked("o/1", "Hill", "r/1"))
    other = Linking(authority=Authority(name="gnd", source="http://gnd.example/"))
    assert put_linking([other, old], new) == (other, new)
