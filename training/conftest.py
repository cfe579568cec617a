"""The examples in docstrings here are tests, in modules whose imports are there to be had."""

from __future__ import annotations

from importlib.util import find_spec

_NEED_TORCH = ("batch", "check", "crf", "export", "loss", "net", "train")
collect_ignore = [] if find_spec("torch") else [f"encoder/{name}.py" for name in _NEED_TORCH]
