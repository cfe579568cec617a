"""Which state of a graph to read, while it may be written."""

from pathlib import Path

from edu_kg.errors import StoreError, StoreLocked, StoreNotFound
from edu_kg.store import Store, find_snapshot


def newest_state(output: Path) -> Path | None:
    """The folder of the newest state that a writer set aside in that output folder."""
    return find_snapshot(output / "store")


def readable_state(output: Path) -> Path:
    """The folder of the newest state; where none was set aside, one is now.

    In an output folder that cannot be written, that of the store itself: nobody writes there.

    Raises:
        StoreNotFound: there is no graph yet.
        StoreLocked: the first ingest is not done yet.
    """
    folder = output / "store"
    found = newest_state(output)
    if found is not None:
        return found
    if not folder.is_dir():
        raise StoreNotFound(folder)
    try:
        Store.on_disk(folder, writable=True).close()
    except StoreLocked:
        raise
    except StoreError:
        return folder
    return newest_state(output) or folder
