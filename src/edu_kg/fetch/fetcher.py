"""Pages from servers: one polite request at a time, each within its bounds."""

import datetime as dt
import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

import requests

from edu_kg.errors import (
    FetchError,
    FetchTimeout,
    HttpStatusError,
    RobotsDisallowed,
    TooManyRedirects,
    Unreachable,
)
from edu_kg.fetch.addresses import following_address, refuse_unless_web
from edu_kg.fetch.budgets import Budget
from edu_kg.fetch.connections import Resolve, resolve_host
from edu_kg.fetch.exchanges import Answer, Exchange, conditions_of
from edu_kg.fetch.hosts import PAUSE_SECONDS, Hosts
from edu_kg.fetch.options import FetchOptions, Validators
from edu_kg.fetch.retries import RETRIED_STATUSES, backoff, find_retry_after
from edu_kg.fetch.robots import MAX_ROBOTS_BYTES, Robots, error_for_unread_robots
from edu_kg.model import Page

logger = logging.getLogger(__name__)

# More, or longer ones, tell nothing of a page; a server must not fill the disk with them.
_MOST_HEADERS, _LONGEST_HEADER = 100, 4096
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
_TOO_MANY_REQUESTS = 429
# RFC 9309 section 2.4 for rules that were read; an outage is looked at again sooner.
_RULES_SECONDS = 86_400.0
_OUTAGE_SECONDS = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The server's word that the page has not changed since its validators were given."""

    url: str
    retrieved_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _KnownRobots:
    robots: Robots | FetchError
    good_until: float


class Fetcher:
    """Fetches pages, one after the other, with the manners of its options.

    It holds the connections, the robots.txt and the state of each host, and is meant for one
    thread. What it takes from the machine can be replaced: ``sleep``, ``clock`` (monotonic
    seconds), ``now``, ``chance`` (a number from 0 up to 1) and ``resolve`` (numeric addresses of
    a host).
    """

    def __init__(
        self,
        options: FetchOptions | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        chance: Callable[[], float] = random.random,
        resolve: Resolve = resolve_host,
    ) -> None:
        self._options = options or FetchOptions()
        self._sleep = sleep
        self._clock = clock
        self._now = now
        self._chance = chance
        self._exchange = Exchange(self._options, resolve)
        self._hosts = Hosts(self._options, clock)
        self._budget = Budget(self._options.max_pages, self._options.max_seconds, clock)
        self._robots: dict[str, _KnownRobots] = {}

    def __enter__(self) -> "Fetcher":
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections."""
        self._exchange.close()

    def fetch(self, url: str, validators: Validators | None = None) -> Page | NotModified:
        """The page at an address, or word that it is unchanged since its validators were given.

        Redirects are followed; the page stands at the address asked for.

        Raises BudgetSpent when the options allow no more, else FetchError, by its subclass:
        Unreachable, FetchTimeout, HttpStatusError, HostPaused, RobotsDisallowed, TooLarge,
        TooManyRedirects, ForbiddenAddress.
        """
        self._budget.check()
        answer = self._follow(url, conditions_of(validators or Validators()))
        if answer.status == _NOT_MODIFIED and validators is not None:
            return NotModified(url=url, retrieved_from=answer.address)
        if answer.status != requests.codes.ok:
            raise HttpStatusError(url, answer.status)
        return Page(
            url=url,
            retrieved_from=answer.address,
            body=answer.body,
            status=answer.status,
            headers=_bounded(answer.headers),
            fetched_at=self._now(),
        )

    def _follow(self, url: str, conditions: dict[str, str], *, robots: bool = True) -> Answer:
        """The answer at the end of the redirects; every step asks robots.txt and waits its turn."""
        address = self._options.address_at(url)
        for step in range(self._options.max_redirects + 1):
            refuse_unless_web(url, address)
            self._hosts.refuse_paused(url, address)
            delay = self._allowed_delay(url, address) if robots else 0.0
            if robots and step == 0:
                self._budget.take_page()
            answer = self._ask_patiently(url, address, conditions, delay, robots=robots)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return answer
            following = self._options.address_at(following_address(url, address, location))
            logger.debug("%s redirects to %s", address, following)
            address = following
        raise TooManyRedirects(url, self._options.max_redirects)

    def _allowed_delay(self, url: str, address: str) -> float:
        """The seconds robots.txt asks for between requests.

        Raises RobotsDisallowed where it forbids the address.
        """
        robots = self._robots_of("{0.scheme}://{0.netloc}".format(urlsplit(address)))
        if isinstance(robots, FetchError):
            raise error_for_unread_robots(url, robots)
        if not robots.allows(address):
            raise RobotsDisallowed(url, "robots.txt forbids it; ask the site's owner for access")
        if robots.delay > self._options.max_wait_seconds:
            raise RobotsDisallowed(
                url,
                f"robots.txt asks for {robots.delay:g} s between requests, which is more than "
                f"{self._options.max_wait_seconds:g}; ask the site's owner, or raise the bound",
            )
        return robots.delay

    def _robots_of(self, origin: str) -> Robots | FetchError:
        """The rules of a host, asked for where they are not known or too old."""
        known = self._robots.get(origin)
        if known is None or known.good_until <= self._clock():
            robots = self._read_robots(f"{origin}/robots.txt")
            lifetime = _OUTAGE_SECONDS if isinstance(robots, FetchError) else _RULES_SECONDS
            known = _KnownRobots(robots=robots, good_until=self._clock() + lifetime)
            self._robots[origin] = known
        return known.robots

    def _read_robots(self, url: str) -> Robots | FetchError:
        """The host's rules, or why they could not be read: then nothing of it may be read."""
        try:
            answer = self._follow(url, {}, robots=False)
        except TooManyRedirects:
            return Robots()  # RFC 9309 section 2.3.1.2: as if there were none
        except FetchError as error:
            return error
        if answer.status == requests.codes.ok:
            return Robots.parse(answer.body)
        if _says_there_is_none(answer.status):
            return Robots()
        return HttpStatusError(url, answer.status)

    def _ask_patiently(
        self, url: str, address: str, conditions: dict[str, str], delay: float, *, robots: bool
    ) -> Answer:
        """The answer, asked for again while the server or the line promises a better one."""
        limit = self._options.max_bytes if robots else MAX_ROBOTS_BYTES
        for attempt in range(self._options.attempts):
            last = attempt == self._options.attempts - 1
            self._wait(self._hosts.seconds_until_turn(address, delay))
            self._hosts.asked(address)
            wait: float | None = None
            try:
                answer = self._exchange.ask(url, address, conditions, limit)
            except (Unreachable, FetchTimeout) as error:
                if last or isinstance(error, FetchTimeout):
                    self._hosts.failed(address)
                    raise
            else:
                wait = find_retry_after(answer.headers.get("retry-after"), self._now())
                if answer.status not in RETRIED_STATUSES or last or self._is_too_long(wait):
                    self._judge(address, answer.status, wait)
                    return answer
            wait = max(self._backoff(attempt), wait or 0.0)
            logger.info("%s: no page yet, asking again in %g s", address, wait)
            self._wait(wait)
        raise Unreachable(url, "no attempt was allowed; set attempts to 1 or more")

    def _backoff(self, attempt: int) -> float:
        wait = backoff(attempt, self._options.backoff_seconds, self._chance())
        return min(wait, self._options.max_wait_seconds)

    def _is_too_long(self, wait: float | None) -> bool:
        return wait is not None and wait > self._options.max_wait_seconds

    def _judge(self, address: str, status: int, wait: float | None) -> None:
        """What a last answer means for the host that gave it."""
        if status not in RETRIED_STATUSES:
            self._hosts.answered(address)
        elif wait is not None and self._is_too_long(wait):
            self._hosts.pause(address, wait, f"the server answered {status}")
        elif status == _TOO_MANY_REQUESTS:
            self._hosts.pause(address, PAUSE_SECONDS, f"the server answered {status}")
        else:
            self._hosts.failed(address)

    def _wait(self, seconds: float) -> None:
        self._budget.check_time(seconds)
        if seconds > 0:
            self._sleep(seconds)


def _says_there_is_none(status: int) -> bool:
    """RFC 9309 section 2.3.1.3, but "too many requests" means wait."""
    client_error = requests.codes.bad_request <= status < requests.codes.server_error
    return client_error and status != _TOO_MANY_REQUESTS


def _bounded(headers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The headers of an answer in lower case, each on one line, within bounds; no cookies."""
    # A folded header (RFC 9112 section 5.2) has line ends in it, which no record may repeat.
    lines = ((name.lower(), " ".join(value.split())) for name, value in headers.items())
    kept = (line for line in lines if len(line[1]) <= _LONGEST_HEADER and line[0] != "set-cookie")
    return tuple(sorted(kept)[:_MOST_HEADERS])
