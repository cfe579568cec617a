"""Articles to claims: the language pipeline run over what is new or changed."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from edu_kg.model import Article, Claims, Failure

_LOG = logging.getLogger(__name__)
_BATCH = 16

ReadArticles = Callable[[Sequence[Article]], Iterator[Claims | Failure]]


@dataclass(frozen=True, slots=True)
class SpacyReader:
    """Reads articles with a spaCy pipeline, the shipped one where ``model`` is None."""

    model: str | Path | None = None

    def __call__(self, articles: Sequence[Article]) -> Iterator[Claims | Failure]:
        """The claims of each article, in order; a failure for one that could not be read.

        Raises:
            ModelError: the pipeline cannot be used.
        """
        if not articles:
            return
        # A run that has nothing to read must not wait a second for spaCy to import.
        from edu_kg.extraction import extract_claims  # noqa: PLC0415
        from edu_kg.nlp import load_pipeline, read_texts  # noqa: PLC0415

        pipeline = load_pipeline(self.model)
        docs = read_texts(pipeline, (article.text for article in articles), batch_size=_BATCH)
        for article, doc in zip(articles, docs, strict=True):
            try:
                yield extract_claims(article, doc)
            except Exception as error:
                # The outer edge of reading: one text that breaks a rule must not end the run.
                _LOG.exception("reading %s failed", article.url)
                yield Failure(
                    stage="extraction",
                    source=article.url,
                    reason=type(error).__name__,
                    message=f"the text could not be read: {error}; please report it",
                )
