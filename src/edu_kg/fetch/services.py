"""Web services that a person named: questions in forms, answers as bytes, politely and bounded."""

import datetime as dt
import logging
import random
import time
from collections.abc import Callable, Mapping
from types import TracebackType

import requests

from edu_kg.errors import HttpStatusError, TooManyRedirects, Unreachable
from edu_kg.fetch.addresses import following_address, names_inside, refuse_unless_web
from edu_kg.fetch.connections import Resolve, resolve_host
from edu_kg.fetch.exchanges import Answer, Exchange
from edu_kg.fetch.hosts import Hosts
from edu_kg.fetch.options import FetchOptions
from edu_kg.fetch.retries import RETRIED_STATUSES, backoff, find_retry_after

logger = logging.getLogger(__name__)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ACCEPTED = {"Accept": "application/json"}


class ServiceClient:
    """Asks one service after the other, with the manners of its options; for one thread.

    robots.txt is not asked: it is for those who follow links, and this asks only what a person
    named. A service on this machine is asked without pause.
    """

    def __init__(
        self,
        options: FetchOptions | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
        resolve: Resolve = resolve_host,
    ) -> None:
        self._options = options or FetchOptions()
        self._sleep = sleep
        self._chance = chance
        self._exchange = Exchange(self._options, resolve)
        self._hosts = Hosts(self._options, clock)

    def __enter__(self) -> "ServiceClient":
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._exchange.close()

    def get(self, url: str) -> tuple[str, bytes]:
        """The answer to a GET, redirects followed, and the address that gave it.

        Raises FetchError by its subclass, as ``Fetcher.fetch`` does.
        """
        address = url
        for _ in range(self._options.max_redirects + 1):
            answer = self._ask(url, address, None)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return address, _body_of(url, answer)
            address = following_address(url, address, location)
        raise TooManyRedirects(url, self._options.max_redirects)

    def post(self, url: str, form: Mapping[str, str]) -> bytes:
        """The answer to a POST of that form.

        Raises FetchError by its subclass, as ``Fetcher.fetch`` does; a redirect is an error.
        """
        answer = self._ask(url, url, form)
        if answer.status in _REDIRECTS:
            moved = answer.headers.get("location", "elsewhere")
            raise Unreachable(url, f"the service moved to {moved[:200]}; give that address")
        return _body_of(url, answer)

    def _ask(self, url: str, address: str, form: Mapping[str, str] | None) -> Answer:
        """The last answer, asked for again while the service or the line promises a better one."""
        refuse_unless_web(url, address)
        for attempt in range(self._options.attempts):
            last = attempt == self._options.attempts - 1
            if not names_inside(address):
                self._wait(self._hosts.seconds_until_turn(address, self._options.delay_seconds))
            self._hosts.asked(address)
            wait: float | None = None
            try:
                answer = self._exchange.ask(url, address, _ACCEPTED, self._options.max_bytes, form)
            except Unreachable:
                if last:
                    raise
            else:
                now = dt.datetime.now(dt.UTC)
                wait = find_retry_after(answer.headers.get("retry-after"), now)
                too_long = wait is not None and wait > self._options.max_wait_seconds
                if answer.status not in RETRIED_STATUSES or last or too_long:
                    return answer
            wait = max(wait or 0.0, backoff(attempt, self._options.backoff_seconds, self._chance()))
            logger.info("%s: no answer yet, asking again in %g s", address, wait)
            self._wait(min(wait, self._options.max_wait_seconds))
        raise Unreachable(url, "no attempt was allowed; set attempts to 1 or more")

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)


def _body_of(url: str, answer: Answer) -> bytes:
    if answer.status != requests.codes.ok:
        raise HttpStatusError(url, answer.status)
    return answer.body
