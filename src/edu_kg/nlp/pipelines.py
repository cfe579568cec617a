"""spaCy pipelines for news text: the shipped one or any other, checked before use."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from edu_kg.errors import BrokenText, ModelLacks, ModelNotFound, TextTooLong, UnusableSource
from edu_kg.model import EntityKind

# Importing registers the components under their factory names.
from edu_kg.nlp import acronym_spans, encoder, joins, sentences, title_spans
from edu_kg.nlp.spans import KIND_OF_LABEL
from edu_kg.nlp.tokenizer import BoundedTokenizer

Pipeline = Language
"""A loaded pipeline, for those who only hand it on."""

_MODELS = Path(__file__).parent / "models"
SMALL_PIPELINE = _MODELS / "en_edu_news_sm"
"""A CNN: nearly twice as fast as the default one, and less exact."""
DEFAULT_PIPELINE = _MODELS / "en_edu_news_enc"
"""A fine-tuned encoder, run with onnxruntime."""
SHIPPED_NAMES = ("small", "accurate")
"""The tiers that are shipped, by the names under which they are asked for."""
_DEFAULT = "accurate"

LONGEST_TEXT = 100_000
"""Characters of a text that is read: some 16 000 words, more than any news article has."""
MOST_TOKENS = 30_000
"""Tokens of a text that is read; each takes some 25 kB of memory while it is."""


def shipped_folder(name: str) -> Path | None:
    """The folder of the shipped tier of that name; None for other names."""
    folders = (SMALL_PIPELINE, DEFAULT_PIPELINE)
    return dict(zip(SHIPPED_NAMES, folders, strict=True)).get(name)


def load_pipeline(name_or_path: str | Path | None = None) -> Language:
    """The spaCy pipeline of that name or folder; shipped are "small" and "accurate" (None).

    Where line breaks, abbreviations and quotes leave no doubt, sentences are settled before the
    parser sees the text. ``doc.spans`` has the groups "acronyms" and "titles".

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
    headlines = encoder.FACTORY not in pipeline.pipe_names
    pipeline.add_pipe(sentences.FACTORY, first=True, config={"headlines": headlines})
    if "parser" in pipeline.pipe_names:
        pipeline.add_pipe(joins.FACTORY, after="parser", config={"headlines": headlines})
    pipeline.add_pipe(acronym_spans.FACTORY)
    pipeline.add_pipe(title_spans.FACTORY)
    pipeline.max_length = LONGEST_TEXT
    if isinstance(pipeline.tokenizer, Tokenizer):
        pipeline.tokenizer = BoundedTokenizer(pipeline.tokenizer)
    return pipeline


def read_texts(pipeline: Language, texts: Iterable[str], batch_size: int = 32) -> Iterator[Doc]:
    """One spaCy Doc a text, in order; ``doc.text`` equals the text.

    Raises:
        TextTooLong: a text has more characters than the pipeline's ``max_length``, or more tokens
            than ``MOST_TOKENS``.
        BrokenText: a text holds half a character.
    """
    docs = (_make_doc(pipeline, text) for text in texts)
    yield from pipeline.pipe(docs, batch_size=batch_size)


def _make_doc(pipeline: Language, text: str) -> Doc:
    if len(text) > pipeline.max_length:
        raise TextTooLong(len(text), pipeline.max_length)
    try:
        doc = pipeline.make_doc(text)
    except UnicodeEncodeError as error:
        raise BrokenText(error.start) from error
    if len(doc) > MOST_TOKENS:
        raise TextTooLong(len(doc), MOST_TOKENS, "tokens")
    return doc


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
    kinds = {KIND_OF_LABEL.get(label) for label in _labels(pipeline, "ner")}
    if not {EntityKind.PERSON, EntityKind.ORGANIZATION} <= kinds:
        yield "entities labelled PERSON and ORG (component ner)"


def _labels(pipeline: Language, component: str) -> set[str]:
    if component not in pipeline.pipe_names:
        return set()
    return set(getattr(pipeline.get_pipe(component), "labels", ()))
