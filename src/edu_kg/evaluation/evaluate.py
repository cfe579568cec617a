"""Gold articles, read by the pipeline and judged."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from edu_kg.evaluation.gold import GoldArticle
from edu_kg.evaluation.judging import judge_article
from edu_kg.evaluation.verdicts import ArticleVerdicts, Evaluation
from edu_kg.model import Article, Claims


class Unread(Protocol):
    """An article that gave no claims, for whatever reason."""

    @property
    def source(self) -> str:
        """Its address."""


ReadArticles = Callable[[Sequence[Article]], Iterable[Claims | Unread]]


def evaluate(gold: Sequence[GoldArticle], read: ReadArticles) -> Evaluation:
    """The verdicts on what ``read`` makes of the articles: each judged by itself, in memory.

    ``read`` gives one outcome an article, in order (``edu_kg.pipeline.SpacyReader``). An article
    without claims counts with all its facts missed.
    """
    outcomes = read([article.article for article in gold])
    judged, unread = [], []
    for article, outcome in zip(gold, outcomes, strict=True):
        if isinstance(outcome, Claims):
            claims = outcome
        else:
            claims = Claims(article_url=article.article.url)
            unread.append(article.id)
        judged.append(
            ArticleVerdicts(
                id=article.id,
                title=article.article.title,
                judgements=judge_article(article, claims),
            )
        )
    return Evaluation(articles=tuple(judged), unread=tuple(unread))
