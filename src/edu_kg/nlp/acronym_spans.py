"""A spaCy component that shows which short names a text defines, and for which long ones."""

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from edu_kg.nlp.acronyms import find_definitions
from edu_kg.nlp.spans import Name, pipeline_names

FACTORY = "edu_kg_acronyms"
GROUP = "acronyms"
LONG_FORM = "LONG_FORM"
SHORT_FORM = "SHORT_FORM"


@Language.component(FACTORY, requires=["doc.ents"], assigns=["doc.spans"])
def mark_acronyms(doc: Doc) -> Doc:
    """The doc with the definitions of its text in ``doc.spans["acronyms"]``.

    Each is two spans, LONG_FORM and SHORT_FORM, that share their ``id_``.
    """
    definitions = find_definitions(doc.text, pipeline_names(doc))
    doc.spans[GROUP] = [
        span
        for number, definition in enumerate(definitions, 1)
        for span in (
            _span(doc, definition.full, LONG_FORM, number),
            _span(doc, definition.short, SHORT_FORM, number),
        )
    ]
    return doc


def defined_acronyms(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """The definitions in a doc that was read: long form, short form."""
    group = doc.spans.get(GROUP, ())
    long_forms = {span.id_: span for span in group if span.label_ == LONG_FORM}
    for span in group:
        if span.label_ == SHORT_FORM:
            yield long_forms[span.id_], span


def _span(doc: Doc, name: Name, label: str, number: int) -> Span:
    # A short form may be a part of a token where the text lacks a blank.
    found = doc.char_span(
        name.start, name.end, label=label, span_id=f"acronym-{number}", alignment_mode="expand"
    )
    assert found is not None  # noqa: S101  names lie within the text
    return found
