"""What the embedded engine complains of, as the errors of this project."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edu_kg.errors import StoreError, StoreLocked


@contextmanager
def told_as_store_error(location: Path | str) -> Iterator[None]:
    """Nothing, unless the engine fails meanwhile.

    Raises:
        StoreLocked: another process, or this one, has the store open for writing.
        StoreError: the engine failed otherwise.
    """
    try:
        yield
    except (OSError, RuntimeError) as error:
        problem = str(error)
        if "lock" in problem.lower() and "IO error" in problem:
            raise StoreLocked(location) from error
        if "read-write" in problem:
            raise StoreError(location, "opened for reading only; open it for writing") from error
        raise StoreError(
            location, f"{problem.splitlines()[0]}; if it stays so, delete the folder, ingest again"
        ) from error
