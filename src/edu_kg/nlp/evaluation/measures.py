"""A pipeline measured on gold documents: all scores they allow, and its speed."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

from spacy.language import Language
from spacy.tokens import Doc

from edu_kg.nlp.evaluation.gold import GoldDocument
from edu_kg.nlp.evaluation.scores import (
    MentionScores,
    SyntaxScores,
    make_doc,
    score_mentions,
    score_syntax,
)
from edu_kg.nlp.pipelines import read_texts

_TEXTS_A_ROUND = 64
_WARMING_TEXTS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What was measured on some gold documents; None for what they say nothing of.

    Words are tokens that are not white space, here and in the speed.
    """

    documents: int
    words: int
    words_per_second: float
    mentions: MentionScores | None
    syntax: SyntaxScores | None


def evaluate(
    pipeline: Language, documents: Sequence[GoldDocument], seconds: float = 5.0
) -> Evaluation:
    """Give all scores the documents allow, and the speed, measured for that many seconds.

    Raises:
        UnusableSource: a text is longer than the pipeline reads.
    """
    has_mentions = any(document.mentions is not None for document in documents)
    has_syntax = any(document.syntax is not None for document in documents)
    words = sum(_count_words(make_doc(pipeline, document)) for document in documents)
    return Evaluation(
        documents=len(documents),
        words=words,
        words_per_second=measure_speed(pipeline, [d.text for d in documents], seconds),
        mentions=score_mentions(pipeline, documents) if has_mentions else None,
        syntax=score_syntax(pipeline, documents) if has_syntax else None,
    )


def measure_speed(pipeline: Language, texts: Sequence[str], seconds: float = 5.0) -> float:
    """Give the words a second of processor time that the whole pipeline reads of raw texts.

    The texts are read again and again until the seconds have passed. Processor time adds up over
    threads, so more of them gain nothing here.
    """
    rounds = [texts[n : n + _TEXTS_A_ROUND] for n in range(0, len(texts), _TEXTS_A_ROUND)]
    if not rounds:
        return 0.0
    for _ in read_texts(pipeline, texts[:_WARMING_TEXTS]):
        pass  # what is loaded at the first text only
    words = 0
    spent = 0.0
    began = time.process_time()
    for texts_of_round in cycle(rounds):
        for doc in read_texts(pipeline, texts_of_round):
            words += _count_words(doc)
        spent = time.process_time() - began
        if spent >= seconds:
            break
    return words / spent if spent else 0.0


def _count_words(doc: Doc) -> int:
    return sum(not token.is_space for token in doc)
