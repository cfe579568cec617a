"""Main text of a page without a profile: the element that holds it, and what of it is text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from edu_kg.parsing.boilerplate import find_boilerplate, measure_prose
from edu_kg.parsing.labels import is_label, without_closing_labels, without_opening_dates
from edu_kg.parsing.passages import Passage, is_title, read_passages

# An element counts for its paragraphs, and the less the deeper below it they stand.
_FADING = 0.7
_FAINTEST = 0.01
_LONGEST_COUNTED = 1000
_PARTS_OF_TEXT = frozenset(
    {
        "p",
        "li",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dd",
        "dt",
        "dl",
    }
)
_BODY_NAMES = re.compile(
    r"(?:^|[\s_-])(?:(?:article|story|post|entry|news|blog|page|main|node)[_-]{0,2}"
    r"(?:body|content|text|copy)|articlebody|field-name-body|body-copy|rich-?text|entry|prose)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
# How much better than its text says an element does by what it is called.
_MARKED, _NAMED, _ARTICLE, _PART = 1.6, 1.3, 1.15, 0.5
# An element around the best one takes its place where it holds so many times its running text:
# the article stands in sections.
_MANY_SECTIONS = 1.5
_WHOLE = frozenset({"article", "main", "body"})
# A paragraph with less of it outside of links is a list of links, unless it is long.
_UNLINKED_PART = 0.35
_LONG = 200
_SHORT = 30
# Where less is left, what was taken for boilerplate by its names may be the article.
_LEAST_TEXT = 100
# What is meant for browsers without scripts is mostly a notice; so much of it is the article, or
# a page that an element left open has swallowed.
_LEAST_UNSCRIPTED = 400
# How far down the title may stand in the text.
_HEADINGS = 8


@dataclass(frozen=True, slots=True)
class MainText:
    """The element an article stands in, its passages, and what in it is no text."""

    element: HtmlElement
    passages: tuple[Passage, ...]
    boilerplate: frozenset[HtmlElement]

    @property
    def start(self) -> HtmlElement | None:
        """The element of the first running text; None where there is none."""
        return next((each.element for each in self.passages if each.prose), None)

    def read_paragraphs(self, title: str | None = None) -> tuple[str, ...]:
        """The paragraphs below the title."""
        kept = [each for each in _after_title(self.passages, title) if not _is_beside_text(each)]
        while kept and kept[-1].is_heading:
            kept.pop()
        return without_opening_dates(without_closing_labels([each.text for each in kept]))


def find_main_text(root: HtmlElement) -> MainText:
    """The main text of a page; of no paragraphs where the page has no running text."""
    main = _read_main_text(root, find_boilerplate(root))
    if _length_of(main) >= _LEAST_TEXT:
        return main
    main = _read_main_text(root, find_boilerplate(root, doubtful=False))
    if _length_of(main) >= _LEAST_TEXT or root.find(".//noscript") is None:
        return main
    unscripted = _read_main_text(root, find_boilerplate(root, doubtful=False, unscripted=True))
    return unscripted if _length_of(unscripted) >= _LEAST_UNSCRIPTED else main


def _length_of(main: MainText) -> int:
    return sum(map(len, main.read_paragraphs()))


def _read_main_text(root: HtmlElement, boilerplate: frozenset[HtmlElement]) -> MainText:
    passages = read_passages(root, boilerplate)
    element = _find_element(passages, root)
    inside = tuple(each for each in passages if _is_within(each.element, element))
    return MainText(element, inside, boilerplate)


def _find_element(passages: Sequence[Passage], root: HtmlElement) -> HtmlElement:
    """The element that holds the article: the smallest with nearly all of its paragraphs."""
    scores: dict[HtmlElement, float] = {}
    for passage in passages:
        weight = float(min(passage.prose, _LONGEST_COUNTED))
        element: HtmlElement | None = passage.element
        while element is not None and element.tag != "html" and weight > _FAINTEST:
            scores[element] = scores.get(element, 0.0) + weight
            if element.tag not in _PARTS_OF_TEXT:
                weight *= _FADING
            element = element.getparent()
    if not scores:
        return root
    best = max(scores, key=lambda element: scores[element] * _fitness(element))
    return _with_all_sections(best, measure_prose(passages))


def _fitness(element: HtmlElement) -> float:
    if element.tag in _PARTS_OF_TEXT:
        return _PART
    if element.get("itemprop") == "articleBody":
        return _MARKED
    if _BODY_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return _NAMED
    return _ARTICLE if element.tag == "article" else 1.0


def _with_all_sections(best: HtmlElement, prose: dict[HtmlElement, int]) -> HtmlElement:
    element = best
    while element.tag not in _WHOLE and element.get("itemprop") != "articleBody":
        around = element.getparent()
        if around is None or around.tag == "html":
            break
        if prose[around] > _MANY_SECTIONS * prose[best]:
            best = around
        element = around
    return best


def _is_within(element: HtmlElement, outer: HtmlElement) -> bool:
    return element is outer or any(around is outer for around in element.iterancestors())


def _is_beside_text(passage: Passage) -> bool:
    """Whether a passage is a list of links or a label of something that is no text."""
    length, own = len(passage.text), len(passage.unlinked)
    if own < length and own < _UNLINKED_PART * length and (length < _LONG or own < _SHORT):
        return True
    return is_label(passage.text)


def _after_title(passages: Sequence[Passage], title: str | None) -> Sequence[Passage]:
    """The passages without the title and the headings above it."""
    titles = [n for n, each in enumerate(passages[:_HEADINGS]) if is_title(each, title or "")]
    return passages[max(titles, default=-1) + 1 :]
