"""Bytes of pages in the encodings that news sites use and misname."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_kg.parsing.encodings import decode_html

CHINESE = "国家开放大学与各地分部签署合作备忘录，共同建设开放大学体系。镕喆"
HEAD = "<p>" + "A page that begins in English and goes on so for long. " * 200 + "</p>"


@pytest.mark.parametrize(
    ("text", "encoding", "label", "known_from"),
    [
        ("Café", "utf-8", None, "bytes"),
        ("Café", "utf-8", "gb2312", "bytes"),
        ("Café", "utf-8-sig", None, "byte order mark"),
        ("Café", "utf-16", None, "byte order mark"),
        ("“Café”, 5 €", "cp1252", "iso-8859-1", "declaration"),
        (CHINESE, "gbk", "gb2312", "declaration"),
        (HEAD + CHINESE, "gbk", "gb2312", "declaration"),
        (CHINESE, "gbk", None, "detection"),
        (HEAD + CHINESE, "gbk", None, "detection"),
        (CHINESE, "gbk", "rot13", "detection"),
        (CHINESE, "gbk", "no-such", "detection"),
        ("Привет, мир", "koi8-r", "koi8-r", "declaration"),
    ],
)
def test_text_comes_back_however_its_encoding_is_named(
    text: str, encoding: str, label: str | None, known_from: str
) -> None:
    body = f"<html><body>{text}</body></html>".encode(encoding)
    decoded = decode_html(body, f"text/html; charset={label}" if label else None)
    assert text in decoded.text
    assert decoded.known_from == known_from


@pytest.mark.parametrize(
    "head",
    [
        '<meta charset="gb2312">',
        '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
        '<?xml version="1.0" encoding="GBK"?>',
    ],
)
def test_a_page_may_declare_its_encoding_itself(head: str) -> None:
    body = f"{head}<p>{CHINESE}</p>".encode("gbk")
    decoded = decode_html(body)
    assert CHINESE in decoded.text
    assert decoded.known_from == "declaration"


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    body = (HEAD + "Café").encode() + b"\xff"
    assert "Café" in decode_html(body, "text/html; charset=utf-8").text


@given(st.binary(max_size=300), st.sampled_from([None, "text/html; charset=utf-7", "charset=big5"]))
def test_any_bytes_give_some_text(body: bytes, content_type: str | None) -> None:
    assert isinstance(decode_html(body, content_type).text, str)


@given(st.text())
def test_utf_8_is_always_read_as_such(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode_html(text.encode(), "text/html; charset=gbk").text == text
