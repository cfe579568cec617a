"""How much one question may cost."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of one question, and of how many are answered at a time.

    A question that takes longer than ``seconds`` is cut; an answer of more than ``rows`` rows or
    ``answer_bytes`` is refused, and so is a request of more than ``request_bytes``. ``workers``
    questions are answered at a time, as many as ``waiting`` wait; each worker may use
    ``memory_bytes``.
    """

    seconds: float = 30.0
    rows: int = 100_000
    workers: int = 4
    waiting: int = 256
    answer_bytes: int = 64_000_000
    request_bytes: int = 1_000_000
    memory_bytes: int = 4_000_000_000
