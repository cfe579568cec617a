"""Put encoder files and a lemmatizer together: `python -m training.encoder.assemble --help`."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy

import edu_kg.nlp.encoder  # noqa: F401 - registers the component's factory


def assemble(base: Path, files: Path, out: Path, scheme: str) -> None:
    """Write a pipeline of encoder and rule lemmatizer; the lemmatizer is that of `base`."""
    source = spacy.load(base)
    nlp = spacy.blank("en")
    encoder = nlp.add_pipe("edu_encoder", config={"scheme": scheme})
    encoder.from_disk(files)  # type: ignore[attr-defined] # spaCy types components as callables
    nlp.add_pipe("lemmatizer", source=source)
    # Its words are those of the base; nothing here looks them up, and they are large.
    nlp.to_disk(out, exclude=["vocab"])


def main() -> None:
    """Assemble from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True, help="pipeline with a lemmatizer")
    parser.add_argument("--files", type=Path, required=True, help="what encoder.export wrote")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--scheme", default="news")
    options = parser.parse_args()
    assemble(options.base, options.files, options.out, options.scheme)


if __name__ == "__main__":
    main()
