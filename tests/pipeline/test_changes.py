"""Silent edits, told as facts that came, went and changed."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pipeline.loopback import TEXT, Told, Web, page
from pipeline.runs import gather, gathering

from edu_kg.model import Article, Claims, Failure
from edu_kg.pipeline.changes import Edit, Statement, find_edits
from edu_kg.sources import Address

FIRST = (
    "Ada Bello, rector of Hill University, signed a contract with Dale University on 1 March 2021 "
    "on behalf of Hill University. Dale University will send three lecturers in autumn."
)


def captured(web: Web, output: Path, *bodies: bytes) -> None:
    """The page of one address taken in as often as there are bodies."""
    for body in bodies:
        web.pages["/9"] = Told(body)
        with gathering(output, named=[web.address]) as run:
            gather(run, [Address(url=f"{web.address}/9")])


def nothing_stated(articles: Sequence[Article]) -> Iterator[Claims | Failure]:
    """A reader that finds no fact, so that no language pipeline is needed."""
    yield from (Claims(article_url=article.url) for article in articles)


def edits(output: Path) -> list[Edit]:
    return list(find_edits(output, read=nothing_stated))


def test_a_page_that_says_the_same_was_not_edited(web: Web, tmp_path: Path) -> None:
    around = page().replace(b"</main>", b"</main><aside>7 visitors today</aside>")
    captured(web, tmp_path, page(), around)
    assert edits(tmp_path) == []


def test_a_title_that_was_edited_changed(web: Web, tmp_path: Path) -> None:
    captured(web, tmp_path, page(), page(title="Two Colleges Sign Treaty"))
    (edit,) = edits(tmp_path)
    assert edit.changed == (
        (Statement("title", "Two Colleges Sign"), Statement("title", "Two Colleges Sign Treaty")),
    )
    assert edit.before is not None
    assert edit.after is not None
    assert edit.before < edit.after


def test_text_without_facts_that_was_edited_is_an_edit_without_statements(
    web: Web, tmp_path: Path
) -> None:
    captured(web, tmp_path, page(), page(TEXT + " It rained."))
    (edit,) = edits(tmp_path)
    assert (edit.came, edit.went, edit.changed) == ((), (), ())


def test_each_edit_is_told_in_turn(web: Web, tmp_path: Path) -> None:
    captured(web, tmp_path, *(page(title=f"Two Colleges Sign {n}") for n in (1, 2, 3)))
    assert [edit.changed[0][1].words[-1] for edit in edits(tmp_path)] == ["2", "3"]


def test_a_page_that_became_a_notice_leaves_its_history_readable(web: Web, tmp_path: Path) -> None:
    captured(web, tmp_path, page(), b"<html><p>Gone.</p></html>", page(title="Two Colleges Sign X"))
    assert len(edits(tmp_path)) == 1


def test_an_output_without_captures_has_no_edits(tmp_path: Path) -> None:
    assert edits(tmp_path) == []


@pytest.mark.slow
def test_facts_that_came_went_and_changed_are_told_apart(web: Web, tmp_path: Path) -> None:
    second = FIRST.replace("1 March", "2 March").replace("Ada Bello", "Musa Okoro")
    captured(web, tmp_path, page(FIRST), page(second))
    (edit,) = find_edits(tmp_path)
    told = [each.words for each in (*edit.came, *(new for _, new in edit.changed))]
    untold = [each.words for each in (*edit.went, *(old for old, _ in edit.changed))]
    assert any("Musa Okoro" in words for words in told)
    assert any("Ada Bello" in words for words in untold)
    assert any("2021-03-02" in words for words in told)
    assert not any("Musa Okoro" in words for words in untold)
