"""Fit how likely a role is right: `python -m training.facts.decide --help`.

A logistic regression over what speaks for it, on annotated articles that the network has not
learned from: on others it is surer than it should be.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from edu_kg.evaluation.alignment import Alignment, Referent, align
from edu_kg.evaluation.gold import GoldArticle, read_gold
from edu_kg.evaluation.spelling import title_likeness
from edu_kg.extraction.dates import find_dates
from edu_kg.extraction.entities import find_entities
from edu_kg.extraction.learned.decisions import TABLE, Decision, Evidence
from edu_kg.extraction.learned.decoding import Impression, impression
from edu_kg.extraction.learned.engine import FactEngine, load_fact_engine
from edu_kg.extraction.learned.roles import RoleWeights, weighed_roles
from edu_kg.extraction.reading import Reading
from edu_kg.extraction.roles import find_roles
from edu_kg.model import Claims, EntityKind
from edu_kg.nlp.pipelines import load_pipeline, read_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

# Likelihood asked for: under it more is lost in what is false than is gained in what is found.
LEAST = 0.4
_HEAD = """\
# How likely a role is right, as a logistic regression: written by `python -m training.facts.decide`
# on {articles} articles that the network had not learned from.
"""
_CURB = 1.0  # of the squared weights, against chance
_STEPS = 30
_DIGITS = 3

Weighed = tuple[Evidence, bool]
"""What speaks for something, and whether annotators have it."""


@dataclass(frozen=True, slots=True)
class Read:
    """An annotated article with what the network makes of it."""

    aligned: Alignment
    seen: Impression

    @property
    def gold(self) -> GoldArticle:
        """What annotators wrote down."""
        return self.aligned.gold


def read_articles(gold: Sequence[GoldArticle], engine: FactEngine) -> Iterator[Read]:
    """Yield each article as the shipped pipeline and a fact network read it."""
    docs = read_texts(load_pipeline(None), (one.article.text for one in gold))
    for one, doc in zip(gold, docs, strict=True):
        article = one.article
        entities = find_entities(article, doc)
        dates = find_dates(article.text, article.published)
        reading = Reading(article=article, doc=doc, entities=entities, dates=dates)
        claims = Claims(article_url=article.url, entities=entities, dates=dates)
        yield Read(align(one, claims), impression(engine, reading))


def role_cases(read: Read) -> Iterator[Weighed]:
    """Yield every role that has a chance."""
    rules = find_roles(read.seen.reading)
    for claim, evidence in weighed_roles(read.seen, rules, RoleWeights()):
        person = read.aligned.referent(claim.person, EntityKind.PERSON)
        body = _body(read.aligned, claim.organization)
        yield (
            evidence,
            any(
                Referent(role.person) == person
                and (role.organization and Referent(role.organization)) == body
                and title_likeness(role.title, claim.title) > 0
                for role in read.gold.facts.roles
            ),
        )


def _body(aligned: Alignment, key: str | None) -> Referent | None:
    return None if key is None else aligned.referent(key, EntityKind.ORGANIZATION)


def fit(cases: Iterable[Weighed], least: float) -> Decision:
    """Give the regression that makes the cases likeliest, its weights rounded."""
    weighed = list(cases)
    names = list(weighed[0][0])
    values = np.array([[evidence[name] for name in names] for evidence, _ in weighed])
    right = np.array([float(is_right) for _, is_right in weighed])
    middle, spread = values.mean(0), values.std(0) + 1e-9
    weights = _newton(np.column_stack([np.ones(len(values)), (values - middle) / spread]), right)
    own = weights[1:] / spread
    return Decision(
        least=least,
        bias=round(float(weights[0] - own @ middle), _DIGITS),
        weights={name: round(float(w), _DIGITS) for name, w in zip(names, own, strict=True)},
    )


def _newton(values: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.zeros(values.shape[1])
    curb = _CURB * np.eye(len(weights))
    curb[0, 0] = 0.0
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (likely - right) + curb @ weights
        bend = (values * (likely * (1 - likely))[:, None]).T @ values + curb
        weights -= np.linalg.solve(bend, slope)
    return weights


def format_decision(decision: Decision, articles: int) -> str:
    """Give the table that the package ships."""
    lines = [_HEAD.format(articles=articles), f"least = {decision.least}"]
    lines += [f"bias = {decision.bias}", "", "[weights]"]
    lines += [f"{name} = {weight}" for name, weight in decision.weights.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit from the command line and write the shipped table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder of annotated articles")
    parser.add_argument(
        "--articles", nargs="+", required=True, metavar="GLOB", help="ids that were not learned"
    )
    parser.add_argument("--network", type=Path, help="folder of an exported network, not shipped")
    parser.add_argument("--out", type=Path, default=TABLE)
    options = parser.parse_args()
    gold = [
        each
        for each in read_gold(options.corpus)
        if any(fnmatchcase(each.id, pattern) for pattern in options.articles)
    ]
    if not gold:
        parser.error(
            f"no article in {options.corpus} has an id like {' or '.join(options.articles)}"
        )
    engine = load_fact_engine(options.network) if options.network else load_fact_engine()
    articles = list(read_articles(gold, engine))
    decision = fit((case for read in articles for case in role_cases(read)), LEAST)
    options.out.write_text(format_decision(decision, len(articles)), encoding="utf-8")


if __name__ == "__main__":
    main()
