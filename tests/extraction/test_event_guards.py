"""What is no event whatever the network thinks."""

import pytest
from spacy.language import Language

from edu_kg.extraction.learned.guards import is_ahead, is_birth, is_denied


@pytest.mark.parametrize(
    ("text", "words", "denied", "ahead", "birth"),
    [
        ("Ada Bello signed the agreement.", "signed", False, False, False),
        ("Ada Bello has not signed the agreement.", "signed", True, False, False),
        ("No agreement was signed.", "signed", True, False, False),
        ("The two would have signed an agreement.", "signed", True, False, False),
        ("The two were to sign an agreement.", "sign", True, False, False),
        ("Ada Bello was to have been received by Bo Wen.", "received", True, False, False),
        ("Ada Bello hoped to sign the agreement.", "sign", True, False, False),
        ("Bo Wen had been unable to visit them.", "visit", True, False, False),
        ("They had been asked to sign it.", "sign", True, False, False),
        ("His first act was to sign the agreement.", "sign", False, False, False),
        ("Ada Bello is due to visit them on 1 May.", "visit", False, False, False),
        ("Ada Bello was due to visit them on 1 May.", "visit", True, False, False),
        ("The two met to sign an agreement.", "sign", False, False, False),
        ("The two will sign an agreement.", "sign", False, True, False),
        ("Ada Bello was born in March 1959 in Lakeside.", "was born", False, False, True),
    ],
)
def test_what_is_said_beside_an_event_tells_whether_it_is_one(
    pipeline: Language, text: str, words: str, denied: bool, ahead: bool, birth: bool
) -> None:
    doc = pipeline(text)
    start = text.index(words)
    span = doc.char_span(start, start + len(words))
    assert span is not None
    bounds = doc, span.start, span.end
    assert (is_denied(*bounds), is_ahead(*bounds), is_birth(*bounds)) == (denied, ahead, birth)
