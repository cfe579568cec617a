"""Every quote of the graph looked up again where it came from: in the pages as captured."""

import enum
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from edu_kg.graph import article_graph, is_article_graph, writable
from edu_kg.model.forgotten import is_same_but_for_masks
from edu_kg.ontology import EDU, OA, SCHEMA
from edu_kg.pipeline.kept_texts import Kept, KeptText, KeptTexts, text_digest
from edu_kg.pipeline.workspace import Workspace
from edu_kg.sources import find_site, sites_by_host
from edu_kg.store import Store

OnArticle = Callable[[int, int], None]


class Fault(enum.StrEnum):
    """Why a quote is not found at its place."""

    CHANGED = "changed"
    """Other words stand there, and the quoted ones nowhere."""
    MOVED = "moved"
    """The quoted words stand elsewhere in the text."""
    MISSING = "missing"
    """There is no text to look into."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Misquote:
    """A quote that is not found at its place, what stands there, and the facts resting on it."""

    article: str
    start: int
    end: int
    exact: str
    found: str
    fault: Fault
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """How many articles were read from what, how many quotes and facts there are, what failed.

    ``altered`` are the addresses of articles whose text is not the one that was read: some of
    their quotes, or none, may be affected. ``parsed_otherwise`` are those of them whose pages
    were parsed with another profile (of a mirror, say) or by other code, which may be the reason.
    """

    articles: Mapping[Kept, int]
    quotes: int
    facts: int
    misquotes: tuple[Misquote, ...]
    altered: tuple[str, ...]
    parsed_otherwise: tuple[str, ...]

    @property
    def failed_facts(self) -> frozenset[str]:
        """The facts that rest on a quote that is not found."""
        return frozenset(fact for misquote in self.misquotes for fact in misquote.facts)

    @property
    def holds(self) -> bool:
        """Whether every quote was found in the very text it was taken from."""
        return not self.misquotes and not self.altered


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class _Quotation:
    """Words of an article by their offsets, and the facts that rest on them."""

    start: int
    end: int
    exact: str
    facts: tuple[str, ...]


def verify_quotes(
    output: Path, *, site: str | Path | None = None, on_article: OnArticle | None = None
) -> Verification:
    """Find every quote of the graph in ``output`` again, in the pages its articles came from.

    An article that came as a record or a file is looked up in the record that was kept of it.
    ``site`` is the profile that was given to ingest, if one was.

    Raises:
        SourceError: the site profile cannot be used.
        StoreError: there is no graph, or it cannot be read.
    """
    workspace = Workspace(output)
    store = Store.on_disk(workspace.store)
    profile = find_site(str(site)) if site is not None else None
    texts = KeptTexts(
        workspace=workspace,
        index=workspace.load_index(),
        site=profile,
        by_host=sites_by_host() if profile is None else {},
    )
    wanted = dict(sorted(_text_digests(store)))
    counts: Counter[Kept] = Counter()
    facts: set[str] = set()
    misquotes: list[Misquote] = []
    altered: list[str] = []
    quotes = 0
    for done, (url, kept) in enumerate(_each(wanted, texts), 1):
        counts[Kept.NOTHING if kept is None else kept.kept] += 1
        if kept is not None and text_digest(kept.text) != wanted[url]:
            altered.append(url)
        quotations = _quotations(store.graph_quads(article_graph(url)))
        quotes += len(quotations)
        facts.update(fact for quotation in quotations for fact in quotation.facts)
        misquotes += _misquotes(url, quotations, kept)
        if on_article is not None:
            on_article(done, len(wanted))
    return Verification(
        articles=dict(sorted(counts.items())),
        quotes=quotes,
        facts=len(facts),
        misquotes=tuple(sorted(misquotes)),
        altered=tuple(sorted(altered)),
        parsed_otherwise=tuple(sorted(filter(texts.is_parsed_otherwise, altered))),
    )


def _each(wanted: Mapping[str, str], texts: KeptTexts) -> Iterator[tuple[str, KeptText | None]]:
    """Each article wanted with its text, None where there is none any more."""
    missing = dict.fromkeys(wanted)
    for text in texts.find(wanted):
        del missing[text.url]
        yield text.url, text
    yield from ((url, None) for url in missing)


def _text_digests(store: Store) -> Iterator[tuple[str, str]]:
    """The address of every article of the graph, with the digest of the text it was read from."""
    for graph in store.graph_names():
        if is_article_graph(graph):
            said = {quad.predicate.value: quad.object for quad in store.graph_quads(graph)}
            url, digest = said.get(SCHEMA.url), said.get(EDU.textSha256)
            if isinstance(url, ox.Literal) and isinstance(digest, ox.Literal):
                yield url.value, digest.value


def _quotations(quads: Iterable[ox.Quad]) -> list[_Quotation]:
    """The quotes of one article's graph, in the order of its text."""
    words: dict[str, dict[str, str]] = {}
    facts: dict[str, set[str]] = {}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if not isinstance(subject, ox.NamedNode):
            continue
        if quad.predicate.value in _GROUNDS and isinstance(value, ox.NamedNode):
            facts.setdefault(value.value, set()).add(subject.value)
        elif isinstance(value, ox.Literal) and quad.predicate.value in _PLACE:
            words.setdefault(subject.value, {})[quad.predicate.value] = value.value
    return sorted(
        _Quotation(
            start=int(said[OA.start]),
            end=int(said[OA.end]),
            exact=said[OA.exact],
            facts=tuple(sorted(facts[node])),
        )
        for node, said in words.items()
        if node in facts
    )


_PLACE = frozenset({OA.exact, OA.start, OA.end})
_GROUNDS = frozenset({EDU.evidence, EDU.tenureEvidence})


def _misquotes(
    url: str, quotations: Iterable[_Quotation], kept: KeptText | None
) -> Iterator[Misquote]:
    for quotation in quotations:
        found = "" if kept is None else writable(kept.text[quotation.start : quotation.end])
        if is_same_but_for_masks(found, quotation.exact):
            continue  # the name of a forgotten person is masked in the graph, not on the page
        if kept is None:
            fault = Fault.MISSING
        else:
            fault = Fault.MOVED if quotation.exact in writable(kept.text) else Fault.CHANGED
        yield Misquote(
            article=url,
            start=quotation.start,
            end=quotation.end,
            exact=quotation.exact,
            found=found,
            fault=fault,
            facts=quotation.facts,
        )
