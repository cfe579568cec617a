"""What a pipeline saw in a text, as one HTML page: entities, spans and trees, by displaCy."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from spacy.displacy.render import DependencyRenderer, EntityRenderer, SpanRenderer
from spacy.tokens import Doc, Span

_COLOURS = {"PERSON": "#f4a99a", "ORG": "#9fc3ea", "PLACE": "#b5d99c", "DATE": "#e6d79a"}
# Nothing is loaded and nothing is run, whatever stands in the text.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
body { font: 16px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
.about { color: #555 }
.entities .entities { line-height: 2.4 !important }
.spans { white-space: pre-line }
details { border-top: 1px solid #ddd; padding: .4rem 0 }
summary { cursor: pointer }
.tree { overflow-x: auto }
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayedText:
    """What stands over the text on its page: its title, where it is from, and who read it."""

    title: str
    address: str
    model: str


def render_annotations(doc: Doc, shown: DisplayedText) -> str:
    """Give a self-contained HTML page of an annotated doc; the same doc gives the same page."""
    sentences = list(doc.sents)
    title = escape(shown.title)
    about = f"{escape(shown.address)} – read with {escape(shown.model)}: {_counts(doc)}"
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(doc.lang_)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f'<h1>{title}</h1><p class="about">{about}</p>',
        f'<h2>Entities</h2><section class="entities">{_entities(doc)}</section>',
        *_span_groups(doc),
        "<h2>Sentences and their trees</h2>",
        *(_tree(sentence, number) for number, sentence in enumerate(sentences, 1)),
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def _counts(doc: Doc) -> str:
    words = sum(not token.is_space for token in doc)
    return f"{words} words, {len(list(doc.sents))} sentences, {len(doc.ents)} entities"


def _entities(doc: Doc) -> str:
    # displaCy escapes the text, but trusts labels; a foreign pipeline may have any.
    entities = [
        {"start": entity.start_char, "end": entity.end_char, "label": escape(entity.label_)}
        for entity in doc.ents
    ]
    return EntityRenderer({"colors": _COLOURS}).render_ents(doc.text, entities, None)


def _span_groups(doc: Doc) -> Iterator[str]:
    for key, group in sorted(doc.spans.items()):
        spans = [
            {"start_token": span.start, "end_token": span.end, "label": escape(span.label_)}
            for span in group
        ]
        if spans:
            words = [token.text for token in doc]
            drawn = SpanRenderer({"colors": _COLOURS}).render_spans(words, spans, None)
            yield f'<h2>Spans: {escape(key)}</h2><section class="spans">{drawn}</section>'


def _tree(sentence: Span, number: int) -> str:
    """The sentence, and under it its tree; the blank line after it is left out."""
    end = sentence.end
    while end > sentence.start and sentence.doc[end - 1].is_space:
        end -= 1
    tokens = list(sentence.doc[sentence.start : end])
    words = [
        {"text": token.text, "tag": escape(f"{token.pos_} {token.tag_}".strip()), "lemma": None}
        for token in tokens
    ]
    arcs = [
        {
            "start": min(token.i, token.head.i) - sentence.start,
            "end": max(token.i, token.head.i) - sentence.start,
            "label": escape(token.dep_),
            "dir": "left" if token.i < token.head.i else "right",
        }
        for token in tokens
        if token.head.i != token.i and sentence.start <= token.head.i < end
    ]
    drawn = DependencyRenderer({"compact": True}).render_svg(f"tree-{number}", words, arcs)
    text = escape(" ".join(sentence.text.split()))
    return f'<details><summary>{number}. {text}</summary><div class="tree">{drawn}</div></details>'
