"""A spaCy component that shows the titles a text says: "Vice Minister of Education", "dean"."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from edu_kg.nlp.spans import KIND_OF_LABEL
from edu_kg.nlp.title_words import (
    DETERMINERS,
    NOMINAL,
    TIMES,
    TOPICAL,
    Part,
    after_cut_word,
    find_tail,
    goes_on,
    is_head,
    part_before,
)
from edu_kg.nlp.titles import TitleWords, load_title_words

FACTORY = "edu_kg_titles"
GROUP = "titles"
TITLE = "TITLE"


@Language.component(
    FACTORY, requires=["doc.ents", "token.pos", "token.is_sent_start"], assigns=["doc.spans"]
)
def mark_titles(doc: Doc) -> Doc:
    """The doc with its titles in ``doc.spans["titles"]``: no articles, no names of bodies."""
    doc.spans[GROUP] = list(_titles(doc, load_title_words()))
    return doc


def _titles(doc: Doc, words: TitleWords) -> Iterator[Span]:
    reached = 0
    for token in doc:
        if token.i < reached or not is_head(token, words, _is_named):
            continue
        start, is_occasion = _first_word(token, words, reached)
        tail = find_tail(token, words, _is_named)
        last = _topic_end(doc, words, tail + 1) or tail
        reached = last + 1
        if not is_occasion:
            yield Span(doc, start, last + 1, label=TITLE)


def _is_named(token: Token) -> bool:
    return token.ent_type_ in KIND_OF_LABEL


def _first_word(head: Token, words: TitleWords, reached: int) -> tuple[int, bool]:
    """Where the title begins, and whether it is that of an occasion, "the directors' meeting"."""
    doc = head.doc
    start = first = head.i
    taken, has_body, is_occasion = 0, False, False
    while start > reached and not _is_named(doc[start - 1]):
        part = part_before(doc[start], words, taken=taken, has_body=has_body)
        if part is Part.NONE:
            break
        start -= 1
        if part is Part.TITLE:
            first, taken = start, taken + 1
        has_body = has_body or part is Part.BODY
        is_occasion = is_occasion or part is Part.OCCASION
    return after_cut_word(doc, first, head.i), is_occasion


def _topic_end(doc: Doc, words: TitleWords, at: int) -> int | None:
    """The last word of what the office is about, "of Foreign Affairs", where that follows."""
    if at + 1 >= len(doc) or doc[at].lower_ not in TOPICAL:
        return None
    start = end = at + 1 + (doc[at + 1].lower_ in DETERMINERS)
    while end < len(doc) and not _is_named(doc[end]):
        if not goes_on(doc[start:end], doc[end], words, _is_named):
            break
        end += 1
    while end > start and doc[end - 1].pos_ not in NOMINAL:
        end -= 1
    topic = doc[start:end]
    if not len(topic) or TIMES.search(topic.text) or (end < len(doc) and _is_named(doc[end])):
        return None
    noun = topic[-1].lower_
    is_body = noun in words.bodies or noun in words.unnamed
    return None if is_body or noun in words.occasions else end - 1
