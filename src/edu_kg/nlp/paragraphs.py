"""A spaCy component that lets no sentence run over a paragraph break."""

from spacy.language import Language
from spacy.tokens import Doc

FACTORY = "edu_kg_paragraphs"


@Language.component(FACTORY, assigns=["token.is_sent_start"])
def break_at_paragraphs(doc: Doc) -> Doc:
    """The doc with a sentence start after every blank line; the parser keeps those."""
    broken = False
    for token in doc:
        if token.is_space:
            broken = broken or "\n" in token.text
        elif broken:
            token.is_sent_start = True
            broken = False
    return doc
