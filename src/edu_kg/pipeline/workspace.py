"""The output folder: where each stage leaves its files, and the index of what was done.

```
output/
├── pages/      every page as it was fetched: the last state of each, and below
│               captures/ every state there ever was, as WARC records
├── articles/   one JSON an article: what was parsed out of its page
├── claims/     one JSON an article: what its text states
├── store/      the graph (Oxigraph)
├── corrections.toml what people say against what was read, kept by them
├── forgotten.json   what is not to be spoken of
├── resolution.sqlite  who is who so far, and why; made anew where it is lost; beside it
│               resolution-corrected.sqlite, where people joined or parted some
├── replicas.sqlite  what the copies on servers are known to hold
├── validation.json  what of the graph is known to conform to its shapes
├── crawls/     how far each crawl came that is not over
└── index.json  digests of all these, so that only what changed is done again
```
"""

import contextlib
import fcntl
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from cattrs.preconf.json import JsonConverter

from edu_kg.errors import RecordError, StoreLocked
from edu_kg.model import Article, Claims
from edu_kg.model.corrections import CorrectionOutcome
from edu_kg.model.forgotten import Forgotten
from edu_kg.records import (
    UNFINISHED,
    from_json,
    make_record_converter,
    to_json,
    write_atomically,
)
from edu_kg.text import digest

T = TypeVar("T")


@dataclass(slots=True, kw_only=True)
class ArticleState:
    """What the files of one article were made from.

    ``page`` is the digest of the page, ``parser`` that of the parsing code and profile;
    ``article`` the digest of the article, ``reader`` that of the extraction code and pipeline
    that read it (empty: not read yet). ``told`` is the day of publication that a feed gave.
    ``sketch`` is what near-copies of its text share some of; ``copy_of`` the address of the
    article that tells the same story and is read in its place, empty where none is.
    """

    page: str = ""
    parser: str = ""
    article: str = ""
    reader: str = ""
    told: str = ""
    sketch: tuple[str, ...] = ()
    copy_of: str = ""


@dataclass(slots=True, kw_only=True)
class ListingState:
    """The articles a listing page leads to, and the digests of the page and of what parsed it."""

    page: str = ""
    parser: str = ""
    links: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Index:
    """What was done: by article address, and the digest of each named graph in the store.

    ``built`` is the digest of the claims the graphs were built from; empty while they are being
    built, when ``graphs`` may say of the store what is not so. ``walked`` are digests of the
    listings that were walked to their end. ``briefs`` are the addresses of the articles of pages
    that have several, by the page's. ``corrections`` is what became of each.
    """

    articles: dict[str, ArticleState] = field(default_factory=dict)
    listings: dict[str, ListingState] = field(default_factory=dict)
    graphs: dict[str, str] = field(default_factory=dict)
    built: str = ""
    walked: tuple[str, ...] = ()
    facts: dict[str, int] = field(default_factory=dict)
    briefs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    corrections: tuple[CorrectionOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Workspace:
    """The files under one output folder."""

    root: Path
    converter: JsonConverter = field(default_factory=make_record_converter)

    @property
    def pages(self) -> Path:
        """Folder of the pages as fetched."""
        return self.root / "pages"

    @property
    def captures(self) -> Path:
        """Folder of the WARC files with every state of every page."""
        return self.pages / "captures"

    @property
    def corrections(self) -> Path:
        """The file of corrections, where none is named."""
        return self.root / "corrections.toml"

    @property
    def crawls(self) -> Path:
        """Folder of the journals of crawls that are not over."""
        return self.root / "crawls"

    @property
    def store(self) -> Path:
        """Folder of the graph."""
        return self.root / "store"

    @property
    def resolution(self) -> Path:
        """File of what resolution keeps between runs."""
        return self.root / "resolution.sqlite"

    @property
    def replicas(self) -> Path:
        """File of what the copies on servers are known to hold."""
        return self.root / "replicas.sqlite"

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """A block within which no other process writes here; what a killed one left goes first.

        Raises:
            StoreLocked: another process writes here.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".lock").open("wb") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StoreLocked(self.root) from error
            for unfinished in self.root.rglob(f"{UNFINISHED}*"):
                unfinished.unlink(missing_ok=True)
            yield

    def load_index(self) -> Index:
        """The index as last saved; an empty one where there is none, or an unreadable one.

        An index lost to a crash costs work, nothing else: pages are kept beside it.
        """
        try:
            return from_json(self.converter, (self.root / "index.json").read_bytes(), Index)
        except (FileNotFoundError, RecordError):
            return Index()

    def save_index(self, index: Index) -> None:
        """Keep the index."""
        ordered = Index(
            articles=dict(sorted(index.articles.items())),
            listings=dict(sorted(index.listings.items())),
            built=index.built,
            walked=index.walked,
            graphs=dict(sorted(index.graphs.items())),
            facts=index.facts,
            briefs=dict(sorted(index.briefs.items())),
            corrections=index.corrections,
        )
        self._write(self.root / "index.json", ordered)

    def save_article(self, article: Article) -> str:
        """Keep the article; gives the digest of its record."""
        return self._write(self._article_path(article.url), article)

    def load_article(self, url: str) -> Article:
        """The article of that address.

        Raises:
            RecordError: its file is missing or damaged.
        """
        return self._read(self._article_path(url), Article)

    def article_mark(self, url: str) -> str:
        """The digest of the article's record as it stands on disk; empty where there is none."""
        try:
            text = self._article_path(url).read_bytes().decode("utf-8", "surrogatepass")
        except (FileNotFoundError, UnicodeDecodeError):
            return ""
        return digest(text)

    def find_article(self, url: str, mark: str) -> Article | None:
        """The article of that address, None where its record is not the one of that digest."""
        if not mark or self.article_mark(url) != mark:
            return None
        return self.load_article(url)

    def save_claims(self, claims: Claims) -> None:
        """Keep the claims of an article."""
        self._write(self._claims_path(claims.article_url), claims)

    def load_claims(self, url: str) -> Claims:
        """The claims of the article of that address.

        Raises:
            RecordError: their file is missing or damaged.
        """
        return self._read(self._claims_path(url), Claims)

    def has_claims(self, url: str) -> bool:
        """Whether the article's claims are there."""
        return self._claims_path(url).is_file()

    def claims(self, index: Index) -> Iterator[Claims]:
        """The claims of every article that was read, by address."""
        for url, state in sorted(index.articles.items()):
            if state.reader:
                yield self.load_claims(url)

    def load_forgotten(self) -> Forgotten:
        """What was asked to be forgotten; nothing where there is no list.

        Raises:
            RecordError: the list is damaged, and must be mended before anything is built.
        """
        path = self.root / "forgotten.json"
        return self._read(path, Forgotten) if path.exists() else Forgotten()

    def save_forgotten(self, forgotten: Forgotten) -> None:
        """Keep the list of what was asked to be forgotten."""
        self._write(self.root / "forgotten.json", forgotten)

    def remove_article(self, url: str) -> None:
        """Remove the article of that address, and its claims."""
        self._article_path(url).unlink(missing_ok=True)
        self._claims_path(url).unlink(missing_ok=True)

    def remove_leftovers(self, index: Index) -> None:
        """Remove what no run comes back to: articles that left the index, claims of the unread."""
        articles = {self._article_path(url) for url in index.articles}
        claims = {self._claims_path(url) for url, state in index.articles.items() if state.reader}
        for folder, wanted in (("articles", articles), ("claims", claims)):
            for path in sorted(set((self.root / folder).glob("*.json")) - wanted):
                path.unlink()

    def _article_path(self, url: str) -> Path:
        return self.root / "articles" / f"{digest(url)}.json"

    def _claims_path(self, url: str) -> Path:
        return self.root / "claims" / f"{digest(url)}.json"

    def _write(self, path: Path, value: object) -> str:
        text = to_json(self.converter, value)
        write_atomically(path, text.encode("utf-8", "surrogatepass"))
        return digest(text)

    def _read(self, path: Path, kind: type[T]) -> T:
        try:
            return from_json(self.converter, path.read_bytes(), kind)
        except FileNotFoundError as error:
            raise RecordError("$", "the file is missing; ingest again", str(path)) from error
        except RecordError as error:
            raise RecordError(error.path, error.problem, str(path)) from error
