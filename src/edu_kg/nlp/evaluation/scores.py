"""Annotations of a pipeline against gold: exact mentions, tags, trees, sentences."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from edu_kg.model import EntityKind
from edu_kg.nlp.evaluation.gold import OPEN, GoldDocument, GoldSyntax
from edu_kg.nlp.pipelines import refuse_unless_readable
from edu_kg.nlp.spans import KIND_OF_LABEL

MENTION_LABELS = ("PERSON", "ORG", "PLACE")
"""The labels that are scored; others of a pipeline or of a gold file are passed over."""
_LABEL_OF_KIND = dict(zip(EntityKind, MENTION_LABELS, strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many were found rightly, found wrongly, and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / max(1, self.right + self.extra)

    @property
    def recall(self) -> float:
        """Share of what there is that was found; 0 where there is nothing."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall.

        >>> Score(right=3, extra=1, missed=1).f1
        0.75
        """
        return 2 * self.right / max(1, 2 * self.right + self.extra + self.missed)


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionScores:
    """Scores of exact spans, by label and over all labels."""

    by_label: Mapping[str, Score]
    overall: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxScores:
    """Shares of tokens with the right tag, UPOS, head (``uas``), and head and label (``las``).

    Every token counts, punctuation too, and a label counts with its subtype. ``sentences`` are
    those the pipeline finds itself in whole documents, both ends right.
    """

    tokens: int
    tag: float
    upos: float
    uas: float
    las: float
    sentences: Score


def common_label(label: str) -> str:
    """Give the one label for what pipelines and corpora call differently.

    >>> common_label("PER"), common_label("GPE"), common_label("MISC")
    ('PERSON', 'PLACE', 'MISC')
    """
    kind = KIND_OF_LABEL.get(label)
    return _LABEL_OF_KIND[kind] if kind is not None else label


def make_doc(pipeline: Language, document: GoldDocument) -> Doc:
    """Give the bare spaCy document: of the gold tokens where there are any.

    Raises:
        UnusableSource: the text is longer than the pipeline reads.
    """
    if document.tokens is not None:
        tokens = document.tokens
        return Doc(pipeline.vocab, words=list(tokens.words), spaces=list(tokens.spaces))
    refuse_unless_readable(pipeline, document.text, document.id)
    return pipeline.make_doc(document.text)


def score_mentions(pipeline: Language, documents: Iterable[GoldDocument]) -> MentionScores:
    """Score the pipeline's entities; documents without gold mentions are passed over.

    A mention is right when its first and last character and its label are.
    """
    right: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    known = [document for document in documents if document.mentions is not None]
    docs = pipeline.pipe(make_doc(pipeline, document) for document in known)
    for document, doc in zip(known, docs, strict=True):
        gold = {
            (m.start, m.end, m.label) for m in document.mentions or () if m.label in MENTION_LABELS
        }
        found = set(_found(document, doc))
        right.update(label for _, _, label in found & gold)
        extra.update(label for _, _, label in found - gold)
        missed.update(label for _, _, label in gold - found)
    return MentionScores(
        by_label={
            label: Score(right=right[label], extra=extra[label], missed=missed[label])
            for label in MENTION_LABELS
        },
        overall=Score(right=right.total(), extra=extra.total(), missed=missed.total()),
    )


def score_syntax(pipeline: Language, documents: Iterable[GoldDocument]) -> SyntaxScores:
    """Score the pipeline's tags and trees on gold tokens, each gold sentence parsed alone.

    Documents without gold syntax are passed over.
    """
    counts: Counter[str] = Counter()
    known = [document for document in documents if document.syntax is not None]
    sentences = list(_sentences(known))
    docs = pipeline.pipe(make_doc(pipeline, sentence) for sentence in sentences)
    for sentence, doc in zip(sentences, docs, strict=True):
        if sentence.syntax is not None:
            counts.update(_right_tokens(sentence.syntax, doc))
    tokens = max(1, counts["tokens"])
    return SyntaxScores(
        tokens=counts["tokens"],
        tag=counts["tag"] / tokens,
        upos=counts["upos"] / tokens,
        uas=counts["uas"] / tokens,
        las=counts["las"] / tokens,
        sentences=_score_sentences(pipeline, known),
    )


def _found(document: GoldDocument, doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield the scored mentions of a doc that touch nothing the annotators left open."""
    undecided = [m for m in document.mentions or () if m.label == OPEN]
    for entity in doc.ents:
        start, end, label = entity.start_char, entity.end_char, common_label(entity.label_)
        is_open = any(m.start < end and start < m.end for m in undecided)
        if label in MENTION_LABELS and not is_open:
            yield start, end, label


def _sentences(documents: Iterable[GoldDocument]) -> Iterator[GoldDocument]:
    """Yield each sentence as a document of its own."""
    for document in documents:
        tokens, syntax = document.tokens, document.syntax
        if tokens is None or syntax is None:
            continue
        for start, end in tokens.sentence_spans():
            part = slice(start, end)
            cut = type(tokens)(words=tokens.words[part], spaces=tokens.spaces[part])
            yield GoldDocument(
                id=document.id,
                text=cut.text,
                tokens=cut,
                syntax=GoldSyntax(
                    tags=syntax.tags[part],
                    upos=syntax.upos[part],
                    heads=tuple(head - start for head in syntax.heads[part]),
                    deps=syntax.deps[part],
                ),
            )


def _right_tokens(syntax: GoldSyntax, doc: Doc) -> Counter[str]:
    counts: Counter[str] = Counter(tokens=len(doc))
    for token in doc:
        has_head = syntax.heads[token.i] == token.head.i
        counts["tag"] += syntax.tags[token.i] == token.tag_
        counts["upos"] += syntax.upos[token.i] == token.pos_
        counts["uas"] += has_head
        # spaCy writes the root in capitals.
        counts["las"] += has_head and syntax.deps[token.i].lower() == token.dep_.lower()
    return counts


def _score_sentences(pipeline: Language, documents: Sequence[GoldDocument]) -> Score:
    right = extra = missed = 0
    docs = pipeline.pipe(make_doc(pipeline, document) for document in documents)
    for document, doc in zip(documents, docs, strict=True):
        gold = set(document.tokens.sentence_spans()) if document.tokens else set()
        found = {(sentence.start, sentence.end) for sentence in doc.sents}
        right += len(gold & found)
        extra += len(found - gold)
        missed += len(gold - found)
    return Score(right=right, extra=extra, missed=missed)
