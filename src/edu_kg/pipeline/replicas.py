"""What is known of the graph's copies on servers, so that only what changed is sent: SQLite.

A part is a named graph of an article, or one subject of any other named graph. Its mark is the
digest of what the server is known to hold of it; a part being written has none.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from edu_kg.errors import StoreError

_SCHEMA = """
CREATE TABLE IF NOT EXISTS part (
  server TEXT, graph TEXT, subject TEXT, mark TEXT NOT NULL, size INTEGER NOT NULL,
  PRIMARY KEY (server, graph, subject)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A digest of some statements, and how many they are."""

    mark: str
    size: int


class Replica:
    """What one server is known to hold, by named graph and subject ("" for all subjects)."""

    def __init__(self, file: Path, server: str) -> None:
        """The record in that file, made where there is none.

        Raises StoreError where the file cannot be used.
        """
        self._server = server
        try:
            self._db = sqlite3.connect(file)
            # What was removed from the graph must not stand on in the free pages of a file.
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.executescript(_SCHEMA)
        except sqlite3.Error as error:
            raise StoreError(file, f"cannot be used ({error}); delete it, and run again") from error

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def parts(self) -> dict[str, dict[str, Part]]:
        """All parts that are known, by graph and subject."""
        found: dict[str, dict[str, Part]] = {}
        rows = self._db.execute(
            "SELECT graph, subject, mark, size FROM part WHERE server = ?", (self._server,)
        )
        for graph, subject, mark, size in rows:
            found.setdefault(graph, {})[subject] = Part(mark=mark, size=size)
        return found

    def servers(self) -> tuple[str, ...]:
        """All servers of which something is known, sorted."""
        rows = self._db.execute("SELECT DISTINCT server FROM part ORDER BY server")
        return tuple(str(server) for (server,) in rows)

    def begin(self, graphs: Iterable[str]) -> None:
        """Note that the graphs are about to be written or removed.

        The marks go, the rows stay: who is cut off must know what may be on the server.
        """
        with self._db:
            for graph in graphs:
                blank = "UPDATE part SET mark = '' WHERE server = ? AND graph = ?"
                if not self._db.execute(blank, (self._server, graph)).rowcount:
                    row = (self._server, graph)
                    self._db.execute("INSERT INTO part VALUES (?, ?, '', '', 0)", row)

    def keep(self, graphs: Mapping[str, Mapping[str, Part]]) -> None:
        """Note that each graph now holds just these parts; nothing where it is gone."""
        with self._db:
            for graph, parts in graphs.items():
                gone = "DELETE FROM part WHERE server = ? AND graph = ?"
                self._db.execute(gone, (self._server, graph))
                self._insert(graph, parts)

    def begin_subjects(self, graph: str, subjects: Iterable[str]) -> None:
        """Note that what a graph says of the subjects is about to be written or removed."""
        blank = "UPDATE part SET mark = '' WHERE server = ? AND graph = ? AND subject = ?"
        with self._db:
            self._db.executemany(blank, ((self._server, graph, each) for each in subjects))

    def keep_subjects(self, graph: str, subjects: Iterable[str], parts: Mapping[str, Part]) -> None:
        """Note that the graph now says of the subjects just these parts."""
        gone = "DELETE FROM part WHERE server = ? AND graph = ? AND subject = ?"
        with self._db:
            self._db.executemany(gone, ((self._server, graph, each) for each in subjects))
            self._insert(graph, parts)

    def _insert(self, graph: str, parts: Mapping[str, Part]) -> None:
        rows = ((self._server, graph, subject, p.mark, p.size) for subject, p in parts.items())
        self._db.executemany("INSERT INTO part VALUES (?, ?, ?, ?, ?)", rows)


def known_servers(file: Path) -> tuple[str, ...]:
    """The servers that hold a copy, or a part of one; none where there is no such file."""
    if not file.is_file():
        return ()
    with closing(Replica(file, "")) as record:
        return record.servers()
