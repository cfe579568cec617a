"""How far a crawl has come, on disk, so that one cut off at any point goes on where it was.

A crawl is one pass over the sources given: it may take several runs, each ended by its budget, by
its user or by a crash, and it is over when a run comes to its end. Its journal is a file of JSON
lines, one for each address that is done with; a line torn by a crash counts for nothing.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from edu_kg.errors import (
    FetchError,
    ForbiddenAddress,
    HostPaused,
    HttpStatusError,
    RobotsDisallowed,
    Unreachable,
)
from edu_kg.model import Page
from edu_kg.text import digest

# In how many runs of one crawl a page that does not come is tried.
_RUNS = 2
_SERVER_ERRORS = 500
_TOO_MANY_REQUESTS = 429


class Crawl:
    """One pass over some sources; made by ``open``, which goes on with one that is not over."""

    def __init__(self, path: Path, started: dt.datetime) -> None:
        self._path = path
        self._started = started
        self._settled: set[str] = set()
        self._statuses: dict[str, int] = {}
        self._failures: Counter[str] = Counter()
        self._host_paused = False

    @classmethod
    def open(cls, folder: Path, job: tuple[str, ...], now: Callable[[], dt.datetime]) -> "Crawl":
        """The crawl of that job which is not over, or a new one; ``job`` is what makes it the same.

        Nothing is written before there is something to say.
        """
        path = folder / f"{digest(*job)}.jsonl"
        lines = list(_lines(path))
        crawl = cls(path, _started(lines) or now())
        for line in lines:
            crawl._recall(line)
        return crawl

    def has_settled(self, page: Page) -> bool:
        """Whether a page that was kept need not be asked for again in this crawl."""
        # What was fetched since the crawl began counts even where its line was never written.
        is_new = page.fetched_at is not None and page.fetched_at >= self._started
        return is_new or page.url in self._settled

    def refuse_settled(self, url: str) -> None:
        """Nothing for an address that may be asked for.

        Raises HttpStatusError for one that this crawl found to have no page, and Unreachable for
        one that did not come in several runs.
        """
        if url in self._statuses:
            raise HttpStatusError(url, self._statuses[url])
        if self._failures[url] >= _RUNS:
            raise Unreachable(
                url, f"did not come in {_RUNS} runs; the next crawl asks for it again"
            )

    def settle(self, url: str) -> None:
        """Note that the page of an address is kept as it is now."""
        self._settled.add(url)
        self._write({"url": url})

    def note_failure(self, url: str, error: FetchError) -> None:
        """Note that the page of an address did not come, and what that means for it."""
        match error:
            case HostPaused():
                self._host_paused = True
            case RobotsDisallowed() | ForbiddenAddress():
                pass  # nobody was asked, nobody will be
            case HttpStatusError() if _is_final(error.status):
                self._statuses[url] = error.status
                self._write({"url": url, "status": error.status})
            case _:
                self._write({"url": url, "failed": True})

    def end(self) -> None:
        """The sources were gone through and read: the next run begins anew.

        Unless a host asked to be left alone: then what it has not given yet is still to do.
        """
        if not self._host_paused:
            self._path.unlink(missing_ok=True)

    def _recall(self, line: Mapping[str, Any]) -> None:
        match line:
            case {"url": str(url), "status": int(status)}:
                self._statuses[url] = status
            case {"url": str(url), "failed": True}:
                self._failures[url] += 1
            case {"url": str(url)}:
                self._settled.add(url)

    def _write(self, line: Mapping[str, Any]) -> None:
        if not self._path.exists():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._append({"started": self._started.isoformat()})
        self._append(line)

    def _append(self, line: Mapping[str, Any]) -> None:
        # The break comes first, so that a torn line spoils none after it.
        text = "\n" + json.dumps(line, ensure_ascii=True)
        with self._path.open("ab", buffering=0) as file:
            file.write(text.encode("ascii"))


def _is_final(status: int) -> bool:
    return status < _SERVER_ERRORS and status != _TOO_MANY_REQUESTS


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    """The lines of a journal that are whole."""
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        return
    for line in text.splitlines():
        try:
            value = json.loads(line)
        except ValueError:
            continue
        if isinstance(value, dict):
            yield value


def _started(lines: list[Mapping[str, Any]]) -> dt.datetime | None:
    """When the crawl began; None where its first line was lost."""
    for line in lines[:1]:
        try:
            moment = dt.datetime.fromisoformat(str(line.get("started")))
        except ValueError:
            return None
        return moment if moment.tzinfo is not None else None
    return None
