"""Texts as literals that every RDF syntax can carry."""

import re

from pyoxigraph import Literal

# Characters no RDF syntax can carry (XML 1.0, section 2.2), and halves of surrogate pairs.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def text_literal(text: str) -> Literal:
    """The text as a literal, without what RDF files cannot carry."""
    return Literal(writable(text))


def writable(text: str) -> str:
    """The text with a replacement character for each that RDF files cannot carry."""
    return _UNWRITABLE.sub("\ufffd", text)
