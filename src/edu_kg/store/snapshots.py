"""States of a store set aside for readers: each whole, and never written to again.

The engine leaves open what a reader sees of a folder that is being written. So whoever writes
sets a snapshot aside when done: files of its own, linked, not copied. Numbers say which is newest.
"""

import contextlib
import os
import shutil
from pathlib import Path

import pyoxigraph as ox

_KEPT = 2  # the newest, and the one before, which readers may still be opening
_UNFINISHED = "unfinished"


def snapshots_folder(store: Path) -> Path:
    """Where the snapshots of the store in that folder stand."""
    return store.with_name("snapshots")


def find_snapshot(store: Path) -> Path | None:
    """The newest snapshot of the store in that folder; None where there is none."""
    newest = max(_numbers(snapshots_folder(store)), default=None)
    return None if newest is None else snapshots_folder(store) / str(newest)


def set_aside(engine: ox.Store, store: Path) -> Path:
    """Make a snapshot of the engine's state; older ones but the last go.

    Raises OSError where the folder cannot be written.
    """
    folder = snapshots_folder(store)
    folder.mkdir(exist_ok=True)
    unfinished = folder / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)
    engine.backup(str(unfinished))
    numbers = _numbers(folder)
    made = folder / str(max(numbers, default=0) + 1)
    unfinished.rename(made)
    for number in sorted(numbers, reverse=True)[_KEPT - 1 :]:
        shutil.rmtree(folder / str(number), ignore_errors=True)
    return made


def drop_older_snapshots(store: Path) -> None:
    """Remove all snapshots but the newest: what was forgotten must not be read in older ones."""
    folder = snapshots_folder(store)
    for number in sorted(_numbers(folder))[:-1]:
        shutil.rmtree(folder / str(number), ignore_errors=True)


def _numbers(folder: Path) -> list[int]:
    with contextlib.suppress(FileNotFoundError), os.scandir(folder) as entries:
        return [int(entry.name) for entry in entries if entry.name.isdecimal()]
    return []
