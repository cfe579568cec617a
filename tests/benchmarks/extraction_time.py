"""What extraction costs beside the language pipeline, in processor time of one core.

``python -m tests.benchmarks.extraction_time``, from the repository's root.
"""

import time
from pathlib import Path

from edu_kg.evaluation import read_gold
from edu_kg.extraction import extract_claims
from edu_kg.nlp import load_pipeline

ROOT = Path(__file__).parents[2]
_ROUNDS = 4


def main() -> None:
    """Print milliseconds an article of both, on the development set and the test fold."""
    articles = [
        each.article
        for folder, names in ((ROOT / "tests" / "gold", "*"), (ROOT / "training" / "corpus", "*0"))
        for each in read_gold(folder, names)
    ]
    pipeline = load_pipeline()
    spent = {"pipeline": 0.0, "extraction": 0.0}
    for article in articles * _ROUNDS:
        began = time.process_time()
        doc = pipeline(article.text)
        between = time.process_time()
        extract_claims(article, doc)
        spent["pipeline"] += between - began
        spent["extraction"] += time.process_time() - between
    count = len(articles) * _ROUNDS
    each = ", ".join(f"{name} {1000 * value / count:.1f} ms" for name, value in spent.items())
    ratio = spent["extraction"] / spent["pipeline"]
    print(f"{len(articles)} articles: {each} an article, {ratio:.2f} times")  # noqa: T201


if __name__ == "__main__":
    main()
