"""Every error edu-kg raises on purpose, as one tree.

```
EduKgError
├── SourceError                 a source given by the user cannot be read
│   ├── SourceNotFound          no such file, folder or site profile
│   ├── UnusableSource          it is there but is nothing this project can read
│   ├── MalformedGold           a treebank or IOB2 file breaks its format
│   ├── MalformedCorrections    a file of corrections breaks its format (line, key)
│   └── ProfileError            a site profile that does not say what it must
├── FetchError                  a page did not arrive (url)
│   ├── Unreachable             no connection, no such host, TLS failed, cut off
│   ├── FetchTimeout            not whole within its deadline
│   ├── HttpStatusError         the server answered with a status that is no page
│   ├── HostPaused              its host asked to be left alone, or answers no more
│   ├── RobotsDisallowed        robots.txt forbids it, or could not be asked
│   ├── TooLarge                more bytes than the bound
│   ├── TooManyRedirects        a chain or loop of redirects
│   ├── ForbiddenAddress        not http(s), or a host of a private network that nobody named
│   └── UnusableService         it answered, but not as a reconciliation service does
├── BudgetSpent                 a run fetched all it may
├── ParseError                  a page arrived but gives no article (url)
│   ├── NotHtml                 bytes that are no HTML
│   └── NoArticle               HTML without the title or text of an article
├── RecordError                 a JSON record of a stage does not fit its model (path, problem)
├── ModelError                  a language pipeline cannot be used
│   ├── ModelNotFound           no such package or folder
│   └── ModelLacks              it has no parser, tagger or entities, or other label sets
├── TextError                   a text cannot be analysed
│   ├── TextTooLong             more characters or tokens than are read (length, limit)
│   └── BrokenText              it holds half a character (position)
├── StoreError                  the RDF store cannot do what was asked
│   ├── StoreLocked             another process holds it for writing
│   ├── StoreNotFound           there is no graph at that place yet
│   ├── StoreUnreachable        the server that holds it does not answer
│   ├── StoreRefused            the server answered that it does not do this (status)
│   └── UnknownFormat           no RDF format goes with that file ending
├── QueryError                  a query cannot be run
│   ├── QuerySyntaxError        the SPARQL does not parse
│   ├── QueryNotFound           no named query of that name
│   ├── QueryParameterError     a parameter is missing, unknown or of the wrong type
│   ├── FrameNotFound           no table of facts of that name (known)
│   ├── AnswerTooLarge          more rows or bytes than are given (limit, unit)
│   ├── FactNotFound            no fact has that id (close)
│   ├── AmbiguousFact           the beginning of an id fits several facts (fitting)
│   ├── EntityNotFound          nobody and nothing has that name or id (close)
│   └── AmbiguousEntity         several have that name (fitting)
├── CannotCorrect               a correction cannot be made of that (what)
├── CannotForget                that cannot be removed (what)
├── MissingExtra                a package of an extra is not installed (package, extra)
└── GraphInvalid                the graph violates its shapes
```

The data stands on the exception as attributes; the message ends with what to do next.
"""

from collections.abc import Sequence
from pathlib import Path


class EduKgError(Exception):
    """Base of all errors raised on purpose; its text is one sentence for a person."""

    def __reduce__(self) -> tuple[object, ...]:
        """How to copy it: by its text and data, so that worker processes can hand it on."""
        return _copy_error, (type(self), str(self), dict(self.__dict__))


def _copy_error(kind: type[EduKgError], text: str, data: dict[str, object]) -> EduKgError:
    error = kind.__new__(kind, text)
    error.__dict__.update(data)
    return error


class SourceError(EduKgError):
    """A source given by the user cannot be read; ``source`` is what was given."""

    def __init__(self, source: str, problem: str) -> None:
        self.source = source
        self.problem = problem
        super().__init__(f"{source}: {problem}")


class SourceNotFound(SourceError):
    """There is no file, folder or site profile of that name."""


class UnusableSource(SourceError):
    """The source exists, but is nothing this project can read."""


class MalformedGold(SourceError):
    """A treebank or IOB2 file breaks its format at ``line``, from 1; None: as a whole."""

    def __init__(self, source: str, problem: str, line: int | None = None) -> None:
        self.line = line
        place = "" if line is None else f"line {line}: "
        super().__init__(source, f"{place}{problem}; correct the file, or leave it out")


class MalformedCorrections(SourceError):
    """A file of corrections breaks its format: at ``line`` (None: unknown) and ``key``."""

    def __init__(self, source: str, problem: str, line: int | None = None, key: str = "") -> None:
        self.line = line
        self.key = key
        place = "" if line is None else f"line {line}: "
        super().__init__(source, f"{place}{f'{key}: ' if key else ''}{problem}")


class ProfileError(SourceError):
    """A site profile lacks something it must say, or says it wrongly."""


class FetchError(EduKgError):
    """A page did not arrive; ``url`` is the address asked for."""

    def __init__(self, url: str, problem: str) -> None:
        self.url = url
        self.problem = problem
        super().__init__(f"{url}: {problem}")


class Unreachable(FetchError):
    """No connection could be made or kept."""


class FetchTimeout(FetchError):
    """The answer was not whole within ``seconds``."""

    def __init__(self, url: str, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(url, f"not whole within {seconds:g} s; try again later")


class HttpStatusError(FetchError):
    """The server answered with ``status``, which is no page."""

    def __init__(self, url: str, status: int) -> None:
        self.status = status
        super().__init__(url, f"the server answered {status}; check the address")


class HostPaused(FetchError):
    """The host is left alone for another ``seconds``, because of what it answered before."""

    def __init__(self, url: str, seconds: float, why: str) -> None:
        self.seconds = seconds
        super().__init__(
            url, f"not asked for: {why}; the host is left alone for {seconds:.0f} s, run again then"
        )


class RobotsDisallowed(FetchError):
    """robots.txt of the host forbids this address, or could not be read."""


class TooLarge(FetchError):
    """The answer has more than ``limit`` bytes."""

    def __init__(self, url: str, limit: int) -> None:
        self.limit = limit
        super().__init__(url, f"larger than {limit} bytes; it was not kept")


class TooManyRedirects(FetchError):
    """The address redirects more than ``limit`` times."""

    def __init__(self, url: str, limit: int) -> None:
        self.limit = limit
        super().__init__(url, f"redirected more than {limit} times")


class ForbiddenAddress(FetchError):
    """The address is not one this project fetches.

    It is not http(s), or its host is this machine or one of a private network and was not named.
    """


class UnusableService(FetchError):
    """A service answered, but not as the Reconciliation Service API 0.2 says."""


class BudgetSpent(EduKgError):
    """A run has fetched all that its bounds allow."""

    def __init__(self, problem: str) -> None:
        super().__init__(f"{problem}; run the same command again to go on")


class ParseError(EduKgError):
    """A page arrived but gives no article; ``url`` is its address."""

    def __init__(self, url: str, problem: str) -> None:
        self.url = url
        self.problem = problem
        super().__init__(f"{url}: {problem}")


class NotHtml(ParseError):
    """The bytes are no HTML."""


class NoArticle(ParseError):
    """The page is HTML, but has no title or no text of an article."""


class RecordError(EduKgError):
    """A JSON record does not fit its model; ``path`` says where in it (``$.published``)."""

    def __init__(self, path: str, problem: str, source: str | None = None) -> None:
        self.path = path
        self.problem = problem
        self.source = source
        super().__init__(f"{source}: {path}: {problem}" if source else f"{path}: {problem}")


class ModelError(EduKgError):
    """A language pipeline cannot be used; ``model`` is its name or path."""

    def __init__(self, model: str, problem: str) -> None:
        self.model = model
        self.problem = problem
        super().__init__(f"{model}: {problem}")


class ModelNotFound(ModelError):
    """There is no spaCy pipeline of that name or at that path."""

    def __init__(self, model: str) -> None:
        super().__init__(
            model,
            "no such spaCy pipeline; give an installed package or a folder, or leave --model out",
        )


class ModelLacks(ModelError):
    """The pipeline lacks what extraction needs; ``missing`` names it."""

    def __init__(self, model: str, missing: Sequence[str]) -> None:
        self.missing = tuple(missing)
        super().__init__(model, f"the pipeline gives no {', '.join(missing)}; choose one that does")


class TextError(EduKgError):
    """A text cannot be analysed."""


class TextTooLong(TextError):
    """A text has ``length`` characters or tokens, more than the ``limit``."""

    def __init__(self, length: int, limit: int, unit: str = "characters") -> None:
        self.length = length
        self.limit = limit
        super().__init__(
            f"the text has {length} {unit}, more than {limit}; give it as several articles"
        )


class BrokenText(TextError):
    """A text holds a lone surrogate, half a character, at ``position``."""

    def __init__(self, position: int) -> None:
        self.position = position
        super().__init__(
            f"the text has half a character at {position} (a lone surrogate); decode it again"
        )


class StoreError(EduKgError):
    """The RDF store at ``location`` cannot do what was asked."""

    def __init__(self, location: Path | str, problem: str) -> None:
        self.location = str(location)
        self.problem = problem
        super().__init__(f"{location}: {problem}")


class StoreLocked(StoreError):
    """Another process holds the store for writing."""

    def __init__(self, location: Path | str) -> None:
        super().__init__(
            location, "another process is writing this graph; wait for it to end, then try again"
        )


class StoreNotFound(StoreError):
    """There is no graph at that place yet."""

    def __init__(self, location: Path | str) -> None:
        super().__init__(location, "no graph here yet; run `edu-kg ingest` first, or give --output")


class StoreUnreachable(StoreError):
    """The server that holds the graph does not answer, or not in time."""


class StoreRefused(StoreError):
    """The server that holds the graph answered with ``status``, and did not do what was asked."""

    def __init__(self, location: Path | str, status: int, problem: str) -> None:
        self.status = status
        super().__init__(location, problem)


class UnknownFormat(StoreError):
    """No format goes with the ending of that file name; ``known`` are the endings there are."""

    def __init__(self, location: Path | str, known: Sequence[str]) -> None:
        self.known = tuple(known)
        super().__init__(location, f"no format has this ending; use {', '.join(known)}")


class QueryError(EduKgError):
    """A query cannot be run; ``query`` is its text or name."""

    def __init__(self, query: str, problem: str) -> None:
        self.query = query
        self.problem = problem
        super().__init__(problem)


class QuerySyntaxError(QueryError):
    """The SPARQL does not parse, or uses an unknown prefix.

    ``line`` and ``column``, counted from 1, say where; None where no place is known.
    """

    def __init__(
        self, query: str, problem: str, line: int | None = None, column: int | None = None
    ) -> None:
        self.line = line
        self.column = column
        super().__init__(query, problem if line is None else f"line {line}:{column}: {problem}")


class QueryNotFound(QueryError):
    """No named query of that name; ``known`` lists those there are."""

    def __init__(self, query: str, known: Sequence[str]) -> None:
        self.known = tuple(known)
        super().__init__(query, f"no named query {query!r}; there are {', '.join(known)}")


class QueryParameterError(QueryError):
    """A parameter is missing, unknown or does not fit its type."""


class AnswerTooLarge(QueryError):
    """The answer has more than ``limit`` ``unit`` ("rows", "triples" or "bytes")."""

    def __init__(self, query: str, limit: int, unit: str) -> None:
        self.limit = limit
        self.unit = unit
        super().__init__(
            query,
            f"the answer has more than {limit} {unit}; ask for less (LIMIT and OFFSET give it in "
            "parts), or load the file that `edu-kg export` writes",
        )


class FrameNotFound(QueryError):
    """No table of facts of that name; ``known`` lists those there are."""

    def __init__(self, frame: str, known: Sequence[str]) -> None:
        self.known = tuple(known)
        super().__init__(frame, f"no table {frame!r}; there are {', '.join(known)}")


class FactNotFound(QueryError):
    """No fact of the graph has that id, or one that begins so; ``close`` are ids much like it."""

    def __init__(self, fact: str, close: Sequence[str]) -> None:
        self.close = tuple(close)
        near = f"; close to it: {', '.join(close)}" if close else ""
        super().__init__(
            fact, f"no fact of the id {fact!r}{near}; `edu-kg show NAME` gives the ids of facts"
        )


class AmbiguousFact(QueryError):
    """Several facts have ids that begin so; ``fitting`` are some of them."""

    def __init__(self, fact: str, fitting: Sequence[str]) -> None:
        self.fitting = tuple(fitting)
        super().__init__(
            fact, f"several facts begin with {fact!r}; give more of one: {', '.join(fitting)}"
        )


class EntityNotFound(QueryError):
    """Nobody and nothing has that name or id; ``close`` are names much like it."""

    def __init__(self, name: str, close: Sequence[str]) -> None:
        self.close = tuple(close)
        near = f"close to it: {', '.join(close)}" if close else "try another spelling"
        super().__init__(name, f"nobody and nothing of the name or id {name!r}; {near}")


class AmbiguousEntity(QueryError):
    """Several persons, bodies or places have that name; ``fitting`` are ids with names."""

    def __init__(self, name: str, fitting: Sequence[str]) -> None:
        self.fitting = tuple(fitting)
        super().__init__(
            name, f"several have the name {name!r}; give the id of one: {', '.join(fitting)}"
        )


class CannotCorrect(EduKgError):
    """A correction cannot be made of ``what`` a person pointed at."""

    def __init__(self, what: str, problem: str) -> None:
        self.what = what
        self.problem = problem
        super().__init__(f"{what}: {problem}")


class CannotForget(EduKgError):
    """``what`` a person pointed at cannot be removed, or brought back."""

    def __init__(self, what: str, problem: str) -> None:
        self.what = what
        self.problem = problem
        super().__init__(f"{what}: {problem}")


class GraphInvalid(EduKgError):
    """The graph violates its shapes; ``violations`` holds one line each."""

    def __init__(self, violations: Sequence[str]) -> None:
        self.violations = tuple(violations)
        count = "1 violation" if len(violations) == 1 else f"{len(violations)} violations"
        first = f"; the first: {violations[0]}" if violations else ""
        super().__init__(
            f"{count} of the shapes{first}; `edu-kg validate` lists them, "
            "`edu-kg export --force` writes the graph all the same"
        )


class MissingExtra(EduKgError):
    """Something needs a package that an extra brings; ``package`` and ``extra`` name both."""

    def __init__(self, package: str, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(f"this needs {package}: install it with `pip install 'edu-kg[{extra}]'`")
