"""Answers kept as long as the state they were given from is the newest."""

import re
from collections import OrderedDict
from collections.abc import Hashable

from edu_kg.serve.pool import Answer

_CHANGING = re.compile(r"\b(?:now|rand|uuid|struuid)\s*\(", re.IGNORECASE)


class Memory:
    """The answers last given, up to so many bytes; a state of a graph never changes.

    An answer of more than ``largest`` bytes is not kept.
    """

    def __init__(self, most_bytes: int = 32_000_000, largest: int = 256_000) -> None:
        self._most_bytes = most_bytes
        self._largest = largest
        self._bytes = 0
        self._state = ""
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()

    def find(self, state: str, question: Hashable) -> Answer | None:
        """The answer given before to the same question in the same state."""
        if state != self._state:
            self._answers.clear()
            self._state, self._bytes = state, 0
            return None
        answer = self._answers.get(question)
        if answer is not None:
            self._answers.move_to_end(question)
        return answer

    def keep(self, state: str, question: Hashable, answer: Answer) -> None:
        """Keep a good answer; those not asked for longest go."""
        size = _size(question, answer)
        if state != self._state or answer.status != 200 or size > self._largest:
            return
        if question in self._answers:
            return
        self._answers[question] = answer
        self._bytes += size
        while self._bytes > self._most_bytes:
            self._bytes -= _size(*self._answers.popitem(last=False))


def _size(question: Hashable, answer: Answer) -> int:
    # Long questions have short answers, and are kept, too.
    return len(repr(question)) + len(answer.body)


def is_steady(sparql: str) -> bool:
    """Whether a query has the same answer whenever it is asked.

    >>> is_steady("SELECT (NOW() AS ?now) {}"), is_steady("ASK {}")
    (False, True)
    """
    return _CHANGING.search(sparql) is None
