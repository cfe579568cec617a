"""Mentions found by the names of things."""

from edu_kg.nlp.evaluation import GoldMention, find_mentions


def test_a_name_inside_a_word_is_no_mention() -> None:
    assert find_mentions("Lund University, Lundby", [("Lund", "PLACE")]) == (
        GoldMention(0, 4, "PLACE"),
    )


def test_a_name_inside_a_longer_name_is_no_mention_of_its_own() -> None:
    forms = [("Tavira", "PLACE"), ("University of Tavira", "ORG")]
    assert find_mentions("University of Tavira, Tavira", forms) == (
        GoldMention(0, 20, "ORG"),
        GoldMention(22, 28, "PLACE"),
    )


def test_a_name_of_two_things_goes_to_the_first() -> None:
    forms = [("Linden", "PERSON"), ("Linden", "PLACE")]
    assert find_mentions("Linden", forms) == (GoldMention(0, 6, "PERSON"),)


def test_signs_of_patterns_in_a_name_are_taken_to_the_letter() -> None:
    assert find_mentions("A.B. (x)", [("A.B.", "PERSON"), ("A?B", "ORG")]) == (
        GoldMention(0, 4, "PERSON"),
    )
