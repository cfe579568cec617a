"""The bars a pipeline has to reach, measured by one command."""

import lzma
import os
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from command_line import REPOSITORY
from spacy.language import Language
from spacy.tokens import Doc, Span

from edu_kg.nlp.evaluation import GoldDocument, GoldMention
from training.bars import Bar, as_places, count_differing

GOLD = REPOSITORY / "tests" / "nlp" / "gold"


class Moody:
    """A component that finds a name in every second text it is given."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, doc: Doc) -> Doc:
        self.count += 1
        if self.count % 2:
            doc.set_ents([Span(doc, 0, 1, label="ORG")])
        return doc


@Language.factory("tests_moody")
def make_moody(nlp: Language, name: str) -> Moody:
    return Moody()


def test_a_bar_is_reached_at_its_bound_and_a_ceiling_below_it() -> None:
    assert Bar(name="F1", measured=0.94, bound=0.94).is_passed
    assert not Bar(name="F1", measured=0.9399, bound=0.94).is_passed
    assert Bar(name="MB", measured=60, bound=60, is_ceiling=True).is_passed
    assert not Bar(name="MB", measured=60.1, bound=60, is_ceiling=True).is_passed


def test_what_is_only_compared_is_never_missed() -> None:
    assert Bar(name="F1", measured=0.1, bound=None).is_passed


def test_a_town_that_acts_is_a_place_where_it_is_called_one_elsewhere() -> None:
    def document(text: str, *labels: str) -> GoldDocument:
        name = text.split(maxsplit=1)[0]
        mentions = [GoldMention(start=0, end=len(name), label=label) for label in labels]
        return GoldDocument(id=text, text=text, mentions=tuple(mentions))

    given = [
        document("Bergen is rainy.", "PLACE"),
        document("Bergen said no.", "ORG"),
        document("Velkbank said yes.", "ORG"),
    ]
    labels = [mention.label for each in as_places(given) for mention in each.mentions or ()]
    assert labels == ["PLACE", "PLACE", "ORG"]


def test_texts_that_are_read_differently_are_counted() -> None:
    nlp = spacy.blank("en")
    assert count_differing(nlp, ["One.", "Two.", "Three."]) == 0
    nlp.add_pipe("tests_moody")
    assert count_differing(nlp, ["One.", "Two.", "Three."]) == 3


@pytest.mark.slow
def test_the_command_shows_every_bar_and_fails_where_one_is_missed(tmp_path: Path) -> None:
    treebank = (GOLD / "harbour.conllu").read_bytes()
    # A name nobody could find: the bar of persons is missed.
    layer = (GOLD / "harbour.iob2").read_bytes()
    corpus, released = tmp_path / "corpus", tmp_path / "released"
    ud, ner = tmp_path / "data" / "ud", tmp_path / "data" / "ner"
    for folder in (corpus, released, ud, ner):
        folder.mkdir(parents=True)
    article = (GOLD / "harbour.json").read_text(encoding="utf-8")
    article = article.replace('"harbour"', '"harbour-010"').replace('["Fenwick"]', '["opens"]')
    (corpus / "harbour-010.json").write_text(article, encoding="utf-8")
    for name in ("en_ewt-ud-test", "en_pud-ud-test"):
        (ud / f"{name}.conllu.xz").write_bytes(lzma.compress(treebank))
    gum = treebank.replace(b"harbour-1", b"GUM_news_harbour")
    (ud / "en_gum-cc-by.conllu.xz").write_bytes(lzma.compress(gum))
    for part in ("dev", "test"):
        (ud / f"gum-files.{part}").write_text("GUM_news_harbour\n", encoding="utf-8")
    for name in ("en_ewt", "en_pud"):
        (ner / f"uner-{name}-test.iob2.xz").write_bytes(lzma.compress(layer))
    (released / "en_ewt-ud-test.iob2").write_bytes(layer)
    data, gold = ("--data", tmp_path / "data"), ("--corpus", corpus, "--dev", corpus)
    folders = (*data, "--released", released, *gold)
    ran = subprocess.run(
        [sys.executable, "-m", "training.bars", *map(str, folders), "--seconds", "0"],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "120"},
    )
    assert ran.returncode == 1, ran.stderr
    for told in (
        "persons",
        "UNER English-PUD",
        "first commit",
        "GUM news",
        "a second, small",
        "differently",
    ):
        assert told in ran.stdout
    assert ran.stdout.count("missed") >= 2
    assert ran.stdout.count("passed") >= 5
