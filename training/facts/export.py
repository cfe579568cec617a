"""Export a trained fact network for run time: `python -m training.facts.export --help`.

Writes `facts.onnx`, which takes the pieces' vectors of one article and gives the scores of its
words and mentions.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
import onnx.numpy_helper
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from edu_kg.extraction.learned.engine import INPUTS, OUTPUTS
from training.encoder.attention import DOMAIN, attend_at_once
from training.encoder.net import read_size
from training.facts.net import FactNet


class ArticleNet(nn.Module):
    """The network for one article, from vectors of pieces on."""

    def __init__(self, net: FactNet) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, marks: Tensor, *rest: Tensor
    ) -> tuple[Tensor, ...]:
        """Give the scores of `FactScores`, without the axis of articles; inputs as in `INPUTS`."""
        context = self.net.contextualize(
            pieces[None], shapes[None], gaps[None], marks[None], torch.zeros(1, 1, 1, 1)
        )
        scores = self.net.score(context, *(each[None] for each in rest))
        return (
            scores.events[0],
            scores.titles[0],
            scores.word_mentions[0],
            scores.title_mentions[0],
            scores.pairs[0],
        )


def export(checkpoint: Path, encoder: Path, out: Path, *, quantize: bool) -> None:
    """Write the run-time graph of a checkpoint."""
    row = torch.load(checkpoint, weights_only=True)
    net = FactNet(read_size(encoder), row["inner"], dropout=0.0)
    net.load_state_dict(row["net"])
    net.eval()
    for layer in net.encoder.layers:
        layer.mix = attend_at_once
    out.parent.mkdir(parents=True, exist_ok=True)
    full = out.with_suffix(".float.onnx") if quantize else out
    pieces, words, mentions = 24, 17, 5
    example = (
        torch.randn(pieces, net.encoder.pieces.weight.size(1)),
        torch.ones(pieces, dtype=torch.int64),
        torch.full((pieces,), 2),
        torch.ones(pieces, dtype=torch.int64),
        torch.arange(1, 1 + words),
        torch.arange(2, 2 + words),
        torch.arange(1, 1 + mentions),
        torch.arange(2, 2 + mentions),
        torch.arange(1, 1 + mentions),
        torch.ones(mentions, dtype=torch.int64),
        *(
            torch.ones(rows, mentions, dtype=torch.int64)
            for _ in range(3)
            for rows in (words, mentions)
        ),
    )
    axes = {
        **{name: {0: "pieces"} for name in INPUTS[:4]},
        **{name: {0: "words"} for name in INPUTS[4:6]},
        **{name: {0: "mentions"} for name in INPUTS[6:10]},
        **{name: {0: "words", 1: "mentions"} for name in INPUTS[10::2]},
        **{name: {0: "mentions", 1: "mentions_too"} for name in INPUTS[11::2]},
    }
    torch.onnx.export(
        ArticleNet(net),
        example,
        str(full),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
        custom_opsets=DOMAIN,
    )
    if quantize:
        quantize_dynamic(
            full,
            out,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul"],
            nodes_to_exclude=_head_products(full),
            extra_options={"MatMulConstBOnly": True},
        )
        full.unlink()
        onnx.save(_halved(onnx.load(str(out))), str(out))
    onnx.checker.check_model(str(out))


_LEAST_HALVED = 4096


def _halved(model: onnx.ModelProto) -> onnx.ModelProto:
    """Give the model with large tables in half precision, read as single when it is opened."""
    graph = model.graph
    casts = []
    for table in graph.initializer:
        values = onnx.numpy_helper.to_array(table)
        if table.data_type != onnx.TensorProto.FLOAT or values.size < _LEAST_HALVED:
            continue
        name = table.name
        half = onnx.numpy_helper.from_array(values.astype(np.float16), f"{name}_half")
        table.CopyFrom(half)
        casts.append(onnx.helper.make_node("Cast", [half.name], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *graph.node]
    del graph.node[:]
    graph.node.extend(nodes)
    return model


def _head_products(model: Path) -> list[str]:
    """Give the products outside the encoder's layers: small, and every error of theirs shows."""
    graph = onnx.load(str(model)).graph
    return [n.name for n in graph.node if n.op_type == "MatMul" and "/layers." not in n.name]


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="the pretrained encoder's folder"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="keep single precision")
    options = parser.parse_args()
    export(options.checkpoint, options.encoder, options.out, quantize=not options.float)


if __name__ == "__main__":
    main()
