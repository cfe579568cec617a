"""Average networks that began alike: `python -m training.facts.average --help`.

Networks fine-tuned from the same first weights in different orders lie in one valley; their mean
is as good as an ensemble of them and costs what one does (Wortsman et al. 2022, "Model soups").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def average(checkpoints: list[Path], out: Path) -> None:
    """Write the mean of the weights of checkpoints."""
    rows = [torch.load(path, weights_only=True) for path in checkpoints]
    nets = [row["net"] for row in rows]
    mean = {name: sum(net[name] for net in nets) / len(nets) for name in nets[0]}
    torch.save({**rows[0], "net": mean}, out)


def main() -> None:
    """Average from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    average(options.checkpoints, options.out)


if __name__ == "__main__":
    main()
