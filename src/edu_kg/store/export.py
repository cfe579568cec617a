"""Graphs written to files, the same bytes for the same graph."""

import gzip
import io
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import pyoxigraph as ox

from edu_kg.errors import StoreError, UnknownFormat

FORMATS = MappingProxyType(
    {
        ".nq": ox.RdfFormat.N_QUADS,
        ".trig": ox.RdfFormat.TRIG,
        ".ttl": ox.RdfFormat.TURTLE,
        ".jsonld": ox.RdfFormat.JSON_LD,
    }
)
"""The RDF format of each file ending; each may be followed by ``.gz``."""


def export_quads(quads: Iterable[ox.Quad], file: Path, prefixes: Mapping[str, str]) -> int:
    """Write the quads to a file by its ending; gives how many statements it holds.

    N-Quads come as sorted lines; TriG and JSON-LD by graph, subject, predicate and object; Turtle
    holds the union of all graphs. The file appears whole or not at all.

    Raises:
        UnknownFormat: no RDF format goes with the ending.
        StoreError: the file cannot be written.
    """
    form = _format_of(file)
    content, count = _content(quads, form, prefixes)
    packed = file.name.lower().endswith(".gz")
    try:
        _write_whole(file, _packed(content) if packed else content)
    except OSError as error:
        raise StoreError(
            file, f"cannot be written ({error.strerror}); choose another place"
        ) from error
    return count


def check_ending(file: Path) -> None:
    """Nothing, where a graph can be written to a file of that name.

    Raises:
        UnknownFormat: no RDF format goes with the ending.
    """
    _format_of(file)


def canonical_nquads(quads: Iterable[ox.Quad]) -> bytes:
    """The quads as sorted lines of canonical N-Quads."""
    lines = (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    return b"".join(sorted(set(lines)))


def _content(
    quads: Iterable[ox.Quad], form: ox.RdfFormat, prefixes: Mapping[str, str]
) -> tuple[bytes, int]:
    if form == ox.RdfFormat.N_QUADS:
        content = canonical_nquads(quads)
        return content, content.count(b"\n")
    statements: list[ox.Triple] | list[ox.Quad]
    if form.supports_datasets:
        statements = sorted(set(quads), key=_quad_key)
    else:
        statements = sorted({_triple(quad) for quad in quads}, key=_triple_key)
    content = ox.serialize(statements, format=form, prefixes=dict(prefixes)) or b""
    return content, len(statements)


def _triple(quad: ox.Quad) -> ox.Triple:
    return ox.Triple(quad.subject, quad.predicate, quad.object)


def _triple_key(triple: ox.Triple) -> tuple[str, ...]:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _quad_key(quad: ox.Quad) -> tuple[str, ...]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def _format_of(file: Path) -> ox.RdfFormat:
    name = file.name.lower().removesuffix(".gz")
    for ending, form in FORMATS.items():
        if name.endswith(ending):
            return form
    raise UnknownFormat(file, tuple(FORMATS))


def _packed(content: bytes) -> bytes:
    packed = io.BytesIO()
    # Neither a file name nor a time may enter the bytes.
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as stream:
        stream.write(content)
    return packed.getvalue()


def _write_whole(file: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
