"""Stage values as JSON files that can be read, diffed and read back, and the tables shipped."""

import datetime as dt
import os
import tempfile
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from cattrs import ClassValidationError, transform_error
from cattrs.errors import BaseValidationError
from cattrs.preconf.json import JsonConverter, make_converter

from edu_kg.errors import RecordError
from edu_kg.model import PartialDate

T = TypeVar("T")

UNFINISHED = ".writing-"  # how the names of files begin that are not whole yet


def make_record_converter() -> JsonConverter:
    """A converter between the model and JSON values: dates as ISO text, unknown keys refused."""
    converter = make_converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_unstructure_hook(PartialDate, str)
    converter.register_structure_hook(PartialDate, lambda text, _: PartialDate.parse(text))
    converter.register_unstructure_hook(dt.datetime, lambda moment: moment.isoformat())
    converter.register_structure_hook(dt.datetime, lambda text, _: dt.datetime.fromisoformat(text))
    return converter


def to_json(converter: JsonConverter, value: object) -> str:
    """The value as indented JSON, one stable text for one value."""
    return converter.dumps(value, ensure_ascii=False, indent=1) + "\n"


def from_json(converter: JsonConverter, text: str | bytes, kind: type[T]) -> T:
    """The value the JSON holds.

    Raises:
        RecordError: it is no JSON, or does not fit ``kind``; says where and why.
    """
    try:
        return converter.loads(text, kind)
    except BaseValidationError as error:
        path, problem = _first_problem(error)
        raise RecordError(path, problem) from error
    except (AttributeError, TypeError) as error:
        # Where a whole value is no object, its keys are asked for in vain.
        raise RecordError("$", "not an object") from error
    except RecursionError as error:
        raise RecordError("$", "no JSON of ours: nested too deep") from error
    except ValueError as error:
        raise RecordError("$", f"no JSON: {error}") from error


def read_table(package: str, name: str) -> dict[str, Any]:
    """A table that a package ships in its folder of data, a TOML file."""
    file = resources.files(package).joinpath("data", name)
    return tomllib.loads(file.read_text(encoding="utf-8"))


def write_atomically(path: Path, data: bytes) -> None:
    """Put the bytes at the path, whole or not at all; its folder is made where it lacks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _first_problem(error: BaseValidationError) -> tuple[str, str]:
    if not isinstance(error, ClassValidationError):
        return "$", str(error)
    problem, _, path = transform_error(error)[0].rpartition(" @ ")
    return path, problem
