"""The example news sites, served on a loopback port as their systems would serve them.

    python examples/server.py [--port N] [--folder examples/sites/wordpress]

Pages are files: the page at ``/a/b`` is ``a/b.html`` in the site's folder, a page of a listing
at ``/a/b?start=8`` is ``a/b.start-8.html``, one at ``/a/b?page=1`` is ``a/b.page-1.html``, and a
feed at ``/a/`` is ``a.xml``. Nothing is made up while serving, so the same address always gives
the same bytes.
"""

import argparse
import hashlib
import logging
import re
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import parse_qs, unquote, urlsplit

_LOG = logging.getLogger(__name__)

HOST = "127.0.0.1"
ERROR_PAGE = "error-404.html"
# What is served as it is named; every other address is that of an HTML page.
ASSET_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
}
PAGE_TYPE = "text/html; charset=utf-8"
_PAGE_NAME = re.compile(r"(?P<page>.+?)(?:\.(?:start|page)-(?P<start>[0-9]+))?\.html")
_NUMBER = re.compile(r"[0-9]{1,9}")


class ServedRequest(NamedTuple):
    """One request the site has answered; ``path`` is as asked for, with its query."""

    method: str
    path: str
    status: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site says to one address."""

    status: HTTPStatus
    content_type: str
    body: bytes

    @property
    def etag(self) -> str:
        """The validator of the body: the same bytes always have the same one.

        >>> Answer(HTTPStatus.OK, PAGE_TYPE, b"").etag
        '"e3b0c44298fc1c149afbf4c8996fb924"'
        """
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    def is_known_by(self, if_none_match: str | None) -> bool:
        """Whether the asker has this body already (RFC 9110, section 13.1.2).

        >>> answer = Answer(HTTPStatus.OK, PAGE_TYPE, b"")
        >>> answer.is_known_by(f'"other", W/{answer.etag}'), answer.is_known_by(None)
        (True, False)
        """
        if if_none_match is None or self.status is not HTTPStatus.OK:
            return False
        known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return bool(known & {"*", self.etag})


def answer_for(folder: Path, target: str) -> Answer:
    """What a site in that folder answers to a request for ``target`` (path and query)."""
    path, _, query = target.partition("?")
    file = find_file(folder, path, start=_start_of(query))
    if file is None:
        return Answer(HTTPStatus.NOT_FOUND, PAGE_TYPE, (folder / ERROR_PAGE).read_bytes())
    return Answer(HTTPStatus.OK, ASSET_TYPES.get(file.suffix, PAGE_TYPE), file.read_bytes())


def find_file(folder: Path, path: str, *, start: int = 0) -> Path | None:
    """The file that stands at a path of the site; None where there is none.

    ``start`` chooses the page of a listing: a number inside a page gives that page and one past
    the end the last page, as Joomla does it; the last page of a Drupal site is an empty one.
    Where there is no listing it changes nothing.

    The path is looked up among the names of the folder's files and never becomes a file name
    itself, so that no way of writing it leads out of the folder.
    """
    files = _files_by_name(folder)
    home = "index.php" if "index.php.html" in files else "index"
    name = unquote(path).strip("/") or home
    if name in files and Path(name).suffix in ASSET_TYPES:
        return files[name]
    if f"{name}.html" not in files and f"{name}.xml" in files:
        return files[f"{name}.xml"]
    pages = {
        int(match["start"] or 0): file
        for file_name, file in files.items()
        if (match := _PAGE_NAME.fullmatch(file_name)) and match["page"] == name
    }
    return pages[max((number for number in pages if number <= start), default=0)] if pages else None


def _files_by_name(folder: Path) -> dict[str, Path]:
    """The files of the folder that are served, by their path in it."""
    return {
        file.relative_to(folder).as_posix(): file
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.is_symlink() and file.name != ERROR_PAGE
    }


def _start_of(query: str) -> int:
    """The number in ``start=`` or ``page=``; 0 where there is none."""
    parameters = parse_qs(query)
    value = [*parameters.get("page", []), *parameters.get("start", []), "0"][0]
    return int(value) if _NUMBER.fullmatch(value) else 0


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the server's folder and notes what was answered."""

    protocol_version = "HTTP/1.1"
    server_version = "ExampleSite"
    timeout = 10  # seconds an idle connection is kept
    wbufsize = -1  # one write an answer: two small ones wait for each other's acknowledgement
    server: "_Server"

    def do_GET(self) -> None:
        """Answer with the page, or with 304 where the asker has it."""
        answer = answer_for(self.server.folder, _origin_form(self.path))
        if answer.is_known_by(self.headers.get("If-None-Match")):
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", answer.etag)
            self.end_headers()
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-cache")
        if answer.status is HTTPStatus.OK:
            self.send_header("ETag", answer.etag)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def do_HEAD(self) -> None:
        """Answer as GET would, without the page."""
        self.do_GET()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Note the request, before its answer leaves."""
        status = int(code) if code != "-" else 0
        request = ServedRequest(self.command or "", getattr(self, "path", ""), status)
        self.server.note(request)
        _LOG.debug("%s %s -> %s (%s bytes)", *request, size)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        """Pass on what the base class would write to standard error."""
        _LOG.debug(format, *args)


def _origin_form(target: str) -> str:
    """Path and query of a request's target, which may be a whole address (RFC 9112, 3.2.2)."""
    if target.startswith("/"):
        return target
    parts = urlsplit(target)
    return parts.path + (f"?{parts.query}" if parts.query else "")


class _Server(ThreadingHTTPServer):
    """A loopback server that knows its folder and remembers what it answered."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._noted: list[ServedRequest] = []
        super().__init__((HOST, port), _Handler)

    def note(self, request: ServedRequest) -> None:
        """Remember one answered request."""
        with self._lock:
            self._noted.append(request)

    @property
    def noted(self) -> list[ServedRequest]:
        """All answered requests so far, in order; a copy."""
        with self._lock:
            return list(self._noted)


class ExampleSite:
    """A folder of pages, served on loopback for as long as the ``with`` block lasts.

    with ExampleSite(Path("examples/site")) as site:
        fetch(f"{site.address}/index.php/news-v2")

    Port 0 takes any free port. Raises FileNotFoundError where the folder is no site, and OSError
    where the port is taken.
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        if not (folder / ERROR_PAGE).is_file():
            raise FileNotFoundError(f"{folder} is no example site: it has no {ERROR_PAGE}")
        self._server = _Server(folder, port)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        )

    @property
    def address(self) -> str:
        """Scheme, host and port the site answers at, without a closing slash."""
        return f"http://{HOST}:{self._server.server_port}"

    @property
    def requests(self) -> list[ServedRequest]:
        """Method, path with query, and status of every request so far, in order; a copy."""
        return self._server.noted

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def wait(self) -> None:
        """Keep serving until interrupted."""
        self._thread.join()


def main() -> None:
    """Serve an example site until Ctrl-C, the one beside this file if none is named."""
    parser = argparse.ArgumentParser(description="Serve the example news site on loopback.")
    parser.add_argument("--port", type=int, default=0, help="port to serve on (default: any free)")
    parser.add_argument("--folder", type=Path, default=Path(__file__).resolve().parent / "site")
    given = parser.parse_args()
    with ExampleSite(given.folder, given.port) as site:
        print(site.address, flush=True)
        try:
            site.wait()
        except KeyboardInterrupt:
            print("stopped")


if __name__ == "__main__":
    main()
