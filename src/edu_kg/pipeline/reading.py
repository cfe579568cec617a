"""Articles to claims: the language pipeline run over what is new or changed."""

import functools
import logging
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edu_kg.errors import TextError
from edu_kg.model import Article, Claims, Failure, Skip

if TYPE_CHECKING:
    from edu_kg.nlp import Pipeline

_LOG = logging.getLogger(__name__)
_BATCH = 8

Outcome = Claims | Failure | Skip
ReadArticles = Callable[[Sequence[Article]], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class SpacyReader:
    """Reads articles with a spaCy pipeline, the shipped one where ``model`` is None.

    ``workers`` processes share the articles; how many there are changes no outcome.
    """

    model: str | Path | None = None
    workers: int = 1

    def __call__(self, articles: Sequence[Article]) -> Iterator[Outcome]:
        """The outcome of each article, in order: its claims, or why there are none.

        Raises:
            ModelError: the pipeline cannot be used.
        """
        batches = [articles[at : at + _BATCH] for at in range(0, len(articles), _BATCH)]
        if self.workers == 1 or len(batches) <= 1:
            load = functools.cache(functools.partial(_load, self.model))
            for batch in batches:
                yield from _read_batch(load, batch)
        else:
            yield from self._read_in_processes(batches)

    def _read_in_processes(self, batches: Sequence[Sequence[Article]]) -> Iterator[Outcome]:
        # Spawned, as a forked process may hang in the threads that libraries have started.
        executor = ProcessPoolExecutor(self.workers, multiprocessing.get_context("spawn"))
        try:
            answers = [executor.submit(_read_in_worker, self.model, batch) for batch in batches]
            for batch, answer in zip(batches, answers, strict=True):
                try:
                    yield from answer.result()
                except BrokenProcessPool:
                    yield from map(_lost, batch)
        finally:
            executor.shutdown(cancel_futures=True)


def _load(model: str | Path | None) -> "Pipeline":
    # A run that has nothing to read must not wait a second for spaCy to import.
    from edu_kg.nlp import load_pipeline  # noqa: PLC0415

    return load_pipeline(model)


_load_in_worker = functools.cache(_load)


def _read_in_worker(model: str | Path | None, articles: Sequence[Article]) -> list[Outcome]:
    return _read_batch(functools.partial(_load_in_worker, model), articles)


def _read_batch(load: Callable[[], "Pipeline"], articles: Sequence[Article]) -> list[Outcome]:
    skips = [_skip(article) for article in articles]
    readable = [article for article, skip in zip(articles, skips, strict=True) if skip is None]
    read = iter(_read(load(), readable) if readable else ())
    return [skip or next(read) for skip in skips]


def _skip(article: Article) -> Skip | None:
    from edu_kg.nlp import find_foreign_language  # noqa: PLC0415

    language = find_foreign_language(article.text, article.language)
    return None if language is None else Skip(source=article.url, language=language)


def _read(pipeline: "Pipeline", articles: Sequence[Article]) -> Iterator[Claims | Failure]:
    from edu_kg.extraction import extract_claims  # noqa: PLC0415
    from edu_kg.nlp import read_texts  # noqa: PLC0415

    try:
        docs = [*read_texts(pipeline, (article.text for article in articles), _BATCH)]
    except Exception as error:
        if len(articles) == 1:
            yield _broken(articles[0], error)
            return
        # One of them broke the batch; each is read alone to find out which.
        for article in articles:
            yield from _read(pipeline, [article])
        return
    for article, doc in zip(articles, docs, strict=True):
        try:
            yield extract_claims(article, doc)
        except Exception as error:
            yield _broken(article, error)


def _broken(article: Article, error: Exception) -> Failure:
    """The record of a text that cannot be read, which must not end the run."""
    if isinstance(error, TextError):
        return _failure(article, type(error).__name__, str(error))
    _LOG.error("reading %s failed", article.url, exc_info=error)
    problem = f"the text could not be read: {error}; please report it"
    return _failure(article, type(error).__name__, problem)


def _lost(article: Article) -> Failure:
    problem = "the process that read it ended, perhaps for want of memory; use fewer workers"
    return _failure(article, BrokenProcessPool.__name__, problem)


def _failure(article: Article, reason: str, problem: str) -> Failure:
    return Failure(stage="extraction", source=article.url, reason=reason, message=problem)
