"""Where else an output folder holds what is to be forgotten: other addresses, lists and feeds."""

import html
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from edu_kg.captures import CaptureStore
from edu_kg.errors import RecordError
from edu_kg.fetch import PageStore
from edu_kg.model import Page
from edu_kg.model.addresses import page_address
from edu_kg.parsing.encodings import decode_html
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.text import fold_words

Phrase = tuple[str, ...]

_RUN = 8  # words in a row that are nobody else's, but for what a site says in each of its articles
_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})")
_OTHER_ESCAPED = re.compile(r"\\[nrt\"/]")


def find_addresses(index: Index, forgotten: Iterable[str], url: str) -> tuple[str, ...]:
    """All addresses of the stories at one address, that of a page of several included, in order.

    ``forgotten`` are those that were forgotten with it before.
    """
    asked = {url, *forgotten, *index.briefs.get(url, ())}
    kept = {index.articles[each].copy_of or each for each in asked & index.articles.keys()}
    copies = (each for each, state in index.articles.items() if state.copy_of in kept)
    return tuple(sorted({*asked, *kept, *copies}))


def phrases_of(workspace: Workspace, urls: Iterable[str]) -> frozenset[Phrase]:
    """The runs of words by which the texts of those articles are known, as far as they are kept."""
    found: set[Phrase] = set()
    for url in urls:
        try:
            words = fold_words(workspace.load_article(url).text)
        except RecordError:
            continue  # nothing to be read of it: nothing to be found elsewhere
        found.update(_runs(words, min(_RUN, len(words))))
    return frozenset(found)


def find_pages_saying(
    workspace: Workspace, index: Index, phrases: Collection[Phrase]
) -> frozenset[str]:
    """The addresses of kept pages that say one of the phrases and are no article's: lists, feeds.

    What an article of its own says stays, whatever it quotes.
    """
    lengths = sorted({len(phrase) for phrase in phrases} - {0})
    articles = {page_address(url) for url in index.articles}
    found: set[str] = set()
    for page in chain(CaptureStore(workspace.captures), PageStore(workspace.pages)):
        if page.url in articles or page.url in found:
            continue
        words = fold_words(_printed(page))
        if any(run in phrases for length in lengths for run in _runs(words, length)):
            found.add(page.url)
    return frozenset(found)


def _runs(words: Phrase, length: int) -> Iterator[Phrase]:
    return (words[at : at + length] for at in range(len(words) - length + 1))


def _printed(page: Page) -> str:
    """The words of a page of whatever kind: HTML, a feed with HTML within, or JSON with either."""
    text = decode_html(page.body, page.header("content-type")).text
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = _OTHER_ESCAPED.sub(" ", text)
    for _ in range(2):
        text = _TAG.sub(" ", html.unescape(_TAG.sub(" ", text)))
    return text
