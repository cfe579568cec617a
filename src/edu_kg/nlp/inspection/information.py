"""What a pipeline says of itself: name, labels, licence, sources, figures; nothing is loaded."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.util import get_package_path, is_package

from edu_kg.errors import ModelNotFound
from edu_kg.nlp.pipelines import shipped_folder

_META = "meta.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSource:
    """A data set or model that a pipeline learned from."""

    name: str
    licence: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """What the ``meta.json`` of a pipeline says, and the bytes of its files.

    ``labels`` are by component. ``figures`` are by measure and what is measured; those of
    pipelines that were not made here have one measure, "performance".
    """

    name: str
    version: str
    description: str
    folder: Path
    size: int
    licence: str
    components: tuple[str, ...]
    labels: Mapping[str, tuple[str, ...]]
    sources: tuple[ModelSource, ...]
    figures: Mapping[str, Mapping[str, float]]


def read_model_info(name_or_path: str | Path) -> ModelInfo:
    """Give what a pipeline says of itself: "small", "accurate", a package or a folder.

    Raises:
        ModelNotFound: there is no such pipeline, or it has no readable meta.json.
    """
    folder = _folder(str(name_or_path))
    try:
        meta = _mapping(json.loads((folder / _META).read_bytes()))
    except (OSError, ValueError) as error:
        raise ModelNotFound(str(name_or_path)) from error
    if not {"name", "version"} <= meta.keys():
        raise ModelNotFound(str(name_or_path))
    return ModelInfo(
        name=str(meta["name"]),
        version=str(meta["version"]),
        description=str(meta.get("description") or ""),
        folder=folder,
        size=sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()),
        licence=str(meta.get("license") or ""),
        components=_texts(meta.get("components") or meta.get("pipeline")),
        labels={
            component: _texts(labels) for component, labels in _mapping(meta.get("labels")).items()
        },
        sources=_sources(meta.get("sources")),
        figures=_figures(meta),
    )


def _folder(name_or_path: str) -> Path:
    shipped = shipped_folder(name_or_path)
    if shipped is not None:
        return shipped
    return get_package_path(name_or_path) if is_package(name_or_path) else Path(name_or_path)


def _sources(rows: object) -> tuple[ModelSource, ...]:
    """The sources of meta.json; spaCy also has plain names there."""
    named = [row if isinstance(row, Mapping) else {"name": row} for row in _list(rows)]
    return tuple(
        ModelSource(
            name=str(row.get("name") or ""),
            licence=str(row.get("license") or ""),
            url=str(row.get("url") or ""),
        )
        for row in named
    )


def _figures(meta: Mapping[str, object]) -> dict[str, dict[str, float]]:
    """Our own figures by what they were measured on; else what spaCy's trainer wrote."""
    rows = _mapping(_mapping(meta.get("edu_kg")).get("figures"))
    figures = {}
    for measure, value in (rows or {"performance": meta.get("performance")}).items():
        parts = _mapping(value) or {"": value}
        numbers = {k: float(v) for k, v in parts.items() if isinstance(v, int | float)}
        if numbers:
            figures[measure] = numbers
    return figures


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, _list(value)))
