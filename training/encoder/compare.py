"""What the material is worth, in short trainings that differ in it alone.

`python -m training.encoder.compare --help`. Every training starts from the pretrained encoder and
sees the same number of word pieces; a JSON line says what each reached.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training.documents import read_documents
from training.encoder.check import check_mentions, check_syntax
from training.encoder.config import read_config
from training.encoder.encoding import Encoded, collect_labels, encode_all
from training.encoder.material import read_material
from training.encoder.train import Trainer
from training.encoder.variants import narrowed, variants

_MEASURED = ("news-test", "news-dev", "ewt-test", "gum-news", "gum-test")
_FEW = 80
"""Documents of a treebank that are measured on: enough to tell trainings apart."""


def measure(trainer: Trainer, measured: dict[str, list[Encoded]]) -> dict[str, object]:
    """Give mention F1 on the articles and attachment scores on the treebanks."""
    marks = trainer.material.marks
    figures: dict[str, object] = {}
    for name, documents in measured.items():
        if name.startswith("news-"):
            figures[name] = check_mentions(trainer.net, documents, marks)
        else:
            figures[name] = check_syntax(trainer.net, documents, marks)
    return figures


def main() -> None:
    """Run the comparison from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of the pretrained encoder"
    )
    parser.add_argument("--data", type=Path, required=True, help="what training.convert wrote")
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of the checkpoints")
    parser.add_argument("--articles", type=int, nargs="*", default=[], help="0: all of them")
    parser.add_argument(
        "--without", nargs="*", default=[], help="sets to leave out, one a training"
    )
    options = parser.parse_args()
    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    config = read_config(options.config)
    documents = {
        name: [*read_documents(options.data / f"{name}.jsonl")][: None if "news-" in name else _FEW]
        for name in _MEASURED
    }
    # Articles have neither tags nor trees: what these are called the treebanks say.
    labels = collect_labels([d for name in _MEASURED for d in documents[name]])
    material = read_material(options.data, config, tokenizer, labels)
    measured = {name: encode_all(each, labels, tokenizer) for name, each in documents.items()}
    for variant in variants(options.articles, options.without):
        less, settings = narrowed(material, config, variant)
        name = "-".join(
            ["without", *variant.without] if variant.without else [str(variant.articles)]
        )
        trainer = Trainer(settings, less, options.encoder, options.out / name, 0)
        trainer.run(3600)
        row = {"articles": variant.articles, "without": variant.without}
        print("REACHED", json.dumps(row | measure(trainer, measured)), flush=True)


if __name__ == "__main__":
    main()
