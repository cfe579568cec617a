"""What was right, missed or false, and the figures that come of it."""

import enum
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


class Category(enum.StrEnum):
    """A kind of thing that is counted by itself."""

    PERSONS = "persons"
    ORGANIZATIONS = "organizations"
    PLACES = "places"
    ROLES = "roles"
    EVENTS = "events"
    PARTICIPATIONS = "participations"
    ON_BEHALF_OF = "on_behalf_of"
    RELATIONS = "relations"
    PARTICIPATIONS_LENIENT = "participations_lenient"
    EVENT_PLACE = "event_place"
    EVENT_END = "event_end"


ENTITIES = (Category.PERSONS, Category.ORGANIZATIONS, Category.PLACES)
"""What "entities" sums up."""
FACTS = (
    Category.ROLES,
    Category.EVENTS,
    Category.PARTICIPATIONS,
    Category.ON_BEHALF_OF,
    Category.RELATIONS,
)
"""What "facts" sums up."""


class Verdict(enum.StrEnum):
    """What became of one thing that was found or was to be found."""

    RIGHT = "right"
    MISS = "miss"
    FALSE = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One verdict: on what, in words; the sentence that states it; the rule that found it.

    ``rule`` is None for a miss and for entities.
    """

    category: Category
    verdict: Verdict
    text: str
    sentence: str
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many were right, false alarms, and missed, with the figures of these."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> "Counts":
        """The counts of these verdicts."""
        seen = Counter(judgement.verdict for judgement in judgements)
        return cls(seen[Verdict.RIGHT], seen[Verdict.FALSE], seen[Verdict.MISS])

    @property
    def precision(self) -> float:
        """The share of what was found that is right; of nothing found, whether nothing was due."""
        found = self.right + self.false
        return self.right / found if found else float(not self.missed)

    @property
    def recall(self) -> float:
        """The share of what was due that was found; of nothing due, whether nothing was found."""
        due = self.right + self.missed
        return self.right / due if due else float(not self.false)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall.

        >>> Counts(right=3, false=1, missed=1).f1
        0.75
        """
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVerdicts:
    """All verdicts on one article."""

    id: str
    title: str
    judgements: tuple[Judgement, ...]

    def counts(self, *categories: Category) -> Counts:
        """The counts of these categories together."""
        return Counts.of(j for j in self.judgements if j.category in categories)


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseFacts:
    """False alarms of one kind in the articles that state no fact of that kind."""

    category: Category
    articles: int
    false: int

    @property
    def per_article(self) -> float:
        """False alarms an article; 0 where every article states such facts."""
        return self.false / self.articles if self.articles else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All verdicts on a set of gold articles.

    ``unread`` has the ids of articles the reader gave no claims of; their facts count as missed.
    """

    articles: tuple[ArticleVerdicts, ...]
    unread: tuple[str, ...] = ()

    def counts(self, *categories: Category) -> Counts:
        """The counts of these categories together, over all articles."""
        return Counts.of(
            j for article in self.articles for j in article.judgements if j.category in categories
        )

    def false_facts(self) -> tuple[FalseFacts, ...]:
        """For each kind of fact, the false alarms in articles that state none of that kind."""
        found = []
        for category in FACTS:
            counts = [article.counts(category) for article in self.articles]
            without = [count for count in counts if not count.right + count.missed]
            found.append(
                FalseFacts(
                    category=category,
                    articles=len(without),
                    false=sum(count.false for count in without),
                )
            )
        return tuple(found)

    @property
    def false_facts_per_article(self) -> float:
        """False alarms of all kinds of fact, an article."""
        return self.counts(*FACTS).false / len(self.articles) if self.articles else 0.0
