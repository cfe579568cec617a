"""One page, article or text, as a language pipeline sees it."""

from pathlib import Path

from edu_kg.errors import RecordError, UnusableSource
from edu_kg.fetch import FetchOptions
from edu_kg.model import Article, Page
from edu_kg.parsing import parse_article
from edu_kg.pipeline.named_pages import WEB, fetch_named, shipped_profile
from edu_kg.sources import Unreadable, read_source
from edu_kg.text import squeeze

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
    if source.startswith(WEB):
        return _parse(fetch_named(source, options))
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


def _parse(page: Page) -> Article:
    return parse_article(page, shipped_profile(page))


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
