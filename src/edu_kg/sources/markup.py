"""XML from outside: parsed without entities, document types or the network."""

import gzip
import io
import zlib

from lxml import etree

from edu_kg.errors import UnusableSource

# What the sitemap protocol allows a file to have once it is unpacked.
MAX_XML_BYTES = 52_428_800
_GZIP = b"\x1f\x8b"


def parse_xml(source: str, body: bytes) -> etree._Element:
    """The root element of an XML file, unpacked where it is gzip.

    What a site's generator got slightly wrong is mended; entities a file defines are not read.

    Raises:
        UnusableSource: it is no XML, damaged, or larger than the bound.
    """
    # A parser keeps state and must not be shared between files.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(unpacked(source, body).lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnusableSource(source, f"no XML ({error}); check the address") from error
    if not etree.iselement(root):  # nothing was left to mend
        raise UnusableSource(source, "no XML; check the address")
    return root


def unpacked(source: str, body: bytes) -> bytes:
    """The bytes, or what they hold where they are gzip, within the bound.

    Raises:
        UnusableSource: they are damaged, or more than the bound.
    """
    if body.startswith(_GZIP):
        try:
            with gzip.open(io.BytesIO(body)) as packed:
                body = packed.read(MAX_XML_BYTES + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise UnusableSource(source, f"damaged gzip ({error}); check the address") from error
    if len(body) > MAX_XML_BYTES:
        raise UnusableSource(source, f"unpacks to more than {MAX_XML_BYTES} bytes; leave it out")
    return body


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag: object = element.tag  # a function where it is a comment or an instruction
    return etree.QName(element).localname if isinstance(tag, str) else ""


def child_text(element: etree._Element, *names: str) -> str | None:
    """The text of the first child that has one of the names, in the order of the names."""
    for name in names:
        for child in element:
            if local_name(child) == name and (text := text_of(child)):
                return text
    return None


def text_of(element: etree._Element) -> str:
    """All text in an element, without white space around it."""
    return "".join(map(str, element.itertext())).strip()
