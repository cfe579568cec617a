"""Pages per CPU second without a profile, against trafilatura with metadata.

``PYTHONPATH=tests python -m benchmarks.parsing_speed FOLDER``, with FOLDER a checkout of
scrapinghub/article-extraction-benchmark. The two take turns on each page, in an order that
changes, so that other jobs of the machine burden both alike.
"""

import argparse
import gzip
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.extractors import Extractor, extract_ours, extract_with_trafilatura

_SEED = 20_200_519


def main(arguments: Sequence[str] | None = None) -> None:
    """Print pages per CPU second of both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=181)
    given = parser.parse_args(arguments)
    files = sorted((given.folder / "html").glob("*.html.gz"))[: given.pages]
    pages = [gzip.decompress(file.read_bytes()) for file in files]
    extractors: dict[str, Extractor] = {
        "edu-kg": extract_ours,
        "trafilatura with metadata": extract_with_trafilatura,
    }
    spent = dict.fromkeys(extractors, 0.0)
    chance = random.Random(_SEED)
    for extract in extractors.values():
        extract(pages[0], "https://benchmark.example/warm-up")
    for html in pages:
        for name in chance.sample(sorted(extractors), len(extractors)):
            started = time.process_time()
            extractors[name](html, "https://benchmark.example/page")
            spent[name] += time.process_time() - started
    speeds = {name: len(pages) / seconds for name, seconds in spent.items()}
    for name, speed in speeds.items():
        sys.stdout.write(f"{name:<28} {speed:7.1f} pages per CPU second\n")
    ratio = speeds["edu-kg"] / speeds["trafilatura with metadata"]
    sys.stdout.write(f"ratio {ratio:.2f}\n")


if __name__ == "__main__":
    main()
