"""How each host is to be treated: when it may be asked again, and when it is left alone."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from edu_kg.errors import HostPaused
from edu_kg.fetch.addresses import authority
from edu_kg.fetch.options import FetchOptions

logger = logging.getLogger(__name__)

# How long a host is left alone that answers no more, or "too many requests" without a time.
PAUSE_SECONDS = 3600.0


@dataclass(slots=True, kw_only=True)
class _State:
    failures: int = 0
    paused_until: float = 0.0
    why: str = ""


class Hosts:
    """What was seen of each host in this run; ``clock`` gives monotonic seconds.

    Requests keep their distance by host name, whatever the port; a pause is for one port.
    """

    def __init__(self, options: FetchOptions, clock: Callable[[], float]) -> None:
        self._options = options
        self._clock = clock
        self._states: dict[str, _State] = {}
        self._asked_at: dict[str, float] = {}

    def seconds_until_turn(self, address: str, delay: float) -> float:
        """How long to wait before the next request, so that it keeps its distance."""
        asked_at = self._asked_at.get(_name(address))
        if asked_at is None:
            return 0.0
        distance = max(delay, self._options.delay_at(address))
        return max(0.0, asked_at + distance - self._clock())

    def asked(self, address: str) -> None:
        """Note a request."""
        self._asked_at[_name(address)] = self._clock()

    def answered(self, address: str) -> None:
        """Note an answer that shows a host at work."""
        self._state(address).failures = 0

    def failed(self, address: str) -> None:
        """Note a page that did not come, all attempts spent; too many in a row pause the host."""
        state = self._state(address)
        state.failures += 1
        if state.failures >= self._options.failures_in_a_row:
            self.pause(address, PAUSE_SECONDS, f"{state.failures} pages in a row did not come")

    def pause(self, address: str, seconds: float, why: str) -> None:
        """Leave the host alone for so long."""
        state = self._state(address)
        state.paused_until, state.why, state.failures = self._clock() + seconds, why, 0
        logger.warning("%s: %s; left alone for %g s", authority(address), why, seconds)

    def refuse_paused(self, url: str, address: str) -> None:
        """Nothing for a host that may be asked; raises HostPaused for one to be left alone."""
        state = self._state(address)
        left = state.paused_until - self._clock()
        if left > 0:
            raise HostPaused(url, left, state.why)

    def _state(self, address: str) -> _State:
        return self._states.setdefault(authority(address), _State())


def _name(address: str) -> str:
    return authority(address).rpartition(":")[0]
