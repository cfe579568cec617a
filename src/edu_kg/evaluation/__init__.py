"""How good the facts are: claims judged against articles that a careful reader annotated."""

from edu_kg.evaluation.evaluate import evaluate
from edu_kg.evaluation.gold import GoldArticle, digest_gold, read_gold, read_gold_file
from edu_kg.evaluation.verdicts import (
    ENTITIES,
    FACTS,
    ArticleVerdicts,
    Category,
    Counts,
    Evaluation,
    FalseFacts,
    Judgement,
    Verdict,
)

__all__ = [
    "ENTITIES",
    "FACTS",
    "ArticleVerdicts",
    "Category",
    "Counts",
    "Evaluation",
    "FalseFacts",
    "GoldArticle",
    "Judgement",
    "Verdict",
    "digest_gold",
    "evaluate",
    "read_gold",
    "read_gold_file",
]
