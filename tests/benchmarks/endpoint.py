"""`edu-kg serve` beside a bare route, asked what neither was asked before (needs `wrk`, Linux).

``python tests/benchmarks/endpoint.py FOLDER [ROUNDS]`` takes a graph of `large_graph.py`. It tells
questions a second of each round, their ratio, and the processor time of a question: other work on
the machine moves the rates, and of that much less.
"""

import contextlib
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PORTS = {"bare": 8811, "serve": 8812}


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one server did in one round."""

    per_second: float
    microseconds: float


@contextlib.contextmanager
def running(name: str, folder: Path) -> Iterator[int]:
    """One of the two servers, warm; gives the id of its process."""
    port = str(PORTS[name])
    bare = [str(HERE / "bare_route.py"), str(folder / "store"), port]
    ours = ["-m", "edu_kg", "serve", "--output", str(folder), "--port", port]
    with subprocess.Popen([sys.executable, *(bare if name == "bare" else ours)]) as process:
        try:
            # The workers of ours read all names first.
            while not all(wrk(name, "warm", seconds=1)[0] > 200 for _ in range(5)):
                time.sleep(1)
            yield process.pid
        finally:
            process.terminate()


def wrk(name: str, round_name: str, seconds: int) -> tuple[int, float]:
    """How many questions were answered, and how many a second."""
    address = f"http://127.0.0.1:{PORTS[name]}"
    script = ["-s", str(HERE / "varied.lua"), address, "--", round_name]
    done = subprocess.run(
        ["wrk", "-t1", "-c8", f"-d{seconds}s", *script],
        capture_output=True,
        text=True,
        check=False,
    )
    count, rate = (
        re.search(r"(\d+) requests in", done.stdout),
        re.search(r"Requests/sec:\s+(\S+)", done.stdout),
    )
    if count is None or rate is None or "Non-2xx" in done.stdout:
        return 0, 0.0
    return int(count[1]), float(rate[1])


def processor_ticks(process: int) -> int:
    """The processor time of a process and its workers so far, in hundredths of a second."""
    workers = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    stats = [Path(f"/proc/{one}/stat").read_text() for one in (str(process), *workers)]
    return sum(sum(map(int, stat.rpartition(")")[2].split()[11:13])) for stat in stats)


def measure(name: str, process: int, round_name: str) -> Round:
    """One round of four seconds."""
    before = processor_ticks(process)
    count, rate = wrk(name, round_name, seconds=4)
    ticks = processor_ticks(process) - before
    return Round(per_second=rate, microseconds=ticks * 10_000 / max(count, 1))


def main(folder: Path, rounds: int) -> None:
    """Let the two take turns, and tell how they fare."""
    ratios: list[float] = []
    with running("bare", folder) as bare, running("serve", folder) as ours:
        for number in range(rounds):
            told = [measure("bare", bare, f"r{number}"), measure("serve", ours, f"r{number}")]
            ratios.append(told[1].per_second / told[0].per_second)
            shown = [f"{each.per_second:,.0f}/s {each.microseconds:.0f} us" for each in told]
            sys.stdout.write("   ".join([*shown, f"{ratios[-1]:.2f}"]) + "\n")
            sys.stdout.flush()
    sys.stdout.write(f"median {statistics.median(ratios):.2f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
