"""`edu-kg inspect`: one page through all stages, each shown."""

import json
from collections.abc import Iterator, Mapping
from typing import Annotated

import typer
from rich.console import Console

from edu_kg.cli.terminal import ModelName, screen
from edu_kg.model import EventClaim, RelationClaim, RoleClaim
from edu_kg.pipeline.inspection import Inspection, inspect
from edu_kg.records import make_record_converter

_LONGEST_SHOWN = 100


def inspect_command(
    source: Annotated[
        str, typer.Argument(metavar="URL_OR_FILE", help="A page: its address, or a saved file.")
    ],
    site: Annotated[
        str | None,
        typer.Option(
            metavar="PROFILE",
            help="Site profile: a shipped one by name, or a TOML file. "
            "Without it, the one of the page's host.",
            show_default=False,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
    model: ModelName = None,
    contact: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="E-mail or page that goes into the agent name, for the site's owner.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show what each stage makes of one page: page, article, mentions, facts. Nothing is stored.

    Every datum of the article is shown with where on the page it was found, every fact with the
    rule that read it and its words.

    Examples:
        edu-kg inspect saved/article.html --site my-site.toml

        edu-kg inspect https://www.example.org/news/2020/agreement-signed --json
    """
    inspection = inspect(source, site=site, model=model, contact=contact)
    if as_json:
        typer.echo(json.dumps(inspection_record(inspection), ensure_ascii=False, indent=1))
    else:
        print_inspection(inspection, screen())


def inspection_record(inspection: Inspection) -> dict[str, object]:
    """The inspection as values for JSON."""
    converter = make_record_converter()
    reading = inspection.reading
    article = converter.unstructure(reading.article)
    return {
        "page": {
            "url": inspection.page.url,
            "retrieved_from": inspection.page.retrieved_from,
            "status": inspection.page.status,
            "bytes": len(inspection.page.body),
            "sha256": inspection.page.sha256,
            "encoding": reading.encoding,
            "profile": inspection.site,
        },
        "article": article,
        "found_in": {each.field: each.found_in for each in reading.signals}
        | {"text": reading.body},
        "paragraphs": [
            {"start": span.start, "end": span.end, "text": span.cut(reading.article.text)}
            for span in reading.article.paragraphs
        ],
        "claims": converter.unstructure(inspection.claims),
        "entities": converter.unstructure(list(inspection.entities)),
        "facts": converter.unstructure(inspection.facts),
    }


def print_inspection(inspection: Inspection, console: Console) -> None:
    """Show the stages one below the other."""
    for heading, lines in (
        ("Page", _page_lines(inspection)),
        ("Article", _article_lines(inspection)),
        ("Mentions", _mention_lines(inspection)),
        ("Facts", _fact_lines(inspection)),
    ):
        console.print(heading, style="bold")
        for line in lines:
            console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)


def _page_lines(inspection: Inspection) -> Iterator[str]:
    page = inspection.page
    yield f"address    {page.url}"
    yield f"read from  {page.retrieved_from}"
    yield f"bytes      {len(page.body)}, {inspection.reading.encoding}"
    yield f"profile    {inspection.site or 'none: read by general signs'}"


def _article_lines(inspection: Inspection) -> Iterator[str]:
    reading = inspection.reading
    article = reading.article
    yield f"address    {article.url}"
    for signal in reading.signals:
        yield f"{signal.field:<10} {signal.value}  ← {signal.found_in}"
    known = {signal.field for signal in reading.signals}
    for field in ("published", "byline", "section", "language"):
        if field not in known:
            yield f"{field:<10} –  nothing on the page tells it"
    yield f"canonical  {article.canonical or '–'}"
    yield f"text       {len(article.text)} characters  ← {reading.body}"
    for span in article.paragraphs:
        yield f"  {span.start:>6}–{span.end:<6} {_short(span.cut(article.text))}"
    for caption in article.captions:
        yield f"caption    {_short(caption)}"
    for link in article.links:
        yield f"link       {link}"


def _mention_lines(inspection: Inspection) -> Iterator[str]:
    for entity in inspection.claims.entities:
        places = ", ".join(
            f"{mention.text} {mention.start}–{mention.end} ({mention.form.value})"
            for mention in entity.mentions
        )
        yield f"{entity.kind.value:<12} {entity.name}: {_short(places)}"
    for date in inspection.claims.dates:
        end = f"/{date.end}" if date.end else ""
        yield f"{'date':<12} {date.quote.exact} = {date.start or '?'}{end} ({date.reason})"


def _fact_lines(inspection: Inspection) -> Iterator[str]:
    names = {entity.id: entity.name for entity in inspection.entities}
    facts = inspection.facts
    for role in facts.roles:
        yield f"role: {_role(role, names)}"
        yield from _grounds(role)
    for event in facts.events:
        yield f"event: {_event(event, names)}"
        for part in event.participants:
            on_behalf = f" for {names[part.on_behalf_of]}" if part.on_behalf_of else ""
            yield f"    {part.manner.value}: {names[part.entity]}{on_behalf}  [{part.rule}]"
        yield from _grounds(event)
    for relation in facts.relations:
        subject, object_ = names[relation.subject], names[relation.object]
        yield f"relation: {subject} {relation.predicate.value} {object_}"
        yield from _grounds(relation)


def _role(role: RoleClaim, names: Mapping[str, str]) -> str:
    at = f" of {names[role.organization]}" if role.organization else ""
    return f"{names[role.person]}, {role.title}{at}"


def _event(event: EventClaim, names: Mapping[str, str]) -> str:
    day = f", {event.start}" if event.start else ", no date told"
    place = f", in {names[event.place]}" if event.place else ""
    return f"{event.type.value} ({event.factuality.value}){day}{place}"


def _grounds(fact: RoleClaim | EventClaim | RelationClaim) -> Iterator[str]:
    for quote in fact.evidence:
        yield f"    “{_short(quote.exact)}” {quote.start}–{quote.end}  [{fact.rule}]"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
