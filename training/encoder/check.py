"""Quick scores of a network in training; the shipped figures come from `training.figures`."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import torch

from edu_kg.nlp.decode import best_path, best_tree
from edu_kg.nlp.evaluation.iob import bio_spans
from training.encoder.batch import make_batch
from training.encoder.encoding import IGNORED, MENTION_TAGS, Encoded
from training.encoder.net import choose_heads
from training.encoder.windows import Marks, Window, cut_windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.encoder.net import Net, Scores


def score_window(net: Net, window: Window, marks: Marks, scheme: int) -> Scores:
    """Give the scores of one window in single precision."""
    batch = make_batch([window], marks)
    net.eval()
    with torch.inference_mode():
        scores: Scores = net(
            batch.ids,
            batch.shapes,
            batch.gaps,
            torch.zeros(1, 1, 1, batch.ids.size(1)),
            batch.first,
            batch.last,
            torch.tensor([scheme]),
        )
    return scores


def _windows(documents: Sequence[Encoded], longest: int, single: float) -> list[Window]:
    rng = random.Random(0)
    return [w for d in documents for w in cut_windows(d, rng, longest, single)]


def check_mentions(
    net: Net, documents: Sequence[Encoded], marks: Marks, scheme: int | None = None
) -> dict[str, float]:
    """Give exact-span mention F1 by label and over persons, bodies and places."""
    counts: Counter[tuple[str, str]] = Counter()
    transitions = net.field.transitions().detach().numpy()
    start = net.field.starts().detach().numpy()
    for window in _windows(documents, 190, 0.0):
        source = window.source
        number = source.scheme if scheme is None else scheme
        emissions = score_window(net, window, marks, number).mentions[0].float().numpy()
        found = _spans(best_path(emissions, transitions, start))
        targets = source.mentions[window.start : window.end]
        gold = _spans([max(0, int(t)) for t in targets])
        open_words = {n for n, t in enumerate(targets) if t == IGNORED}
        found = {f for f in found if open_words.isdisjoint(range(f[0], f[1]))}
        for name, spans in (("tp", gold & found), ("fp", found - gold), ("fn", gold - found)):
            counts.update((name, label) for _, _, label in spans)
    labels = ("PERSON", "ORG", "PLACE")
    figures = {label: _f1(counts, (label,)) for label in labels}
    return figures | {"all": _f1(counts, labels), "DATE": _f1(counts, ("DATE",))}


def _spans(path: list[int]) -> set[tuple[int, int, str]]:
    return {(e.start, e.end, e.label) for e in bio_spans([MENTION_TAGS[t] for t in path])}


def _f1(counts: Counter[tuple[str, str]], labels: tuple[str, ...]) -> float:
    right, extra, missed = (sum(counts[n, label] for label in labels) for n in ("tp", "fp", "fn"))
    return round(2 * right / max(1, 2 * right + extra + missed), 4)


def check_syntax(net: Net, documents: Sequence[Encoded], marks: Marks) -> dict[str, float]:
    """Give tag, UAS and LAS shares over gold sentences, and the F1 of sentence starts."""
    counts: Counter[str] = Counter()
    for window in _windows(documents, 190, 1.0):
        source, start, end = window.source, window.start, window.end
        scores = score_window(net, window, marks, 0)
        heads = best_tree(scores.arcs[0].float().numpy())
        with torch.inference_mode():
            rows = choose_heads(scores, torch.from_numpy(heads)[None])
            labels = net.labels(scores.dependents[0], rows[0]).float().numpy()
        gold = np.where(source.heads[start:end] == -1, 0, source.heads[start:end] - start + 1)
        deps = _choose_labels(labels, heads)
        counts["n"] += end - start
        counts["tag"] += int((scores.tags[0].argmax(-1).numpy() == source.tags[start:end]).sum())
        right = heads == gold
        counts["uas"] += int(right.sum())
        counts["las"] += int((right & (deps == source.deps[start:end])).sum())
    for window in _windows(documents, 190, 0.0):
        found = score_window(net, window, marks, 0).starts[0].numpy() > 0
        gold_starts = np.zeros(len(window.source) + 1, dtype=bool)
        gold_starts[list(window.source.sentences)] = True
        gold = gold_starts[window.start : window.end]
        counts["s-tp"] += int((found & gold)[1:].sum())
        counts["s-all"] += int(found[1:].sum() + gold[1:].sum())
    shares = {k: round(counts[k] / max(1, counts["n"]), 4) for k in ("tag", "uas", "las")}
    return shares | {"starts": round(2 * counts["s-tp"] / max(1, counts["s-all"]), 4)}


def _choose_labels(labels: NDArray[np.float32], heads: NDArray[np.int64]) -> NDArray[np.int64]:
    labels = labels.copy()
    labels[heads != 0, 0] = -np.inf
    chosen: NDArray[np.int64] = labels.argmax(-1)
    chosen[heads == 0] = 0
    return chosen
