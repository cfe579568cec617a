"""A news site of any size on loopback, marked up like Joomla, its pages made as they are asked."""

import hashlib
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

HOST = "news.generated.example"
PER_PAGE = 8
_NEWS = "/index.php/news-v2"
_GIVEN = ("Ada", "Musa", "Ingrid", "Tomas", "Leila", "Pavel", "Noor", "Hanna")
_FAMILY = ("Bello", "Okoro", "Lindqvist", "Varga", "Haddad", "Novak", "Rahimi", "Keller")
_PLACES = ("Hill", "Dale", "Marsh", "Ridge", "Harbour", "Meadow", "Lake", "Orchard")


class GeneratedSite(ThreadingHTTPServer):
    """So many articles in listings of eight; it remembers what it was asked and what it sent.

    ``validates``: pages have validators, and unchanged ones are not sent again. ``restless``: the
    bytes of a page differ at each request, as tokens and counters make them.

    with GeneratedSite(24) as site:
        fetch(f"{site.address}/index.php/news-v2")
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, articles: int, *, validates: bool = True, restless: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.articles = articles
        self.validates = validates
        self.restless = restless
        self.asked: Counter[str] = Counter()
        self.bodies = 0
        self.lock = threading.Lock()
        self.address = f"http://127.0.0.1:{self.server_port}"

    @property
    def listings(self) -> int:
        """How many pages its listing has."""
        return -(-self.articles // PER_PAGE)

    @property
    def pages(self) -> int:
        """How many pages a crawl asks for: articles, listings, and one past the end of those."""
        return self.articles + self.listings + 1

    def write_profile(self, folder: Path) -> Path:
        """Its profile, as a file."""
        profile = folder / "generated.toml"
        profile.write_text(
            f'name = "generated"\nextends = "ouc"\ninstitution = "Generated Newsroom"\n'
            f'address = "http://{HOST}"\nhosts = ["{HOST}"]\ndelay_seconds = 0\n'
            f'[[listings]]\npath = "/index.php/news-v2"\nparameter = "start"\nstep = {PER_PAGE}\n'
        )
        return profile

    def forget(self) -> None:
        """Count anew."""
        self.asked.clear()
        self.bodies = 0

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, *args: object) -> None:
        """Nothing: readers are killed on purpose."""

    def find_page(self, target: str) -> str | None:
        """The page at a path and query."""
        parts = urlsplit(target)
        if parts.path == _NEWS:
            start = int(parse_qs(parts.query).get("start", ["0"])[0])
            return self._listing(min(start, (self.listings - 1) * PER_PAGE))
        number = parts.path.removeprefix(f"{_NEWS}/").partition("-")[0]
        if number.isdigit() and 0 <= int(number) - 1000 < self.articles:
            return article(int(number) - 1000)
        return None

    def _listing(self, start: int) -> str:
        items = "".join(
            f'<div class="item"><h2><a itemprop="url" href="{_NEWS}/{1000 + n}-story">Story {n}'
            "</a></h2></div>"
            for n in range(start, min(start + PER_PAGE, self.articles))
        )
        return f'<html><body class="view-category"><div class="blog">{items}</div></body></html>'


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: GeneratedSite

    def do_GET(self) -> None:
        site = self.server
        with site.lock:
            site.asked[self.path] += 1
        page = site.find_page(self.path)
        if page is not None and site.restless:
            page = page.replace("</body>", f"<!-- {site.asked.total()} --></body>")
        body = (page or "").encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        known = site.validates and self.headers.get("If-None-Match") == tag
        self.send_response(404 if page is None else 304 if known else 200)
        if site.validates:
            self.send_header("ETag", tag)
        if not known:
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not known and page is not None:
            with site.lock:
                site.bodies += 1
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing: tests look at the counts."""


def article(number: int) -> str:
    """The page of an article."""
    person = f"{_GIVEN[number % 8]} {_FAMILY[number // 8 % 8]}"
    one, other = _PLACES[number % 8], _PLACES[(number + 1 + number // 8) % 8]
    day = f"{1 + number % 28} May {2001 + number % 20}"
    return (
        f"<html><head><title>Story {number}</title></head>"
        '<body class="view-article"><div class="item-page">'
        f'<div class="page-header"><h2 itemprop="headline">{one} signs with {other}</h2></div>'
        '<div itemprop="articleBody">'
        f"<p>On {day}, {one} University and {other} University signed an agreement.</p>"
        f"<p>{person}, rector of {one} University, signed on behalf of {one} University.</p>"
        "</div></div></body></html>"
    )
