"""How well bodies of annotated articles are linked to an authority's file.

`python -m benchmarks.authority_linking --authority FILE` from tests/, or `python -m tests.benchmarks.authority_linking`
from the repository's root. What is right stands in tests/linking/answers.json: which bodies are in
which record, found by name in ROR and judged by hand from what the article says.
"""

# ruff: noqa: T201 – it prints what it measures
import argparse
import json
import resource
import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from edu_kg.evaluation.gold import GoldArticle, read_gold
from edu_kg.linking import link_to_file
from edu_kg.linking.countries import find_country_words
from edu_kg.linking.name_forms import name_words
from edu_kg.model import Body, LinkDecision, LinkOutcome, Predicate

ROOT = Path(__file__).resolve().parents[2]
ANSWERS = ROOT / "tests" / "linking" / "answers.json"
FOLDERS = {"dev": ROOT / "tests" / "gold", "corpus": ROOT / "training" / "corpus"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Counts of one set of articles: links made, right ones, and bodies that have a record."""

    bodies: int
    linked: int
    right: int
    there: int

    @property
    def precision(self) -> float:
        """The share of right links among those made."""
        return self.right / self.linked if self.linked else 1.0

    @property
    def recall(self) -> float:
        """The share of bodies with a record that were linked to it."""
        return self.right / self.there if self.there else 1.0


def bodies_of(article: GoldArticle) -> Iterator[Body]:
    """The bodies of an annotated article, with what it says of them."""
    facts = article.facts
    around: dict[tuple[str, str], list[str]] = defaultdict(list)
    for relation in facts.relations:
        if relation.predicate is Predicate.LOCATED_IN:
            around[relation.subject, "places"].append(relation.object)
        elif relation.predicate is Predicate.SUB_ORGANIZATION_OF:
            around[relation.subject, "parents"].append(relation.object)
    for event in facts.events:
        for part in event.participants:
            if event.place:
                around[part.name, "events"].append(event.place)
    for entity in facts.organizations:
        yield Body(
            id=f"{article.id} {entity.name}",
            name=entity.name,
            other_names=entity.aliases,
            kind=entity.kind,
            places=tuple(around[entity.name, "places"]),
            event_places=tuple(around[entity.name, "events"]),
            parents=tuple(around[entity.name, "parents"]),
            settings=tuple(place.name for place in facts.places),
            beside=tuple(
                other.name
                for other in facts.organizations
                if other != entity and find_country_words(name_words(other.name))
            ),
            hosts=(urlsplit(article.article.url).netloc,),
        )


def read_answers(file: Path = ANSWERS) -> dict[tuple[str, str], str]:
    """The record of each body that has one, by article ("*": every other) and name."""
    rows = json.loads(file.read_text(encoding="utf-8"))["bodies"]
    return {
        (article, row["name"]): row["ror"] for row in rows for article in row.get("articles", ["*"])
    }


def measure(
    decisions: Iterable[LinkDecision], answers: dict[tuple[str, str], str], *, once: bool = True
) -> Measured:
    """The counts; ``once``: a name with one answer and one result counts once, however often."""
    outcomes: Collection[tuple[str, str | None, str | None]] = [
        (decision.name, _right(decision, answers), decision.target) for decision in decisions
    ]
    if once:
        outcomes = set(outcomes)
    return Measured(
        bodies=len(outcomes),
        linked=sum(target is not None for _, _, target in outcomes),
        right=sum(target is not None and target == right for _, right, target in outcomes),
        there=sum(right is not None for _, right, _ in outcomes),
    )


def _right(decision: LinkDecision, answers: dict[tuple[str, str], str]) -> str | None:
    article = decision.body.partition(" ")[0]
    return answers.get((article, decision.name)) or answers.get(("*", decision.name))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--authority", type=Path, required=True, help="ROR's dump, schema v2")
    parser.add_argument("--all", action="store_true", help="print every decision but the obvious")
    arguments = parser.parse_args()
    answers = read_answers()
    bodies = {
        name: [body for article in read_gold(folder) for body in bodies_of(article)]
        for name, folder in FOLDERS.items()
    }
    started = time.perf_counter()
    linking = link_to_file([body for each in bodies.values() for body in each], arguments.authority)
    seconds = time.perf_counter() - started
    by_id = {decision.body: decision for decision in linking.decisions}
    sets = {**bodies, "both": [body for each in bodies.values() for body in each]}
    for name, of_set in sets.items():
        decisions = [by_id[body.id] for body in of_set]
        if name in FOLDERS:
            _print_faults(decisions, answers, everything=arguments.all)
        for counted, once in (("names", True), ("bodies of articles", False)):
            found = measure(decisions, answers, once=once)
            print(
                f"{name}: {found.bodies} {counted}, {found.there} in the file, "
                f"{found.linked} linked, {found.right} right; "
                f"precision {found.precision:.3f}, recall {found.recall:.3f}"
            )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{linking.authority.records} records read in {seconds:.1f} s, {memory} MB at most")


def _print_faults(
    decisions: Iterable[LinkDecision], answers: dict[tuple[str, str], str], *, everything: bool
) -> None:
    for decision in decisions:
        right = _right(decision, answers)
        if decision.target != right or (
            everything and decision.outcome is not LinkOutcome.NO_CANDIDATE
        ):
            print(f"{decision.body}: {decision.outcome} {decision.target}, right is {right}")
            for candidate in decision.candidates[:2]:
                grounds = "; ".join(
                    f"{ground.weight:+} {ground.text}" for ground in candidate.grounds
                )
                print(f"    {candidate.score} {candidate.name} {candidate.id}: {grounds}")


if __name__ == "__main__":
    main()
