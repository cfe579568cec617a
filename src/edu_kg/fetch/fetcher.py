"""Pages from servers: one polite request at a time, each within its bounds."""

import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit

import requests
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError, ReadTimeoutError

from edu_kg.errors import (
    FetchError,
    FetchTimeout,
    ForbiddenAddress,
    HttpStatusError,
    RobotsDisallowed,
    TooLarge,
    TooManyRedirects,
    Unreachable,
)
from edu_kg.fetch.addresses import following_address, is_inside, refuse_unless_web
from edu_kg.fetch.deadlines import Deadline, WatchedSession
from edu_kg.fetch.options import CONTACT, FetchOptions, Validators
from edu_kg.fetch.retries import RETRIED_STATUSES, backoff, find_retry_after
from edu_kg.fetch.robots import MAX_ROBOTS_BYTES, PRODUCT, Robots, error_for_unread_robots
from edu_kg.model import Page
from edu_kg.text import squeeze

logger = logging.getLogger(__name__)

KEPT_HEADERS = ("content-language", "content-type", "etag", "last-modified")
VERSION = "0.1"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_NOT_MODIFIED = 304
# Small, so that a compressed chunk cannot unfold to much beyond the bound before it is counted.
_CHUNK_BYTES = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The server's word that the page has not changed since its validators were given."""

    url: str
    retrieved_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    address: str
    status: int
    headers: CaseInsensitiveDict[str]
    body: bytes


class Fetcher:
    """Fetches pages, one after the other, with the manners of its options.

    It holds the connections, the robots.txt and the time of the last request of each host, and
    is meant for one thread. ``sleep``, ``clock`` (monotonic seconds) and ``now`` can be replaced.
    """

    def __init__(
        self,
        options: FetchOptions | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        self._options = options or FetchOptions()
        self._sleep = sleep
        self._clock = clock
        self._now = now
        self._deadline = Deadline()
        self._session = WatchedSession(self._deadline)
        self._session.headers.clear()
        self._session.headers.update(_headers(self._options.contact))
        self._last_request: dict[str, float] = {}
        self._robots: dict[str, Robots | FetchError] = {}

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
        self._session.close()

    def fetch(self, url: str, validators: Validators | None = None) -> Page | NotModified:
        """The page at an address, or word that it is unchanged since its validators were given.

        Redirects are followed; the page stands at the address asked for.

        Raises FetchError, by its subclass: Unreachable, FetchTimeout, HttpStatusError,
        RobotsDisallowed, TooLarge, TooManyRedirects, ForbiddenAddress.
        """
        answer = self._follow(url, _conditions(validators or Validators()))
        if answer.status == _NOT_MODIFIED and validators is not None:
            return NotModified(url=url, retrieved_from=answer.address)
        if answer.status != requests.codes.ok:
            raise HttpStatusError(url, answer.status)
        return Page(
            url=url,
            retrieved_from=answer.address,
            body=answer.body,
            status=answer.status,
            headers=tuple((n, answer.headers[n]) for n in KEPT_HEADERS if n in answer.headers),
            fetched_at=self._now(),
        )

    def _follow(self, url: str, conditions: dict[str, str], *, robots: bool = True) -> _Answer:
        """The answer at the end of the redirects; every step asks robots.txt and waits its turn."""
        address = self._options.address_at(url)
        for _ in range(self._options.max_redirects + 1):
            refuse_unless_web(url, address)
            delay = self._allowed_delay(url, address) if robots else 0.0
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
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(f"{origin}/robots.txt")
        robots = self._robots[origin]
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
        if requests.codes.bad_request <= answer.status < requests.codes.server_error:
            return Robots()
        return HttpStatusError(url, answer.status)

    def _ask_patiently(
        self, url: str, address: str, conditions: dict[str, str], delay: float, *, robots: bool
    ) -> _Answer:
        """The answer, asked for again while the server or the line promises a better one."""
        limit = self._options.max_bytes if robots else MAX_ROBOTS_BYTES
        for attempt in range(self._options.attempts):
            last = attempt == self._options.attempts - 1
            self._wait_turn(address, delay)
            wait: float | None = None
            try:
                answer = self._ask(url, address, conditions, limit)
            except Unreachable:
                if last:
                    raise
            else:
                if answer.status not in RETRIED_STATUSES or last:
                    return answer
                wait = find_retry_after(answer.headers.get("retry-after"), self._now())
                if wait is not None and wait > self._options.max_wait_seconds:
                    return answer
            wait = backoff(attempt, self._options.backoff_seconds) if wait is None else wait
            logger.info("%s: no page yet, asking again in %g s", address, wait)
            self._sleep(wait)
        raise Unreachable(url, "no attempt was allowed; set attempts to 1 or more")

    def _wait_turn(self, address: str, delay: float) -> None:
        host = urlsplit(address).netloc
        delay = max(delay, self._options.delays.get(host, self._options.delay_seconds))
        last = self._last_request.get(host)
        wait = 0.0 if last is None else last + delay - self._clock()
        if wait > 0:
            self._sleep(wait)
        self._last_request[host] = self._clock()

    def _ask(self, url: str, address: str, conditions: dict[str, str], limit: int) -> _Answer:
        """One request and its whole answer, within the deadline and the bound."""
        seconds = self._options.deadline_seconds
        with self._deadline.after(seconds):
            try:
                answer = self._exchange(url, address, conditions, limit)
            except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
                raise ForbiddenAddress(url, f"no address: {address}; check it") from error
            except (requests.RequestException, HTTPError, OSError, UnicodeError) as error:
                if self._deadline.passed:
                    raise FetchTimeout(url, seconds) from error
                if _is_read_timeout(error):
                    raise FetchTimeout(url, self._timeout) from error
                raise Unreachable(url, _plain(error)) from error
            if self._deadline.passed:  # a body without a length ends quietly when it is cut
                raise FetchTimeout(url, seconds)
        return answer

    @property
    def _timeout(self) -> float:
        return min(self._options.timeout_seconds, self._options.deadline_seconds)

    def _exchange(self, url: str, address: str, conditions: dict[str, str], limit: int) -> _Answer:
        request = self._session.prepare_request(
            requests.Request("GET", address, headers=conditions)
        )
        settings = self._session.merge_environment_settings(
            address, {}, stream=True, verify=None, cert=None
        )
        # A server on this machine is asked directly, proxy or not.
        proxies = {} if is_inside(address) else settings["proxies"]
        # The adapter, not the session: that reads the body of a redirect whole, however large.
        with self._session.get_adapter(address).send(
            request,
            stream=True,
            timeout=self._timeout,
            verify=settings["verify"] or True,
            cert=settings["cert"],
            proxies=proxies,
        ) as response:
            body = bytearray()
            for chunk in response.iter_content(_CHUNK_BYTES):
                body += chunk
                if len(body) > limit:
                    raise TooLarge(url, limit)
            return _Answer(
                address=address,
                status=response.status_code,
                headers=response.headers,
                body=bytes(body),
            )


def _headers(contact: str) -> dict[str, str]:
    return {
        "User-Agent": f"{PRODUCT}/{VERSION} (+{CONTACT}; contact: {contact})"
        if contact != CONTACT
        else f"{PRODUCT}/{VERSION} (+{CONTACT})",
        "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",  # what every installation can undo
        "Accept-Language": "en,*;q=0.5",
    }


def _conditions(validators: Validators) -> dict[str, str]:
    named = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
    }
    return {name: value for name, value in named.items() if value is not None}


def _is_read_timeout(error: Exception) -> bool:
    # Waiting for the body, requests hides the timeout inside a ConnectionError.
    return isinstance(error, requests.ReadTimeout) or any(
        isinstance(cause, ReadTimeoutError) for cause in error.args
    )


def _plain(error: Exception) -> str:
    """The innermost reason of a failed connection, in one line, without object addresses."""
    reason: object = error
    while True:
        inner = getattr(reason, "reason", None) or next(
            (part for part in getattr(reason, "args", ()) if isinstance(part, Exception)), None
        )
        if not isinstance(inner, Exception):
            break
        reason = inner
    text = str(reason).rpartition("object at 0x")[2]
    text = text.partition(">: ")[2] or text
    return f"{squeeze(text) or type(reason).__name__}; check the address and the connection"
