"""Bytes of a page to characters."""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

# Labels of https://encoding.spec.whatwg.org/#names-and-labels that mean another encoding than
# their name says, in Python's names: browsers read them so, and pages are written for browsers.
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
# The encodings a page may declare. Python knows more, some of which are no text (rot13) or are
# dangerous (utf-7); a page that names those is read as if it named none.
_DECLARABLE = frozenset(
    {
        *_WIDER.values(),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        *(f"cp{number}" for number in (866, 1250, 1251, 1253, 1255, 1256, 1257, 1258)),
        *("utf-8", "koi8-r", "koi8-u", "mac-roman", "euc_jp"),
    }
)
_ALIASES = {"x-gbk": "gbk", "gb_2312-80": "gb2312", "x-sjis": "shift_jis", "big5-hkscs": "big5"}
_HTTP_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096
_MARKUP = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_NOT_ASCII = re.compile(rb"[^\n]{0,80}[\x80-\xff][^\n]*")
_SAMPLE_BYTES = 60_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Of the characters, how many may be unreadable before a declaration is not believed.
_BELIEVED_LOSS = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The characters of a page, and how its encoding was known."""

    text: str
    encoding: str
    known_from: str


def decode_html(body: bytes, content_type: str | None = None) -> Decoded:
    """The characters of a page: UTF-8 where the bytes are, else as declared, else as detected.

    >>> decode_html("Café".encode("latin-1"), "text/html; charset=ISO-8859-1").encoding
    'cp1252'
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            text = body.decode(encoding, "replace")
            return Decoded(text=text, encoding=encoding, known_from="byte order mark")
    try:
        return Decoded(text=body.decode("utf-8"), encoding="utf-8", known_from="bytes")
    except UnicodeDecodeError:
        pass
    declared = _find_declared(body, content_type)
    if declared is not None:
        text = body.decode(declared, "replace")
        if text.count("\ufffd") <= _BELIEVED_LOSS * len(text):
            return Decoded(text=text, encoding=declared, known_from="declaration")
    detected = _detect(body)
    return Decoded(text=body.decode(detected, "replace"), encoding=detected, known_from="detection")


def _find_declared(body: bytes, content_type: str | None) -> str | None:
    head = body[:_HEAD_BYTES]
    in_header = _HTTP_CHARSET.search(content_type or "")
    in_page = _META_CHARSET.search(head) or _XML_ENCODING.search(head)
    labels = [in_header.group(1)] if in_header else []
    labels += [in_page.group(1).decode("ascii", "replace")] if in_page else []
    return next((known for label in labels if (known := _find_codec(label))), None)


def _find_codec(label: str) -> str | None:
    """The Python codec a label stands for, None for an unknown or unfit one."""
    label = label.lower()
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except LookupError:
        return None
    name = _WIDER.get(name, name)
    return name if name in _DECLARABLE else None


def _detect(body: bytes) -> str:
    """The likeliest encoding, judged by the text that is not ASCII alone.

    A detector samples, and would miss one sentence of Chinese after a long English head.
    """
    telling = b"\n".join(_NOT_ASCII.findall(_MARKUP.sub(b"\n", body)))[:_SAMPLE_BYTES]
    best = from_bytes(telling or body[:_SAMPLE_BYTES]).best()
    return (best and _find_codec(best.encoding)) or "cp1252"
