"""SPARQL servers that a person named: requests with credentials, repeated while there is hope."""

import datetime as dt
import logging
import random
import time
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import requests

from edu_kg.errors import ForbiddenAddress, Unreachable
from edu_kg.fetch.addresses import authority, refuse_unless_web
from edu_kg.fetch.connections import Resolve, resolve_host
from edu_kg.fetch.credentials import AnsweringChallenges, Credentials
from edu_kg.fetch.exchanges import Answer, Exchange
from edu_kg.fetch.options import FetchOptions
from edu_kg.fetch.retries import RETRIED_STATUSES, backoff, find_retry_after

logger = logging.getLogger(__name__)

PATIENT = FetchOptions(
    timeout_seconds=600.0, deadline_seconds=900.0, attempts=5, max_wait_seconds=60.0
)
"""For a server that works on one request for minutes, and may be starting again."""


class EndpointClient:
    """Sends requests to one server, whose address a person gave; for one thread.

    Wherever it stands, it may be reached. Redirects are not followed: they are an answer like any
    other, and nobody but this server learns the credentials.

    Raises ForbiddenAddress for what is no http(s) address, or names a user.
    """

    def __init__(
        self,
        address: str,
        credentials: Credentials | None = None,
        options: FetchOptions = PATIENT,
        *,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
        resolve: Resolve = resolve_host,
    ) -> None:
        refuse_unless_web(address, address)
        self.address = address
        self.has_credentials = credentials is not None
        self._auth = None if credentials is None else AnsweringChallenges(credentials)
        self._options = FetchOptions(
            timeout_seconds=options.timeout_seconds,
            deadline_seconds=options.deadline_seconds,
            attempts=options.attempts,
            backoff_seconds=options.backoff_seconds,
            max_wait_seconds=options.max_wait_seconds,
            inside=options.inside | {authority(address)},
        )
        self._sleep = sleep
        self._chance = chance
        self._exchange = Exchange(self._options, resolve)

    def close(self) -> None:
        """Close the connections."""
        self._exchange.close()

    def send(
        self,
        method: str,
        address: str,
        headers: Mapping[str, str],
        body: bytes,
        limit: int,
    ) -> Answer:
        """The answer of the server, with any status; at most ``limit`` bytes of it are read.

        Answers that promise better ones later, and connections that fail, are followed by another
        attempt after a growing pause. So a request must be one that may arrive twice.

        Raises:
            FetchError: by its subclass, as ``Fetcher.fetch`` does; ForbiddenAddress for an
                address on another machine.
        """
        if urlsplit(address)[:2] != urlsplit(self.address)[:2]:
            raise ForbiddenAddress(address, f"is not on the server of {self.address}")
        for attempt in range(self._options.attempts):
            last = attempt == self._options.attempts - 1
            wait: float | None = None
            try:
                answer = self._exchange.send(
                    address, self._request(method, address, headers, body), limit
                )
            except Unreachable as error:
                if last:
                    raise
                told: object = error.problem
            else:
                now = dt.datetime.now(dt.UTC)
                wait = find_retry_after(answer.headers.get("retry-after"), now)
                too_long = wait is not None and wait > self._options.max_wait_seconds
                if answer.status not in RETRIED_STATUSES or last or too_long:
                    return answer
                told = answer.status
            pause = max(
                wait or 0.0, backoff(attempt, self._options.backoff_seconds, self._chance())
            )
            logger.info("%s: %s, asking again in %g s", self.address, told, pause)
            self._sleep(min(pause, self._options.max_wait_seconds))
        raise Unreachable(address, "no attempt was allowed; set attempts to 1 or more")

    def _request(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes
    ) -> requests.Request:
        return requests.Request(method, address, dict(headers), data=body, auth=self._auth)
