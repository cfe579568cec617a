"""Runs of an ingestion, each killed at a moment of its own. A process of its own, run by tests.

    python killed_runs.py PROFILE ADDRESS OUTPUT MOMENTS

MOMENTS is a JSON list of [what to count, how many, seconds after]: files of ``pages/entries``,
``articles``, ``claims`` or ``store``, or ``""`` for seconds only. Each run is a fork of this
process, which has imported everything but loaded nothing, and so costs no start. Writes a
JSON list: how each run ended, "killed" or "done".
"""

import json
import os
import signal
import sys
import time
from pathlib import Path

import edu_kg.extraction
import edu_kg.nlp
from edu_kg.pipeline import IngestOptions, run_ingest

LONGEST = 60.0


def run(profile: Path, address: str, output: Path) -> None:
    """One run, in the child, which ends with it."""
    options = IngestOptions(output=output, site=profile, at=address, model="small")
    os._exit(min(len(run_ingest([], options).failures), 1))


def files_in(folder: Path) -> int:
    """How many files stand there."""
    try:
        return sum(not name.startswith(".") for name in os.listdir(folder))  # noqa: PTH208  fast
    except FileNotFoundError:
        return 0


def die_at(child: int, folder: Path | None, count: int, after: float) -> str:
    """Kill the child once so many files are there and so many seconds have passed."""
    began = time.monotonic()
    while folder is not None and files_in(folder) < count and time.monotonic() - began < LONGEST:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return "done" if status == 0 else f"failed with {status}"
        time.sleep(0.0005)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return "killed" if os.WIFSIGNALED(status) else "done" if status == 0 else "failed"


def main() -> None:
    """Run and kill, once a moment."""
    profile, address, output, moments = sys.argv[1:]
    endings = []
    for counted, count, after in json.loads(moments):
        child = os.fork()
        if child == 0:
            run(Path(profile), address, Path(output))
        folder = Path(output) / counted if counted else None
        endings.append(die_at(child, folder, count, after))
    sys.stdout.write(json.dumps(endings))


if __name__ == "__main__":
    assert edu_kg.extraction
    assert edu_kg.nlp
    main()
