"""Body text on the public article-extraction benchmark, side by side with trafilatura.

``PYTHONPATH=tests python -m benchmarks.article_bodies FOLDER``, with FOLDER a checkout of
scrapinghub/article-extraction-benchmark. Its own scorer counts; the intervals are of a paired
bootstrap over its pages.
"""

import argparse
import gzip
import importlib.util
import json
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from benchmarks.extractors import TRAFILATURA_BODIES, extract_ours

_RESAMPLES = 2000
_SEED = 20_200_519
OURS = "edu-kg"

Counts = tuple[float, float, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of all extractors, and how far ours is from each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args(arguments).folder
    scorer = _load_scorer(folder / "evaluate.py")
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {
        key: gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()) for key in gold
    }
    counts: dict[str, list[Counts]] = {}
    for name, extract in {OURS: extract_ours, **TRAFILATURA_BODIES}.items():
        bodies = {key: extract(html, gold[key]["url"]).body for key, html in pages.items()}
        counts[name] = [
            scorer.string_shingle_matching(true=gold[key]["articleBody"], pred=bodies[key])
            for key in gold
        ]
        exact = sum(
            scorer.get_accuracy(true=gold[key]["articleBody"], pred=bodies[key]) for key in gold
        )
        figures = scorer.metrics_from_tp_fp_fns(counts[name])
        sys.stdout.write(
            f"{name:<28} F1 {figures['f1']:.4f}  precision {figures['precision']:.3f}  "
            f"recall {figures['recall']:.3f}  exact {exact / len(gold):.3f}\n"
        )
    for name in TRAFILATURA_BODIES:
        low, middle, high = _difference(counts, name, scorer)
        sys.stdout.write(f"{OURS} minus {name:<28} {middle:+.4f} [{low:+.4f}, {high:+.4f}]\n")


def _load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no scorer; give a checkout of the benchmark")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def _difference(
    counts: Mapping[str, Sequence[Counts]], other: str, scorer: ModuleType
) -> tuple[float, float, float]:
    """The 2.5th, 50th and 97.5th percentile of F1 of ours minus that of the other."""
    chance = random.Random(_SEED)
    size = len(counts[OURS])
    differences = []
    for _ in range(_RESAMPLES):
        drawn = [chance.randrange(size) for _ in range(size)]
        ours, theirs = (
            scorer.metrics_from_tp_fp_fns([counts[name][n] for n in drawn])["f1"]
            for name in (OURS, other)
        )
        differences.append(ours - theirs)
    differences.sort()
    low, middle, high = (differences[int(_RESAMPLES * part)] for part in (0.025, 0.5, 0.975))
    return low, middle, high


if __name__ == "__main__":
    main()
