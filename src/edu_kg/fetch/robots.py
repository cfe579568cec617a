"""What a host's robots.txt allows (RFC 9309)."""

from dataclasses import dataclass
from typing import Protocol

from protego import Protego

from edu_kg.errors import (
    FetchError,
    FetchTimeout,
    ForbiddenAddress,
    HttpStatusError,
    RobotsDisallowed,
    Unreachable,
)

PRODUCT = "edu-kg"
MAX_ROBOTS_BYTES = 512_000  # RFC 9309 section 2.5 asks for at least 500 KiB


class _Rules(Protocol):
    def can_fetch(self, url: str, user_agent: str) -> bool: ...

    def crawl_delay(self, user_agent: str) -> float | None: ...

    def request_rate(self, user_agent: str) -> "_Rate | None": ...


class _Rate(Protocol):
    @property
    def requests(self) -> int: ...

    @property
    def seconds(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host for this project's agent; without rules all is allowed."""

    rules: _Rules | None = None

    @classmethod
    def parse(cls, body: bytes) -> "Robots":
        r"""The rules of a robots.txt.

        >>> Robots.parse(b"User-agent: *\nDisallow: /*print=1").allows("http://a.example/?print=1")
        False
        """
        return cls(Protego.parse(body.decode("utf-8", "replace").lstrip("\ufeff")))

    def allows(self, url: str) -> bool:
        """Whether this project may read that address."""
        return self.rules is None or self.rules.can_fetch(url, PRODUCT)

    @property
    def delay(self) -> float:
        r"""The seconds between two requests that the host asks for; 0 where it does not.

        >>> Robots.parse(b"User-agent: *\nRequest-rate: 2/10s").delay
        5.0
        """
        if self.rules is None:
            return 0.0
        rate = self.rules.request_rate(PRODUCT)
        by_rate = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
        return max(0.0, by_rate, self.rules.crawl_delay(PRODUCT) or 0.0)


def error_for_unread_robots(url: str, error: FetchError) -> FetchError:
    """Why a page may not be read when asking its host's robots.txt ended in an error.

    A host that cannot be reached at all, or may not be, is said to be just that.
    """
    match error:
        case Unreachable():
            return Unreachable(url, error.problem)
        case FetchTimeout():
            return FetchTimeout(url, error.seconds)
        case ForbiddenAddress():
            return ForbiddenAddress(url, error.problem)
        case HttpStatusError():
            problem = f"the server answered {error.status}"
        case _:
            problem = error.problem
    return RobotsDisallowed(url, f"robots.txt could not be read ({problem}); try again later")
