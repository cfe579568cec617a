"""Corrections written as TOML, behind whatever a person wrote before."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from edu_kg.corrections.parsing import parse_corrections
from edu_kg.corrections.tables import HEADER
from edu_kg.errors import MalformedCorrections
from edu_kg.model.corrections import (
    AnyCorrection,
    EntityReference,
    FactReference,
    Merge,
    Passage,
    Redate,
    Rename,
    Repoint,
    Retitle,
    Retract,
    Split,
)
from edu_kg.records import write_atomically


def append_correction(path: Path, correction: AnyCorrection) -> None:
    """Put a correction at the end of a file, whose every other byte stays; made where it lacks.

    Raises:
        MalformedCorrections: the file cannot be read or written, or has that id already.
    """
    try:
        before = path.read_bytes() if path.exists() else b""
        text = before.decode("utf-8-sig")
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        added = f"{gap}{correction_toml(correction)}"
        # Read back before it is written: what is on disk stays readable whatever happens.
        parse_corrections(text + added, str(path))
        write_atomically(path, before + added.encode("utf-8"))
    except UnicodeError as error:
        raise MalformedCorrections(str(path), "is no UTF-8; save it as UTF-8") from error
    except OSError as error:
        problem = f"cannot be written ({error.strerror}); give another place"
        raise MalformedCorrections(str(path), problem) from error


def corrections_toml(corrections: Iterable[AnyCorrection]) -> str:
    """A whole file: the corrections by id, one text for one set of them."""
    ordered = sorted(corrections, key=lambda correction: correction.id)
    return "\n".join(map(correction_toml, ordered))


def correction_toml(correction: AnyCorrection) -> str:
    """The table of one correction."""
    return "\n".join([f"[[{HEADER}]]", *_lines(correction), ""])


def what_it_does(correction: AnyCorrection) -> str:
    """The word a file has for this kind of correction.

    Every kind is named after its class: ``Merge`` is "merge".
    """
    return type(correction).__name__.lower()


def _lines(correction: AnyCorrection) -> Iterator[str]:
    yield f"id = {_quoted(correction.id)}"
    yield f"what = {_quoted(what_it_does(correction))}"
    yield f"who = {_quoted(correction.who)}"
    yield f"when = {correction.when.isoformat()}"
    yield f"why = {_quoted(correction.why)}"
    match correction:
        case Merge():
            yield from _references("entities", correction.entities)
        case Split():
            yield from _references("entities", correction.entities)
            yield from _references("others", correction.others)
        case Rename():
            yield f"entity = {_row(correction.entity)}"
            yield f"name = {_quoted(correction.name)}"
        case Retract():
            yield from _fact(correction.fact)
        case Redate():
            yield from _fact(correction.fact)
            yield f"date = {_quoted(str(correction.start))}"
            if correction.end is not None:
                yield f"until = {_quoted(str(correction.end))}"
        case Retitle():
            yield from _fact(correction.fact)
            yield f"title = {_quoted(correction.title)}"
        case Repoint():
            yield from _fact(correction.fact)
            yield f"organization = {_quoted(correction.organization)}"


def _fact(fact: FactReference) -> Iterator[str]:
    yield f"fact = {_quoted(fact.kind)}"
    yield f"says = {_quoted(fact.says)}"
    if fact.event is not None:
        yield f"event = {_quoted(fact.event)}"
    if fact.names:
        yield f"names = [{', '.join(map(_quoted, fact.names))}]"
    yield "evidence = ["
    yield from (f"  {_row(passage)}," for passage in fact.passages)
    yield "]"


def _references(key: str, references: Iterable[EntityReference]) -> Iterator[str]:
    yield f"{key} = ["
    yield from (f"  {_row(reference)}," for reference in references)
    yield "]"


def _row(value: EntityReference | Passage) -> str:
    key, text = (
        ("name", value.name) if isinstance(value, EntityReference) else ("quote", value.quote)
    )
    return f"{{ article = {_quoted(value.article_url)}, {key} = {_quoted(text)} }}"


def _quoted(text: str) -> str:
    # JSON escapes as TOML does, but for DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
