"""Write the vectors of word pieces for run time: `python -m training.encoder.vectors --help`."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from edu_kg.nlp.vectors import quantize


def export_vectors(encoder: Path, out: Path) -> None:
    """Write the pretrained encoder's tokenizer and piece vectors, which training leaves alone."""
    stored = load_file(encoder / "model.safetensors")
    name = next(n for n in stored if n.endswith("word_embeddings.weight"))
    numbers, scales = quantize(stored[name].astype(np.float32))
    out.mkdir(parents=True, exist_ok=True)
    np.save(out / "numbers.npy", numbers, allow_pickle=False)
    np.save(out / "scales.npy", scales, allow_pickle=False)
    shutil.copy(encoder / "tokenizer.json", out / "tokenizer.json")


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("encoder", type=Path, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    export_vectors(options.encoder, options.out)


if __name__ == "__main__":
    main()
