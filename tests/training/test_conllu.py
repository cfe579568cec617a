"""CoNLL-U read into documents."""

from __future__ import annotations

from training.conllu import group_documents, morph, parse_conllu, to_syntax_document
from training.documents import Entity

TEXT = """# newdoc id = reeds
# newpar
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVB\tMood=Imp|Style=Coll\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
3\tgo\tgo\tVERB\tVB\tMood=Imp\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

# text = Reeds grow
1\tReeds\treed\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
1.1\tquietly\t_\t_\t_\t_\t_\t_\t_\t_
2\tgrow\tgrow\tVERB\tVBP\t_\t0\troot\t_\tSpaceAfter=No

# newdoc id = banks
1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_
"""


def test_parts_of_a_written_word_are_glued_and_empty_nodes_left_out() -> None:
    first, second, _ = parse_conllu(TEXT)
    assert [row[1] for row in first.rows] == ["Do", "n't", "go", "."]
    assert first.spaces == (False, True, False, True)
    assert [row[1] for row in second.rows] == ["Reeds", "grow"]


def test_sentences_are_grouped_by_document() -> None:
    groups = [(name, len(sentences)) for name, sentences in group_documents(parse_conllu(TEXT))]
    assert groups == [("reeds", 2), ("banks", 1)]


def test_heads_sentences_and_mentions_are_counted_over_the_document() -> None:
    _, sentences = next(group_documents(parse_conllu(TEXT)))
    document = to_syntax_document("reeds", sentences, [[], [Entity(0, 1, "ORG")]], "uner")
    assert document.words == ("Do", "n't", "go", ".", "Reeds", "grow")
    assert document.sentences == (0, 4)
    assert document.spaces[-1]
    assert document.entities == (Entity(4, 5, "ORG"),)
    assert document.syntax is not None
    assert document.syntax.heads == (2, 2, 2, 2, 5, 5)
    assert document.syntax.deps[2] == "ROOT"
    assert document.paragraphs == (0,)


def test_house_keeping_features_are_dropped() -> None:
    first = next(parse_conllu(TEXT))
    assert morph(first.rows[0]) == "POS=AUX|Mood=Imp"
