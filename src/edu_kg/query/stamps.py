"""What of a graph is known to conform to the shapes, kept beside it."""

import contextlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from edu_kg.records import write_atomically


@dataclass(frozen=True, slots=True)
class Stamps:
    """Digests of the parts of a graph that conformed, in a file that may be lost or read-only."""

    path: Path

    def load(self) -> frozenset[str]:
        """The digests; none where there is no such file, or one that is not ours."""
        try:
            known = json.loads(self.path.read_bytes())
        except (OSError, ValueError, RecursionError):
            return frozenset()
        return frozenset(map(str, known)) if isinstance(known, list) else frozenset()

    def save(self, digests: Iterable[str]) -> None:
        """Keep these digests in place of those before, where the folder can be written."""
        text = json.dumps(sorted(digests), indent=0)
        # Without the file, the next validation takes longer; nothing else.
        with contextlib.suppress(OSError):
            write_atomically(self.path, text.encode())
