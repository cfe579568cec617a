"""How good a pipeline is: gold files read, its annotations scored, its speed measured.

A folder of its own, so that a change here does not make articles be read again.
"""

from edu_kg.nlp.evaluation.files import read_gold
from edu_kg.nlp.evaluation.gold import OPEN, GoldDocument, GoldMention, GoldSyntax, GoldTokens
from edu_kg.nlp.evaluation.measures import Evaluation, evaluate, measure_speed
from edu_kg.nlp.evaluation.mentions import find_mentions
from edu_kg.nlp.evaluation.scores import (
    MENTION_LABELS,
    MentionScores,
    Score,
    SyntaxScores,
    score_mentions,
    score_syntax,
)

__all__ = [
    "MENTION_LABELS",
    "OPEN",
    "Evaluation",
    "GoldDocument",
    "GoldMention",
    "GoldSyntax",
    "GoldTokens",
    "MentionScores",
    "Score",
    "SyntaxScores",
    "evaluate",
    "find_mentions",
    "measure_speed",
    "read_gold",
    "score_mentions",
    "score_syntax",
]
