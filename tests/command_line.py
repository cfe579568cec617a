"""The command line, run as a user runs it."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
PROFILE = REPOSITORY / "examples" / "site.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """One run of the command line."""

    code: int
    out: str
    err: str
    seconds: float

    def count(self, label: str) -> int:
        """The number in the report's line of that label."""
        return int(self.figure(label))

    def figure(self, label: str) -> float:
        """The figure in the report's line of that label."""
        found = re.search(rf"^{label}\s+([\d.]+)", self.out, re.MULTILINE)
        assert found is not None, f"no line {label!r} in:\n{self.out}\n{self.err}"
        return float(found.group(1))


def edu_kg(*arguments: str | Path, hash_seed: str = "random") -> Ran:
    """Run `edu-kg` as a user would, in a process of its own."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "edu_kg", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "NO_COLOR": "1", "COLUMNS": "160"},
    )
    seconds = time.perf_counter() - started
    return Ran(code=done.returncode, out=done.stdout, err=done.stderr, seconds=seconds)
