"""The examples in docstrings here are tests, in modules whose imports are there to be had."""

from __future__ import annotations

from importlib.util import find_spec

_NEED_TORCH = {
    "encoder": (
        "attention",
        "batch",
        "check",
        "compare",
        "crf",
        "export",
        "loss",
        "net",
        "train",
        "vectors",
    ),
    "facts": ("average", "check", "export", "lessons", "losses", "net", "train"),
}
collect_ignore = [
    f"{folder}/{name}.py"
    for folder, names in _NEED_TORCH.items()
    for name in names
    if not find_spec("torch")
]
