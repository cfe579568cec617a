"""spaCy pipelines for news text: the shipped one or any other, checked before use."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from edu_kg.errors import ModelLacks, ModelNotFound, UnusableSource

# Importing registers the component under its factory name.
from edu_kg.nlp import encoder, paragraphs

_MODELS = Path(__file__).parent / "models"
SMALL_PIPELINE = _MODELS / "en_edu_news_sm"
"""A CNN: nearly twice as fast as the default one, and less exact."""
DEFAULT_PIPELINE = _MODELS / "en_edu_news_enc"
"""A fine-tuned encoder, run with onnxruntime."""
SHIPPED_NAMES = ("small", "accurate")
"""The tiers that are shipped, by the names under which they are asked for."""
_DEFAULT = "accurate"

PERSON_LABELS = frozenset({"PERSON", "PER"})
ORGANIZATION_LABELS = frozenset({"ORG"})
PLACE_LABELS = frozenset({"PLACE", "LOC", "GPE", "FAC"})


def shipped_folder(name: str) -> Path | None:
    """The folder of the shipped tier of that name; None for other names."""
    folders = (SMALL_PIPELINE, DEFAULT_PIPELINE)
    return dict(zip(SHIPPED_NAMES, folders, strict=True)).get(name)


def load_pipeline(name_or_path: str | Path | None = None) -> Language:
    """The spaCy pipeline of that name or folder; shipped are "small" and "accurate" (None).

    Paragraph breaks become sentence breaks before the parser sees the text.

    Raises:
        ModelNotFound: there is no such package or folder.
        ModelLacks: it has no dependency parse, tags or entities of persons and organisations.
    """
    chosen = shipped_folder(str(name_or_path or _DEFAULT)) or name_or_path
    if chosen is None:
        raise ModelNotFound(str(name_or_path))
    try:
        pipeline = spacy.load(chosen)
    except OSError as error:
        raise ModelNotFound(str(chosen)) from error
    missing = list(_missing(pipeline))
    if missing:
        raise ModelLacks(str(chosen), missing)
    pipeline.add_pipe(paragraphs.FACTORY, first=True)
    return pipeline


def read_texts(pipeline: Language, texts: Iterable[str], batch_size: int = 32) -> Iterator[Doc]:
    """One spaCy Doc a text, in order; ``doc.text`` equals the text."""
    yield from pipeline.pipe(texts, batch_size=batch_size)


def refuse_unless_readable(pipeline: Language, text: str, source: str) -> None:
    """Say that a text is longer than the pipeline reads, before it does.

    Raises:
        UnusableSource: it is; ``source`` names it.
    """
    if len(text) > pipeline.max_length:
        problem = f"has {len(text)} characters, more than {pipeline.max_length}; give a part of it"
        raise UnusableSource(source, problem)


def _missing(pipeline: Language) -> Iterator[str]:
    """What extraction needs and this pipeline does not give, in words."""
    if encoder.FACTORY in pipeline.pipe_names:
        return  # it gives them all
    dependencies = _labels(pipeline, "parser")
    if "nsubj" not in dependencies:
        yield "dependency parse (component parser)"
    elif "obl" not in dependencies:
        yield "parse with Universal Dependencies labels"
    if not {"tagger", "morphologizer"} & set(pipeline.pipe_names):
        yield "part-of-speech tags (component tagger or morphologizer)"
    entities = _labels(pipeline, "ner")
    if not entities & PERSON_LABELS or not entities & ORGANIZATION_LABELS:
        yield "entities labelled PERSON and ORG (component ner)"


def _labels(pipeline: Language, component: str) -> set[str]:
    if component not in pipeline.pipe_names:
        return set()
    return set(getattr(pipeline.get_pipe(component), "labels", ()))
