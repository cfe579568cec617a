"""Digests of the code and data a stage runs with: when they change, its work is done again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from edu_kg.model import Site
from edu_kg.text import digest

_CODE_AND_DATA = ("*.py", "data/*", "profiles/*.toml", "models/*/meta.json")


def parser_fingerprint(profile: str = "") -> str:
    """A digest of the parsing code and of the site profile, given as text."""
    return digest(_code_digest("edu_kg.parsing"), profile)


@dataclass(frozen=True, slots=True)
class ParserFingerprints:
    """The fingerprint of what parses the pages of each site, made once a run."""

    _known: dict[str, str] = field(default_factory=dict)

    def of(self, site: Site | None) -> str:
        """That of one site, or of pages of none."""
        name = "" if site is None else site.name
        if name not in self._known:
            self._known[name] = parser_fingerprint(repr(site))
        return self._known[name]


def reader_fingerprint(model: str | Path | None = None) -> str:
    """A digest of the extraction code, its word lists and the language pipeline."""
    parts = [_code_digest("edu_kg.extraction"), _code_digest("edu_kg.nlp"), str(model or "")]
    if model is not None and (meta := Path(model) / "meta.json").is_file():
        parts.append(hashlib.sha256(meta.read_bytes()).hexdigest())
    return digest(*parts)


def _code_digest(package: str) -> str:
    """A digest over the files of a package, found without importing it."""
    spec = find_spec(package)
    folders = [] if spec is None else list(spec.submodule_search_locations or ())
    return digest(*_file_digests(Path(folder) for folder in folders))


def _file_digests(folders: Iterable[Path]) -> Iterable[str]:
    for folder in folders:
        files = {path for pattern in _CODE_AND_DATA for path in folder.glob(pattern)}
        for path in sorted(files):
            yield path.name
            yield hashlib.sha256(path.read_bytes()).hexdigest()
