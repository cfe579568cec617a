"""Attention as one operator of the run time, for export.

Written out, as it trains, attention over a whole article is a third of a network's time at run
time: scores of all pairs are written, normalised and read again, head by head. ONNX Runtime's
`com.microsoft.MultiHeadAttention` does it block by block.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.encoder.net import Layer

DOMAIN: Mapping[str, int] = {"com.microsoft": 1}
"""The operator set that an exported graph names."""


class _OneOperator(torch.autograd.Function):
    """Scaled dot-product attention of one row, in the graph a single node."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:  # noqa: ARG004
        rows, length, width = query.shape
        split = (rows, length, heads, width // heads)
        q, k, v = (x.view(split).transpose(1, 2) for x in (query, key, value))
        mixed = torch.nn.functional.scaled_dot_product_attention(q, k, v)
        return mixed.transpose(1, 2).reshape(rows, length, width)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        node = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return node.setType(query.type())


def attend_at_once(layer: Layer, x: Tensor, hidden: Tensor) -> Tensor:
    """Give what `Layer.attend` gives, for a graph of single rows: nothing is hidden there."""
    del hidden
    mixed = _OneOperator.apply(layer.query(x), layer.key(x), layer.value(x), layer.count)
    assert isinstance(mixed, Tensor)
    return mixed
