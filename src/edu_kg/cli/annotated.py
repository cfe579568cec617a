"""`edu-kg show --annotate`: what the model saw of one page, as an HTML file to open."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from edu_kg.cli.terminal import screen
from edu_kg.errors import SourceError, UnusableSource
from edu_kg.pipeline import annotate

_ENDING = ".annotated.html"
_LONGEST_NAME = 80


def write_annotated(source: str, *, model: str | None, output: Path | None) -> None:
    """Annotate a page and write the view of it; says where.

    ``output`` is a file, or a folder for a file named after the source; None is the current one.

    Raises:
        EduKgError: the source, the model or the file cannot be used.
    """
    page = annotate(source, model=model)
    file = output or Path()
    try:
        if file.is_dir():
            file /= _file_name(source)
        _refuse_source(file, source)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8", errors="replace")
    except OSError as error:
        problem = f"cannot be written ({error.strerror}); give another --output"
        raise SourceError(str(file), problem) from error
    screen().print(f"written to {file}", markup=False, highlight=False, soft_wrap=True)


def _refuse_source(file: Path, source: str) -> None:
    is_file = not source.startswith(("http://", "https://"))
    if is_file and file.exists() and file.samefile(source):
        raise UnusableSource(source, "would be written over by its view; give another --output")


def _file_name(source: str) -> str:
    """A file name after the last part of an address or path."""
    path = urlsplit(source).path if "://" in source else source
    stem = re.sub(r"[^\w.-]+", "-", Path(path).stem).strip("-.")
    return (stem or "page")[:_LONGEST_NAME] + _ENDING
