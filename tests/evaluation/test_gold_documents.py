"""Gold files of any kind, as what a pipeline is scored on."""

from pathlib import Path

import pytest

from edu_kg.errors import SourceNotFound, UnusableSource
from edu_kg.evaluation import read_gold_file
from edu_kg.evaluation.documents import read_gold_documents, to_gold_document

GOLD = Path(__file__).resolve().parents[1] / "nlp" / "gold"


def test_every_name_and_alias_of_the_text_is_a_mention() -> None:
    document = to_gold_document(read_gold_file(GOLD / "harbour.json"))
    named = [(document.text[m.start : m.end], m.label) for m in document.mentions or ()]
    assert named == [
        ("Orla Fenwick", "PERSON"),
        ("Harbour College", "ORG"),
        ("Linden University", "ORG"),
        ("LU", "ORG"),
        ("Tavira", "PLACE"),
        ("Fenwick", "PERSON"),
        ("LU", "ORG"),
    ]


def test_a_folder_gives_its_articles_in_the_order_of_their_names(tmp_path: Path) -> None:
    article = (GOLD / "harbour.json").read_text("utf-8")
    for name in ("b", "a"):
        (tmp_path / f"{name}.json").write_text(article.replace('"harbour"', f'"{name}"'), "utf-8")
    (tmp_path / "notes.txt").write_text("not gold", "utf-8")
    assert [document.id for document in read_gold_documents(tmp_path)] == ["a", "b"]


def test_an_article_a_treebank_and_tagged_words_are_told_apart_by_their_endings() -> None:
    article, treebank, tagged = (
        read_gold_documents(GOLD / f"harbour.{ending}")[0] for ending in ("json", "conllu", "iob2")
    )
    assert (article.tokens, article.syntax) == (None, None)
    assert (treebank.mentions, tagged.syntax) == (None, None)
    assert treebank.syntax is not None
    assert tagged.mentions is not None


def test_what_is_not_there_and_a_folder_without_articles_are_refused(tmp_path: Path) -> None:
    for name in ("nowhere.json", "nowhere.conllu", "nowhere"):
        with pytest.raises(SourceNotFound, match="check the path"):
            read_gold_documents(tmp_path / name)
    with pytest.raises(UnusableSource, match="give the path of a gold file"):
        read_gold_documents(Path("long" * 100))
    with pytest.raises(UnusableSource, match="no gold article"):
        read_gold_documents(tmp_path)
