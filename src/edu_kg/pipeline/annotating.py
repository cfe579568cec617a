"""One page, article or text, as a language pipeline sees it."""

from pathlib import Path
from urllib.parse import urlsplit

from edu_kg.errors import ForbiddenAddress, RecordError, UnusableSource
from edu_kg.fetch import Fetcher, FetchOptions
from edu_kg.model import Article, Page
from edu_kg.model.addresses import canonical_address
from edu_kg.parsing import find_address, parse_article
from edu_kg.sources import Unreadable, read_source, sites_by_host
from edu_kg.text import squeeze

_WEB = ("http://", "https://")
_TEXT = ".txt"
_LONGEST_TITLE = 100


def annotate(
    source: str, *, model: str | Path | None = None, options: FetchOptions | None = None
) -> str:
    """Give an HTML page of what the pipeline saw in a page, an article record or a text.

    A source is an http(s) address, or a file: HTML, one JSON article record, or plain text.

    Raises:
        SourceError: the file cannot be read, is none of these, or is too long.
        FetchError: the page did not arrive.
        ParseError: the page gives no article.
        RecordError: the record is none of an article.
        ModelError: the language pipeline cannot be used.
    """
    article = find_article(source, options)
    # After the article was found: spaCy takes a second to import.
    from edu_kg.nlp import load_pipeline  # noqa: PLC0415
    from edu_kg.nlp.inspection import DisplayedText, render_annotations  # noqa: PLC0415
    from edu_kg.nlp.pipelines import refuse_unless_readable  # noqa: PLC0415

    pipeline = load_pipeline(model)
    refuse_unless_readable(pipeline, article.text, source)
    name = f"{pipeline.meta['name']} {pipeline.meta['version']}"
    shown = DisplayedText(title=article.title, address=article.url, model=name)
    return render_annotations(pipeline(article.text), shown)


def find_article(source: str, options: FetchOptions | None = None) -> Article:
    """Give the article at an http(s) address or in a file; a plain text is one too.

    Raises:
        SourceError: the file cannot be read, or is no page, record or text.
        FetchError: the page did not arrive.
        ParseError: the page gives no article.
        RecordError: the record is none of an article.
    """
    if source.startswith(_WEB):
        return _parse(_fetch(source, options))
    try:
        return _read_file(Path(source))
    except OSError as error:  # a sentence in place of a name is no file name either
        problem = f"cannot be read ({error.strerror}); give an address or a file"
        raise UnusableSource(source, problem) from error


def _read_file(path: Path) -> Article:
    if path.is_dir():
        raise UnusableSource(str(path), "is a folder; give one file of it")
    if path.suffix == _TEXT and path.is_file():
        return _read_text(path)
    found, *others = list(read_source(path)) or [_no_record(path)]
    if others:
        problem = f"holds {1 + len(others)} records; give a file with one"
        raise UnusableSource(str(path), problem)
    if isinstance(found, Unreadable):
        # A text needs no ending: what is no page and no record may be one.
        if isinstance(found.error, UnusableSource) and path.is_file():
            return _read_text(path)
        raise found.error
    return found if isinstance(found, Article) else _parse(found)


def _fetch(url: str, options: FetchOptions | None) -> Page:
    try:
        address = canonical_address(url)
    except ValueError as error:
        raise ForbiddenAddress(url, "give the http(s) address of a page") from error
    # The address a person gave may be inside a private network; its redirects may not.
    with Fetcher((options or FetchOptions()).naming([address])) as fetcher:
        page = fetcher.fetch(address)
    assert isinstance(page, Page)  # noqa: S101  a server that was given no validators gave a page
    return page


def _parse(page: Page) -> Article:
    host = urlsplit(find_address(page) or "").netloc.lower()
    return parse_article(page, sites_by_host().get(host))


def _read_text(path: Path) -> Article:
    """A plain text as an article; its first line serves as title too."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = "is no page, no record and no text in UTF-8; give one of these"
        raise UnusableSource(str(path), problem) from error
    if "\0" in text or not text.strip():
        raise UnusableSource(str(path), "is empty or no text; give another file")
    title = squeeze(text.strip().partition("\n")[0])[:_LONGEST_TITLE]
    return Article(url=path.resolve().as_uri(), title=title, text=text)


def _no_record(path: Path) -> Unreadable:
    error = RecordError("$", "no record in it; give one article", str(path))
    return Unreadable(str(path), error)
