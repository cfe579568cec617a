"""Pages that show what a pipeline saw."""

import re
from html.parser import HTMLParser

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from edu_kg.nlp.inspection import DisplayedText, render_annotations

SHOWN = DisplayedText(title="Title", address="http://a.example/1", model="mine 1.0")


class Tags(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def hostile() -> Doc:
    """A doc in which words, labels, tags and span groups are all markup."""
    markup = "<script>alert(1)</script>"
    doc = Doc(
        spacy.blank("en").vocab,
        words=[markup, "&amp;", "</style><b>"],
        tags=[markup] * 3,
        deps=["ROOT", markup, markup],
        heads=[0, 0, 0],
    )
    doc.set_ents([Span(doc, 0, 2, label=markup)])
    doc.spans[markup] = [Span(doc, 1, 3, label=markup)]
    return doc


def test_nothing_of_text_labels_or_title_becomes_markup(hostile: Doc) -> None:
    markup = "<script>alert('title')</script>"
    shown = DisplayedText(title=markup, address='"><script>', model="<b>")
    page = Tags(render_annotations(hostile, shown))
    assert "script" not in page.tags
    assert "b" not in page.tags
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert markup in page.text
    assert page.text.count("<script>alert(1)</script>") >= 8


def test_the_page_loads_nothing_and_forbids_it_too(pipeline: Language) -> None:
    doc = pipeline("Ada Bello signed for Hill College.")
    page = Tags(render_annotations(doc, SHOWN))
    links = [v for name, v in page.attributes if name in {"src", "href", "action", "data"}]
    assert links == []
    assert all((v or "").startswith("#") for name, v in page.attributes if "href" in name)
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in page.attributes


def test_entities_and_a_tree_for_every_sentence_are_shown(pipeline: Language) -> None:
    doc = pipeline("Ada Bello signed for Hill College.\n\nShe left. It rained.")
    page = render_annotations(doc, SHOWN)
    assert page.count("<details>") == page.count("<svg") == len(list(doc.sents)) == 3
    assert re.search(r"<mark[^>]*>\s*Ada Bello\s*<span[^>]*>PERSON", page)
    assert page.count(">nsubj<") == 3
    assert "http://a.example/1 – read with mine 1.0: 13 words, 3 sentences, 2 entities" in page


def test_span_groups_are_shown_under_their_names(pipeline: Language) -> None:
    doc = pipeline("It rained.")
    assert "Spans:" not in render_annotations(doc, SHOWN)
    doc.spans["weather"] = [Span(doc, 1, 2, label="RAIN")]
    page = render_annotations(doc, SHOWN)
    assert "<h2>Spans: weather</h2>" in page
    assert "RAIN" in page


def test_the_acronyms_the_pipeline_found_are_shown(pipeline: Language) -> None:
    page = render_annotations(pipeline("Hill College (HC) opened."), SHOWN)
    assert "<h2>Spans: acronyms</h2>" in page
    assert "SHORT_FORM" in page


def test_the_same_doc_gives_the_same_page(pipeline: Language) -> None:
    doc = pipeline("Ada Bello signed. She left.")
    assert render_annotations(doc, SHOWN) == render_annotations(doc, SHOWN)


def test_an_empty_text_gives_a_page(pipeline: Language) -> None:
    assert "0 words, 0 sentences, 0 entities" in render_annotations(pipeline(""), SHOWN)
