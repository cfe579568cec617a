"""What resolution keeps between runs, so that a new article touches its candidates only: SQLite."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from edu_kg.errors import StoreError
from edu_kg.model import Entity, IdentityDecision
from edu_kg.resolution import serial
from edu_kg.resolution.blocking import Key, Side
from edu_kg.resolution.observations import Observation
from edu_kg.resolution.sketches import Sketch
from edu_kg.resolution.state_tables import TABLES, VERSION

Ref = tuple[str, str]

_MOST_ARTICLES = 3
_CHUNK = 400  # variables of one statement


class State:
    """Sketches, observations, entities and decisions of all articles, on disk or in memory.

    One process may have it open; nothing is kept until ``commit``.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    def in_memory(cls) -> "State":
        """A state that goes when it is forgotten."""
        connection = sqlite3.connect(":memory:", isolation_level=None)
        return cls._opened(connection)

    @classmethod
    def on_disk(cls, file: Path) -> "State":
        """The state in that file; an empty one where there is none, or one of another version.

        Raises:
            StoreError: the file cannot be written.
        """
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.is_file() and not _is_ours(file):
                file.unlink()
            return cls._opened(sqlite3.connect(file, isolation_level=None))
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                file, f"cannot be written ({error}); delete it, then run the same again"
            ) from error

    @classmethod
    def copied(cls, file: Path) -> "State | None":
        """A copy in memory of the state in that file; None where there is none to be read."""
        try:
            with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as kept:
                # A backup waits for whoever writes, however long; a question does not.
                kept.execute("SELECT name FROM fact").fetchone()
                copy = sqlite3.connect(":memory:", isolation_level=None)
                kept.backup(copy)
        except sqlite3.Error:
            return None
        is_ours = copy.execute("PRAGMA user_version").fetchone()[0] == VERSION
        return cls._opened(copy) if is_ours else None

    @classmethod
    def _opened(cls, connection: sqlite3.Connection) -> "State":
        # Made anew from the claims if it is lost, so it need not wait for the disk.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = MEMORY")
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            connection.executescript(TABLES)
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("BEGIN")
        return cls(connection)

    def commit(self) -> None:
        """Keep what was written."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def copy_to(self, other: "State") -> None:
        """Make another state the same as this one; both are kept as they are then."""
        self.commit()
        other._db.execute("COMMIT")  # noqa: SLF001  of the same class
        self._db.backup(other._db)  # noqa: SLF001
        other._db.execute("BEGIN")  # noqa: SLF001

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        self._db.close()

    def marks(self) -> dict[str, str]:
        """The articles that are known, each with the mark that whoever built from it left."""
        return {url: mark or "" for url, mark in self._db.execute("SELECT url, mark FROM article")}

    def mark(self, url: str, mark: str, counts: str) -> None:
        """Note that an article was built from, what of it, and what was counted."""
        query = "UPDATE article SET mark = ?, counts = ? WHERE url = ?"
        self._db.execute(query, (mark, counts, url))

    def counts(self) -> Iterator[str]:
        """What was counted, article by article."""
        for (counts,) in self._db.execute("SELECT counts FROM article WHERE counts IS NOT NULL"):
            yield counts

    def fact(self, name: str) -> str:
        """A value kept under a name; empty where there is none."""
        row = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def set_fact(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    # Articles

    def put_article(self, article: Sketch) -> None:
        """Keep an article's sketch in place of the one before."""
        row = article.url, serial.sketch_text(article)
        self._db.execute("INSERT OR REPLACE INTO article (url, sketch) VALUES (?, ?)", row)

    def remove_article(self, url: str) -> None:
        """Forget an article's sketch."""
        self._db.execute("DELETE FROM article WHERE url = ?", (url,))

    def sketches(self, urls: Iterable[str]) -> Iterator[Sketch]:
        """The sketches of those articles that are known."""
        for (text,) in self._of("SELECT sketch FROM article WHERE url IN ({})", sorted(urls)):
            yield serial.parse_sketch(text)

    def ids(self, url: str) -> dict[str, str]:
        """The entities of an article, by key."""
        query = "SELECT key, entity FROM observation WHERE article = ? AND entity IS NOT NULL"
        return dict(self._db.execute(query, (url,)))

    # Observations

    def stored(self, url: str, stratum: str) -> dict[Ref, tuple[int, str]]:
        """Component and data of the observations of an article in a stratum."""
        query = "SELECT key, component, data FROM observation WHERE article = ? AND stratum = ?"
        rows = self._db.execute(query, (url, stratum))
        return {(url, key): (component, data) for key, component, data in rows}

    def members(self, component: int) -> Iterator[tuple[str, str | None]]:
        """Data and entity of the observations of a component."""
        query = "SELECT data, entity FROM observation WHERE component = ?"
        yield from self._db.execute(query, (component,))

    def component_of(self, ref: Ref) -> int | None:
        """The component of an observation."""
        query = "SELECT component FROM observation WHERE article = ? AND key = ?"
        row = self._db.execute(query, ref).fetchone()
        return None if row is None else int(row[0])

    def refs_of(self, entity: str) -> list[Ref]:
        """The observations of an entity, in order."""
        query = "SELECT article, key FROM observation WHERE entity = ? ORDER BY article, key"
        return list(self._db.execute(query, (entity,)))

    def remove_observation(self, ref: Ref) -> None:
        """Forget an observation, its keys and ties."""
        for table in ("observation", "link", "tie"):
            self._db.execute(f"DELETE FROM {table} WHERE article = ? AND key = ?", ref)  # noqa: S608

    def put_observation(self, seen: Observation, stratum: str, keys: Iterable[Key]) -> None:
        """Keep an observation that has no component yet."""
        row = (*seen.ref, stratum, None, None, serial.observation_text(seen))
        self._db.execute("INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?)", row)
        links = [(stratum, key.text, int(key.side), *seen.ref) for key in keys]
        self._db.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?)", links)
        ties = [(body, *seen.ref) for body in seen.ties]
        self._db.executemany("INSERT OR IGNORE INTO tie VALUES (?, ?, ?)", ties)

    def place(self, rows: Iterable[tuple[int, str, str, str]]) -> None:
        """Write component and entity of observations: (component, entity, article, key)."""
        query = "UPDATE observation SET component = ?, entity = ? WHERE article = ? AND key = ?"
        self._db.executemany(query, rows)

    def bearers(self, stratum: str, texts: Iterable[str]) -> Iterator[tuple[str, Side, int]]:
        """Key, side and component of the placed observations that bear one of the keys."""
        query = (
            "SELECT DISTINCT link.text, link.side, observation.component FROM link"
            " JOIN observation USING (article, key)"
            " WHERE link.stratum = ? AND link.text IN ({})"
            " AND observation.component IS NOT NULL"
        )
        for text, side, component in self._of(query, sorted(texts), stratum):
            yield text, Side(side), component

    def keys(self, ref: Ref) -> frozenset[Key]:
        """The keys that an observation bears."""
        query = "SELECT text, side FROM link WHERE article = ? AND key = ?"
        return frozenset(Key(text, Side(side)) for text, side in self._db.execute(query, ref))

    def next_component(self) -> int:
        """A number above those of all components."""
        row = self._db.execute("SELECT MAX(component) FROM observation").fetchone()
        return (row[0] or 0) + 1

    # Bonds between bodies

    def bonds_of(self, url: str) -> set[tuple[str, str, str]]:
        """The relations between bodies that an article tells: first, second, predicate."""
        query = "SELECT first, second, predicate FROM bond WHERE article = ?"
        return set(self._db.execute(query, (url,)))

    def set_bonds(self, url: str, bonds: Iterable[tuple[str, str, str]]) -> None:
        """Keep the relations that an article tells in place of those before."""
        self._db.execute("DELETE FROM bond WHERE article = ?", (url,))
        rows = [(*bond, url) for bond in bonds]
        self._db.executemany("INSERT INTO bond VALUES (?, ?, ?, ?)", rows)

    def bond(self, first: str, second: str) -> dict[str, tuple[str, ...]]:
        """The relations between two bodies, each with the first articles that tell it."""
        found: dict[str, list[str]] = {}
        query = (
            "SELECT predicate, article FROM bond WHERE first = ? AND second = ?"
            " ORDER BY predicate, article"
        )
        for predicate, article in self._db.execute(query, sorted((first, second))):
            known = found.setdefault(predicate, [])
            if len(known) < _MOST_ARTICLES:
                known.append(article)
        return {predicate: tuple(articles) for predicate, articles in found.items()}

    def components_tied_to_both(self, stratum: str, first: str, second: str) -> set[int]:
        """The components of a stratum in which something is tied to the one, and to the other."""
        query = (
            "SELECT DISTINCT component FROM tie"
            " JOIN observation USING (article, key) WHERE body = ? AND stratum = ?"
        )
        of_first = {c for (c,) in self._db.execute(query, (first, stratum))}
        return of_first & {c for (c,) in self._db.execute(query, (second, stratum))}

    # Outcomes

    def entities_of(self, component: int) -> dict[str, str]:
        """The entities of a component as written: id to data."""
        query = "SELECT id, data FROM entity WHERE component = ?"
        return dict(self._db.execute(query, (component,)))

    def decisions_of(self, component: int) -> dict[str, str]:
        """The decisions of a component as written: id to data."""
        query = "SELECT id, data FROM decision WHERE component = ?"
        return dict(self._db.execute(query, (component,)))

    def clear(self, component: int) -> None:
        """Forget entities and decisions of a component."""
        self._db.execute("DELETE FROM entity WHERE component = ?", (component,))
        self._db.execute("DELETE FROM decision WHERE component = ?", (component,))

    def put_outcomes(
        self, component: int, entities: Iterable[Entity], decisions: Iterable[IdentityDecision]
    ) -> None:
        """Keep entities and decisions of a component."""
        rows = [(entity.id, component, serial.entity_text(entity)) for entity in entities]
        self._db.executemany("INSERT INTO entity VALUES (?, ?, ?)", rows)
        rows = [(decision.id, component, serial.decision_text(decision)) for decision in decisions]
        self._db.executemany("INSERT INTO decision VALUES (?, ?, ?)", rows)

    def some_entities(self, ids: Iterable[str]) -> Iterator[Entity]:
        """The entities of these ids, by id."""
        for (data,) in self._of("SELECT data FROM entity WHERE id IN ({})", sorted(ids)):
            yield serial.parse_entity(data)

    def some_decisions(self, ids: Iterable[str]) -> Iterator[IdentityDecision]:
        """The decisions of these ids, by id."""
        for (data,) in self._of("SELECT data FROM decision WHERE id IN ({})", sorted(ids)):
            yield serial.parse_decision(data)

    def entity_counts(self) -> dict[str, int]:
        """How many entities there are of each kind."""
        query = "SELECT substr(id, 1, instr(id, '/') - 1), COUNT(*) FROM entity GROUP BY 1"
        return dict(self._db.execute(query))

    def entities(self) -> Iterator[Entity]:
        """All entities, by id."""
        for (data,) in self._db.execute("SELECT data FROM entity ORDER BY id"):
            yield serial.parse_entity(data)

    def decisions(self) -> Iterator[IdentityDecision]:
        """All decisions, by id."""
        for (data,) in self._db.execute("SELECT data FROM decision ORDER BY id"):
            yield serial.parse_decision(data)

    def _of(self, query: str, values: Sequence[str], *before: str) -> Iterator[tuple[Any, ...]]:
        """The rows for many values, few at a time, as statements take so many only."""
        for at in range(0, len(values), _CHUNK):
            part = values[at : at + _CHUNK]
            yield from self._db.execute(query.format(",".join("?" * len(part))), [*before, *part])


def _is_ours(file: Path) -> bool:
    with closing(sqlite3.connect(file)) as connection:
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError:
            return False
        return bool(version in {0, VERSION})
