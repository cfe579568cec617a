"""Treebanks with their mentions, read from small made files."""

from __future__ import annotations

import lzma
from pathlib import Path

from training.documents import UNKNOWN, Entity
from training.treebanks import morph, read_gum, read_treebank


def _row(number: int, word: str, tag: str, head: int, dep: str, misc: str = "_") -> str:
    upos = "PROPN" if tag.startswith("NNP") else "X"
    return f"{number}\t{word}\t_\t{upos}\t{tag}\t_\t{head}\t{dep}\t_\t{misc}"


SENTENCES = (
    ("Brandvik", "left", "Ostby", "in", "2019"),
    ("Nobody", "stayed"),
)


def _conllu() -> str:
    lines = ["# newdoc id = reeds"]
    for words in SENTENCES:
        lines += [_row(n, w, "NN", 0 if n == 1 else 1, "dep") for n, w in enumerate(words, 1)]
        lines.append("")
    return "\n".join(lines)


LAYER = """# id
1\tBrandvik\tB-PER
2\tleft\tO
3\tOstby\tB-LOC
4\tin\tO
5\t2019\tO
"""


def test_mentions_of_the_layer_and_dates_stand_on_the_treebanks_tokens(tmp_path: Path) -> None:
    (tmp_path / "t.conllu.xz").write_bytes(lzma.compress(_conllu().encode()))
    (tmp_path / "t.iob2").write_text(LAYER, encoding="utf-8")
    (document,) = read_treebank(tmp_path / "t.conllu.xz", tmp_path / "t.iob2")
    assert document.entities == (
        Entity(0, 1, "PERSON"),
        Entity(2, 3, "PLACE"),
        Entity(4, 5, "DATE"),
        Entity(5, 7, UNKNOWN),
    )


def test_a_treebank_without_layer_says_nothing_of_mentions(tmp_path: Path) -> None:
    (tmp_path / "t.conllu").write_text(_conllu(), encoding="utf-8")
    (document,) = read_treebank(tmp_path / "t.conllu", None)
    assert document.entities is None


def test_unrelated_sentences_can_become_documents_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "t.conllu").write_text(_conllu(), encoding="utf-8")
    documents = list(read_treebank(tmp_path / "t.conllu", None, max_sentences=1))
    assert [d.id for d in documents] == ["reeds-0", "reeds-1"]


def test_gums_phrases_are_cut_down_to_the_names_in_them(tmp_path: Path) -> None:
    rows = [
        "# newdoc id = GUM_news_reeds",
        _row(1, "Mayor", "NNP", 2, "compound", "Entity=(1-person-new-cf1-1-2,3-sgl"),
        _row(2, "Ulla", "NNP", 4, "nsubj"),
        _row(3, "Brandvik", "NNP", 2, "flat", "Entity=1)"),
        _row(4, "saw", "VBD", 0, "root"),
        _row(5, "the", "DT", 6, "det", "Entity=(2-place-new-cf2-2-2-sgl"),
        _row(6, "river", "NN", 4, "obj", "Entity=2)"),
        _row(7, "in", "IN", 8, "case"),
        _row(8, "Ostby", "NNP", 4, "obl", "Entity=(3-place-new-cf3-3-1-sgl)"),
        "",
    ]
    (tmp_path / "g.conllu").write_text("\n".join(rows), encoding="utf-8")
    (document,) = read_gum(tmp_path / "g.conllu")
    assert document.scheme == "gum"
    assert document.entities == (Entity(1, 3, "PERSON"), Entity(7, 8, "PLACE"))


TWO_SENTENCES = """# newdoc id = reeds
# newpar
1\tDo\tdo\tAUX\tVB\tMood=Imp|Style=Coll\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\tMood=Imp\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

1\tReeds\treed\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tgrow\tgrow\tVERB\tVBP\t_\t0\troot\t_\tSpaceAfter=No
"""


def test_heads_sentences_and_mentions_are_counted_over_the_document(tmp_path: Path) -> None:
    (tmp_path / "t.conllu").write_text(TWO_SENTENCES, encoding="utf-8")
    (tmp_path / "t.iob2").write_text("1\tReeds\tB-ORG\n2\tgrow\tO\n", encoding="utf-8")
    (document,) = read_treebank(tmp_path / "t.conllu", tmp_path / "t.iob2")
    assert document.words == ("Do", "n't", "go", ".", "Reeds", "grow")
    assert document.sentences == (0, 4)
    assert document.spaces[-1]
    assert document.entities == (Entity(0, 4, UNKNOWN), Entity(4, 5, "ORG"))
    assert document.syntax is not None
    assert document.syntax.heads == (2, 2, 2, 2, 5, 5)
    assert document.syntax.deps[2] == "ROOT"
    assert document.paragraphs == (0,)


def test_house_keeping_features_are_dropped() -> None:
    row = ("1", "Do", "do", "AUX", "VB", "Mood=Imp|Style=Coll", "3", "aux", "_", "_")
    assert morph(row) == "POS=AUX|Mood=Imp"
