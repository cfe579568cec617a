"""What it costs to validate a large graph: seconds, and the memory of all processes together.

python -m tests.benchmarks.validation_scale [ARTICLES …] [--workers N]
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_GRAPH = Path(__file__).with_name("large_graph.py")
_SECONDS_BETWEEN_LOOKS = 0.1


def main() -> int:
    """Make graphs of so many articles, and validate each twice: all of it, and what is new."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=int, nargs="*", default=[1000, 10_000])
    parser.add_argument("--workers", type=int, default=1)
    given = parser.parse_args()
    for articles in given.articles:
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, str(_GRAPH), str(articles), folder], check=True)
            sys.stdout.write(f"{articles} articles, {given.workers} workers\n")
            for told in ("all of it", "what is new"):
                _validate(told, folder, given.workers)
    return 0


def _validate(told: str, output: str, workers: int) -> None:
    command = [sys.executable, "-m", "edu_kg", "validate", "--quiet", "--workers", str(workers)]
    started = time.perf_counter()
    process = subprocess.Popen([*command, "--output", output], stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(map(_own_kilobytes, [process.pid, *_children(process.pid)])))
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    seconds = time.perf_counter() - started
    sys.stdout.write(
        f"  {told}: {seconds:.1f} s, {peak / 1024:.0f} MB, exit code {process.returncode}\n"
    )
    sys.stdout.flush()


def _children(pid: int) -> list[int]:
    try:
        return [
            int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        ]
    except OSError:
        return []


def _own_kilobytes(pid: int) -> int:
    """The memory of a process without pages of files, which the system takes back as it likes."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0  # it came to its end
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))


if __name__ == "__main__":
    sys.exit(main())
