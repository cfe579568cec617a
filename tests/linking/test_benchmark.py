"""What the benchmark counts, and what the answer key may say."""

from benchmarks.authority_linking import FOLDERS, Measured, bodies_of, measure, read_answers
from linking.records import body

from edu_kg.evaluation.gold import read_gold
from edu_kg.model import LinkDecision, LinkOutcome


def decided(article: str, name: str, target: str | None) -> LinkDecision:
    outcome = LinkOutcome.LINKED if target else LinkOutcome.NO_CANDIDATE
    return LinkDecision(body=f"{article} {name}", name=name, outcome=outcome, target=target)


def test_a_name_counts_once_however_often_articles_say_it() -> None:
    answers = {("*", "Hill"): "h", ("a2", "Dale"): "d"}
    decisions = [
        decided("a1", "Hill", "h"),
        decided("a2", "Hill", "h"),
        decided("a1", "Dale", "d"),
        decided("a2", "Dale", None),
    ]
    assert measure(decisions, answers) == Measured(bodies=3, linked=2, right=1, there=2)
    each = measure(decisions, answers, once=False)
    assert each == Measured(bodies=4, linked=3, right=2, there=3)
    assert (each.precision, each.recall) == (2 / 3, 2 / 3)


def test_every_answer_is_about_a_body_of_the_articles() -> None:
    articles = [article for folder in FOLDERS.values() for article in read_gold(folder)]
    bodies = [each for article in articles for each in bodies_of(article)]
    named = {tuple(each.id.split(" ", 1)) for each in bodies} | {("*", b.name) for b in bodies}
    assert set(read_answers()) <= named


def test_what_an_article_says_of_a_body_goes_along() -> None:
    (article,) = read_gold(FOLDERS["dev"], "anadolu-*")
    found = {each.name: each for each in bodies_of(article)}
    assert found["Anadolu University"].places
    assert found["Anadolu University"].hosts
    assert body("x").places == ()
