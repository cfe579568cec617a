"""Export a trained fact network for run time: `python -m training.facts.export --help`.

Writes two graphs into a folder: `facts.onnx` takes the pieces' vectors of one article and gives
the scores and vectors of its words and mentions, `parts.onnx` what mentions are to some words.
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

from edu_kg.extraction.learned.engine import INPUTS, OUTPUTS, PART_INPUTS, PART_OUTPUTS
from training.encoder.attention import DOMAIN, attend_at_once
from training.encoder.net import read_size
from training.facts.net import FactNet


class Reader(nn.Module):
    """The network for one article, from vectors of pieces on, but for the parts beside words."""

    def __init__(self, net: FactNet) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, pieces: Tensor, shapes: Tensor, gaps: Tensor, marks: Tensor, *rest: Tensor
    ) -> tuple[Tensor, ...]:
        """Give what `FactNet.read` gives, without the axis of articles; inputs as in `INPUTS`."""
        context = self.net.contextualize(
            pieces[None], shapes[None], gaps[None], marks[None], torch.zeros(1, 1, 1, 1)
        )
        return tuple(each[0] for each in self.net.read(context, *(each[None] for each in rest)))


class Judge(nn.Module):
    """What each mention is to some words of one article."""

    def __init__(self, net: FactNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, *told: Tensor) -> tuple[Tensor, ...]:
        """Give what `FactNet.judge` gives; inputs as in `PART_INPUTS`."""
        return tuple(each[0] for each in self.net.judge(*(each[None] for each in told)))


def export(checkpoint: Path, encoder: Path, out: Path, *, quantize: bool) -> None:
    """Write the two run-time graphs of a checkpoint into a folder."""
    row = torch.load(checkpoint, weights_only=True)
    size = read_size(encoder)
    net = FactNet(size, row["inner"], dropout=0.0)
    net.load_state_dict(row["net"])
    net.eval()
    for layer in net.encoder.layers:
        layer.mix = attend_at_once
    out.mkdir(parents=True, exist_ok=True)
    pieces, words, mentions = 24, 17, 5
    by_pair = [torch.ones(mentions, mentions, dtype=torch.int64) for _ in range(3)]
    by_word = [torch.ones(words, mentions, dtype=torch.int64) for _ in range(3)]
    read = (
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
        *by_pair,
    )
    judged = (torch.randn(words, size.width), torch.randn(mentions, size.width), *by_word)
    axes = {
        **{name: {0: "pieces"} for name in INPUTS[:4]},
        **{name: {0: "words"} for name in (*INPUTS[4:6], "words")},
        **{name: {0: "mentions"} for name in (*INPUTS[6:10], "mentions")},
        **{name: {0: "mentions", 1: "mentions_too"} for name in INPUTS[10:]},
        **{name: {0: "words", 1: "mentions"} for name in PART_INPUTS[2:]},
    }
    for module, example, names, name in (
        (Reader(net), read, (INPUTS, OUTPUTS), "facts.onnx"),
        (Judge(net), judged, (PART_INPUTS, PART_OUTPUTS), "parts.onnx"),
    ):
        torch.onnx.export(
            module,
            example,
            str(out / name),
            input_names=list(names[0]),
            output_names=list(names[1]),
            dynamic_axes={n: a for n, a in axes.items() if n in (*names[0], *names[1])},
            opset_version=17,
            dynamo=False,
            custom_opsets=DOMAIN,
        )
        if quantize:
            _shrink(out / name)
        onnx.checker.check_model(str(out / name))


def _shrink(graph: Path) -> None:
    """Make the encoder's products whole numbers, and large tables half precision."""
    quantize_dynamic(
        graph,
        graph,
        weight_type=QuantType.QInt8,
        per_channel=True,
        op_types_to_quantize=["MatMul"],
        nodes_to_exclude=_head_products(graph),
        extra_options={"MatMulConstBOnly": True},
    )
    onnx.save(_halved(onnx.load(str(graph))), str(graph))


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
