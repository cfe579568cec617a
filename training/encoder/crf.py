"""A linear-chain conditional random field over mention tags that can leave positions open."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from training.encoder.encoding import IGNORED, MENTION_TAGS

FORBIDDEN = -1e4
"""Score of a transition that breaks the BIO scheme."""


def _rules() -> tuple[Tensor, Tensor]:
    count = len(MENTION_TAGS)
    steps = torch.zeros(count, count)
    start = torch.zeros(count)
    for to, tag in enumerate(MENTION_TAGS):
        if tag.startswith("I-"):
            start[to] = FORBIDDEN
            for origin, previous in enumerate(MENTION_TAGS):
                if previous == "O" or previous[2:] != tag[2:]:
                    steps[origin, to] = FORBIDDEN
    return steps, start


class MentionField(nn.Module):
    """Transition scores between mention tags and the loss of tag sequences under them."""

    step_rules: Tensor
    start_rules: Tensor

    def __init__(self) -> None:
        super().__init__()
        steps, start = _rules()
        self.register_buffer("step_rules", steps, persistent=False)
        self.register_buffer("start_rules", start, persistent=False)
        self.steps = nn.Parameter(torch.zeros_like(steps))
        self.start = nn.Parameter(torch.zeros_like(start))

    def transitions(self) -> Tensor:
        """Give the scores from tag by to tag, forbidden steps far below all others."""
        return self.steps + self.step_rules

    def starts(self) -> Tensor:
        """Give the scores of the first tag."""
        return self.start + self.start_rules

    def loss(self, emissions: Tensor, targets: Tensor, words: Tensor) -> Tensor:
        """Give the summed negative log-likelihood of the known tags.

        Where a target is `IGNORED` every tag is allowed: the likelihood is that of all sequences
        that agree with the known ones. `words` tells words from padding.
        """
        one_hot = torch.nn.functional.one_hot(targets.clamp(min=0), len(MENTION_TAGS)).bool()
        allowed = one_hot | (targets == IGNORED)[..., None]
        held = emissions.masked_fill(~allowed, FORBIDDEN)
        both = self._log_sum(torch.cat([emissions, held]), torch.cat([words, words]))
        free, agreed = both.chunk(2)
        return (free - agreed).sum()

    def _log_sum(self, emissions: Tensor, words: Tensor) -> Tensor:
        transitions = self.transitions()
        score = emissions[:, 0] + self.starts()
        for step in range(1, emissions.size(1)):
            moved = torch.logsumexp(score[:, :, None] + transitions, dim=1) + emissions[:, step]
            score = torch.where(words[:, step, None], moved, score)
        return torch.logsumexp(score, dim=1)
