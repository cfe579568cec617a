"""Export a checkpoint for run time: `python -m training.encoder.export --help`.

Writes `model.onnx` (one window a call, no batch dimension to pad; it takes the vectors of pieces,
which `training.encoder.vectors` writes) and `settings.json` with the labels and the transition
scores of the mention field.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.encoder.attention import DOMAIN, attend_at_once
from training.encoder.encoding import MENTION_TAGS, SCHEMES
from training.encoder.net import HeadSizes, Net, read_size

INPUTS = ("pieces", "shapes", "gaps", "first", "last", "scheme")
OUTPUTS = ("tags", "morphs", "starts", "mentions", "arcs", "labels")


class WindowNet(nn.Module):
    """The network for one window, with labels chosen for every pair of dependent and head."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(
        self,
        pieces: Tensor,
        shapes: Tensor,
        gaps: Tensor,
        first: Tensor,
        last: Tensor,
        scheme: Tensor,
    ) -> tuple[Tensor, ...]:
        """Give tags, morphology, sentence starts, mention scores, arc scores and pair labels."""
        hidden = torch.zeros(1, 1, 1, 1)
        scores = self.net.read_vectors(
            pieces[None], shapes[None], gaps[None], hidden, first[None], last[None], scheme
        )
        dependents, heads = scores.dependents[0], scores.heads[0]
        label = self.net.label[1:]
        # [labels, words, width] @ [width, heads]: the label "ROOT" (number 0) is left out, for it
        # goes with the root and with nothing else.
        pairs = (dependents @ label) @ heads.T
        return (
            scores.tags[0].argmax(-1),
            scores.morphs[0].argmax(-1),
            scores.starts[0],
            scores.mentions[0],
            scores.arcs[0],
            pairs.argmax(0) + 1,
        )


def export(checkpoint: Path, encoder: Path, out: Path, *, quantize: bool) -> None:
    """Write the run-time files of a checkpoint."""
    row = torch.load(checkpoint, weights_only=True)
    net = Net(read_size(encoder), HeadSizes(**row["outputs"]), dropout=0.0)
    net.load_state_dict(row["net"])
    net.eval()
    for layer in net.encoder.layers:
        layer.mix = attend_at_once
    out.mkdir(parents=True, exist_ok=True)
    full = out / ("model.float.onnx" if quantize else "model.onnx")
    pieces, words = 24, 17
    example = (
        torch.randn(pieces, net.encoder.pieces.weight.size(1)),
        torch.ones(pieces, dtype=torch.int64),
        torch.full((pieces,), 2),
        torch.arange(1, 1 + words),
        torch.arange(2, 2 + words),
        torch.tensor([0]),
    )
    piece_axis, word_axis = {0: "pieces"}, {0: "words"}
    axes = dict.fromkeys(INPUTS[:3], piece_axis) | dict.fromkeys(INPUTS[3:5], word_axis)
    torch.onnx.export(
        WindowNet(net),
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
            out / "model.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            nodes_to_exclude=_stacked_products(full),
            op_types_to_quantize=["MatMul"],
            extra_options={"MatMulConstBOnly": True},
        )
        full.unlink()
    onnx.checker.check_model(str(out / "model.onnx"))
    settings = {
        "tags": row["labels"]["tags"],
        "morphs": row["labels"]["morphs"],
        "deps": row["labels"]["deps"],
        "mentions": list(MENTION_TAGS),
        "schemes": list(SCHEMES),
        "transitions": net.field.transitions().tolist(),
        "start": net.field.starts().tolist(),
    }
    (out / "settings.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


def _stacked_products(model: Path) -> list[str]:
    """Give the products with a stack of matrices, which have no channels for the run time."""
    graph = onnx.load(str(model)).graph
    stacks = {tensor.name for tensor in graph.initializer if len(tensor.dims) > 2}
    return [n.name for n in graph.node if n.op_type == "MatMul" and stacks.intersection(n.input)]


def main() -> None:
    """Export from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument(
        "--encoder", type=Path, required=True, help="folder of the pretrained encoder"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float", action="store_true", help="keep single precision")
    options = parser.parse_args()
    export(options.checkpoint, options.encoder, options.out, quantize=not options.float)


if __name__ == "__main__":
    main()
