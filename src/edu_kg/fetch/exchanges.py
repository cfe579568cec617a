"""One request and its whole answer, within its bounds of time and size."""

import http.client
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests
from requests.hooks import dispatch_hook
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError, ReadTimeoutError

from edu_kg.errors import FetchTimeout, ForbiddenAddress, TooLarge, Unreachable
from edu_kg.fetch.addresses import names_inside
from edu_kg.fetch.connections import Gate, GuardedAdapter, InsideTarget, Resolve
from edu_kg.fetch.deadlines import Deadline
from edu_kg.fetch.options import CONTACT, FetchOptions, Validators
from edu_kg.fetch.robots import PRODUCT
from edu_kg.text import squeeze

VERSION = "0.1"
# Small, so that a compressed chunk cannot unfold to much beyond the bound before it is counted.
_CHUNK_BYTES = 8192
_LONGEST_REASON = 200  # a server may write a book where a status belongs
# Not asked for, and not to be undone by every installation: its bytes are no page.
_UNREAD_CODINGS = frozenset({"br", "compress", "zstd"})
_MAX_HEADER_LINE = 65536  # that of http.client
# RFC 9110 sections 5.5, 8.8.3: what may be sent back to a server as it came.
_PLAIN_VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,510}[\x21-\x7e])?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said to one request."""

    address: str
    status: int
    headers: CaseInsensitiveDict[str]
    body: bytes


class Exchange:
    """Asks servers, one request at a time; it holds the connections.

    Nothing of the machine goes along: no cookies, no passwords of ~/.netrc.
    """

    def __init__(self, options: FetchOptions, resolve: Resolve) -> None:
        self._options = options
        self._deadline = Deadline()
        self._adapter = GuardedAdapter(Gate(self._deadline, resolve, options.inside))
        # Never sends anything: it knows the proxies and the authorities that the system names.
        self._environment = requests.Session()
        self._headers = _headers(options.contact)

    def close(self) -> None:
        """Closes all connections."""
        self._adapter.close()

    def ask(
        self,
        url: str,
        address: str,
        conditions: dict[str, str],
        limit: int,
        form: Mapping[str, str] | None = None,
    ) -> Answer:
        """The answer of the server at ``address``; ``url`` is what errors speak of.

        With a ``form`` it is posted, else the address is got.

        Raises Unreachable, FetchTimeout, TooLarge, ForbiddenAddress.
        """
        method = "GET" if form is None else "POST"
        return self.send(url, requests.Request(method, address, conditions, data=form), limit)

    def send(self, url: str, request: requests.Request, limit: int) -> Answer:
        """The answer to a request of any kind, which may bring its own way to say who asks.

        Raises what ``ask`` raises.
        """
        seconds = self._options.deadline_seconds
        with self._deadline.after(seconds):
            try:
                answer = self._exchange(url, request, limit)
            except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
                raise ForbiddenAddress(url, f"no address: {request.url}; check it") from error
            except InsideTarget as error:
                raise ForbiddenAddress(url, str(error)) from error
            except (requests.RequestException, HTTPError, OSError, UnicodeError) as error:
                if self._deadline.passed:
                    raise FetchTimeout(url, seconds) from error
                if _is_timeout(error):
                    raise FetchTimeout(url, self._timeout) from error
                if _has_cause(error, http.client.LineTooLong):
                    raise TooLarge(url, _MAX_HEADER_LINE) from error
                raise Unreachable(url, _plain(error)) from error
            if self._deadline.passed:  # a body without a length ends quietly when it is cut
                raise FetchTimeout(url, seconds)
        return answer

    @property
    def _timeout(self) -> float:
        return min(self._options.timeout_seconds, self._options.deadline_seconds)

    def _exchange(self, url: str, request: requests.Request, limit: int) -> Answer:
        address = request.url
        request.headers = {**self._headers, **request.headers}
        settings = self._environment.merge_environment_settings(
            address, {}, stream=True, verify=None, cert=None
        )
        prepared = request.prepare()
        manner: dict[str, Any] = {
            "stream": True,
            "timeout": self._timeout,
            "verify": settings["verify"] or True,
            # A server on this machine is asked directly, proxy or not.
            "proxies": {} if names_inside(address) else settings["proxies"],
        }
        # The adapter, not the session: that follows redirects and reads their bodies whole.
        first = self._adapter.send(prepared, **manner)
        # Whoever can say who asks does so here, when the server wants to know.
        answered: requests.Response = dispatch_hook(  # type: ignore[no-untyped-call]
            "response", prepared.hooks, first, **manner
        )
        with answered as response:
            return Answer(
                address=address,
                status=response.status_code,
                headers=response.headers,
                body=_body(url, response, limit),
            )


def conditions_of(validators: Validators) -> dict[str, str]:
    """The headers that ask a server for a page only if it changed.

    A validator that is no plain text, and so could smuggle a header, is left out.
    """
    named = {
        "If-None-Match": validators.etag,
        "If-Modified-Since": validators.last_modified,
    }
    return {
        name: value
        for name, value in named.items()
        if value is not None and _PLAIN_VALUE.fullmatch(value)
    }


def _body(url: str, response: requests.Response, limit: int) -> bytes:
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding in _UNREAD_CODINGS:
        raise Unreachable(url, f"sent as {coding}, which nobody asked for; tell the site's owner")
    promised = response.headers.get("content-length", "")
    if promised.isascii() and promised.isdigit() and int(promised[:19]) > limit:
        raise TooLarge(url, limit)
    body = bytearray()
    for chunk in response.iter_content(_CHUNK_BYTES):
        body += chunk
        if len(body) > limit:
            raise TooLarge(url, limit)
    return bytes(body)


def _headers(contact: str) -> dict[str, str]:
    return {
        "User-Agent": f"{PRODUCT}/{VERSION} (+{CONTACT}; contact: {contact})"
        if contact != CONTACT
        else f"{PRODUCT}/{VERSION} (+{CONTACT})",
        "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        "Accept-Encoding": "gzip, deflate",  # what every installation can undo
        "Accept-Language": "en,*;q=0.5",
    }


def _is_timeout(error: Exception) -> bool:
    # Waiting for the body, requests hides the timeout inside a ConnectionError.
    return isinstance(error, requests.Timeout) or any(
        isinstance(cause, ReadTimeoutError) for cause in error.args
    )


def _has_cause(error: BaseException | None, kind: type[Exception]) -> bool:
    while error is not None:
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
    return False


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
    text = squeeze(text)[:_LONGEST_REASON] or type(reason).__name__
    return f"{text}; check the address and the connection"
