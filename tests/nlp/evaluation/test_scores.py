"""Scores of pipelines whose answers are known."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from edu_kg.errors import UnusableSource
from edu_kg.nlp.evaluation import (
    OPEN,
    GoldDocument,
    GoldMention,
    GoldSyntax,
    GoldTokens,
    Score,
    score_mentions,
    score_syntax,
)

TEXT = "Ada Bello left Hill College for Tavira."
ADA, HILL, TAVIRA = GoldMention(0, 9, "PERSON"), GoldMention(15, 27, "ORG"), (32, 38)


@Language.component("tests_chain_of_words")
def chain_words(doc: Doc) -> Doc:
    """Hang each word on the one before, and start a sentence at every capital."""
    for token in doc:
        token.is_sent_start = token.i == 0 or token.is_title
        token.tag_, token.pos_ = "NN", "NOUN"
    for sentence in list(doc.sents):
        for token in sentence:
            is_root = token.i == sentence.start
            token.head = token if is_root else doc[token.i - 1]
            token.dep_ = "ROOT" if is_root else "dep"
    return doc


def _pipeline(**labels: str) -> Language:
    """A pipeline that finds these words as entities of these labels, and nothing else."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    patterns = [{"label": v, "pattern": k.replace("_", " ")} for k, v in labels.items()]
    ruler.add_patterns(patterns)  # type: ignore[attr-defined]
    return nlp


def _gold(*mentions: GoldMention) -> list[GoldDocument]:
    return [GoldDocument(id="x", text=TEXT, mentions=mentions)]


def test_only_exact_spans_of_the_right_label_are_right() -> None:
    pipeline = _pipeline(Ada_Bello="PERSON", Hill="ORG", Tavira="ORG")
    scores = score_mentions(pipeline, _gold(ADA, HILL, GoldMention(*TAVIRA, "PLACE")))
    assert scores.by_label == {
        "PERSON": Score(right=1),
        "ORG": Score(extra=2, missed=1),
        "PLACE": Score(missed=1),
    }
    assert scores.overall == Score(right=1, extra=2, missed=2)


def test_labels_of_other_pipelines_and_corpora_are_one_label() -> None:
    pipeline = _pipeline(Ada_Bello="PER", Tavira="GPE")
    scores = score_mentions(pipeline, _gold(ADA, GoldMention(*TAVIRA, "PLACE")))
    assert scores.overall == Score(right=2)


def test_labels_that_are_not_scored_cost_and_gain_nothing() -> None:
    pipeline = _pipeline(Ada_Bello="DATE", Tavira="EVENT")
    scores = score_mentions(pipeline, _gold(GoldMention(*TAVIRA, "OTH")))
    assert scores.overall == Score()


def test_what_is_found_where_the_annotators_left_it_open_is_not_counted() -> None:
    pipeline = _pipeline(Ada_Bello="PERSON", Tavira="PLACE")
    scores = score_mentions(pipeline, _gold(GoldMention(4, 9, OPEN), GoldMention(*TAVIRA, "PLACE")))
    assert scores.overall == Score(right=1)


def test_documents_without_gold_mentions_are_passed_over() -> None:
    pipeline = _pipeline(Ada_Bello="PERSON")
    assert score_mentions(pipeline, [GoldDocument(id="x", text=TEXT)]).overall == Score()


def test_gold_tokens_are_kept_where_the_pipeline_would_cut_otherwise() -> None:
    tokens = GoldTokens(words=("Hill-Ada", "left"), spaces=(True, False))
    pipeline = _pipeline(Ada="PERSON")
    gold = tokens.mentions([(0, 1, "ORG")])
    document = GoldDocument(id="x", text=tokens.text, tokens=tokens, mentions=gold)
    assert score_mentions(pipeline, [document]).overall == Score(missed=1)


def test_a_text_longer_than_the_pipeline_reads_is_refused_with_its_name() -> None:
    pipeline = _pipeline()
    pipeline.max_length = 10
    with pytest.raises(UnusableSource, match=r"x: has 39 characters, more than 10"):
        score_mentions(pipeline, _gold())


def test_trees_are_scored_on_gold_sentences_each_alone() -> None:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("tests_chain_of_words")
    tokens = GoldTokens(
        words=("Ships", "wait", "here", "They", "Sail"),
        spaces=(True,) * 5,
        sentences=(0, 3),
    )
    syntax = GoldSyntax(
        tags=("NN", "VB", "RB", "NN", "NN"),
        upos=("NOUN", "VERB", "ADV", "PRON", "NOUN"),
        # Heads are right in "Ships", "wait", "here", "They"; labels in "Ships", "wait" and "They".
        heads=(0, 0, 1, 3, 4),
        deps=("root", "dep", "advmod", "root", "conj"),
    )
    document = GoldDocument(id="x", text=tokens.text, tokens=tokens, syntax=syntax)
    scores = score_syntax(pipeline, [document])
    assert scores.tokens == 5
    assert (scores.tag, scores.upos) == (0.6, 0.4)
    assert (scores.uas, scores.las) == (1.0, 0.6)
    # It starts one more sentence, at "Sail": one of two is right, and two of three are wrong.
    assert scores.sentences == Score(right=1, extra=2, missed=1)


def test_shares_of_nothing_are_nought() -> None:
    score = Score()
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)
    assert score_syntax(spacy.blank("en"), []).las == 0.0


def test_precision_recall_and_f1_are_those_of_the_counts() -> None:
    score = Score(right=6, extra=2, missed=4)
    assert (score.precision, score.recall) == (0.75, 0.6)
    assert score.f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))
