"""`edu-kg forget`: a withdrawn article, or a person who asked for it, out of the graph."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from edu_kg.cli.terminal import EXIT_UNUSABLE, CorrectionsFile, OutputFolder, screen
from edu_kg.errors import CannotForget
from edu_kg.model import EntityKind
from edu_kg.pipeline.forgetting import (
    Request,
    find_story,
    forget_article,
    forget_person,
    restore_article,
)
from edu_kg.pipeline.replicating import servers_with_copies
from edu_kg.query import FoundEntity, Graph

_WEB = ("http://", "https://")


def forget_command(
    what: Annotated[
        str,
        typer.Argument(metavar="URL|PERSON", help="Address of an article; name or id of a person."),
    ],
    because: Annotated[
        str | None,
        typer.Option("--because", metavar="WHY", help="Why; never a name.", show_default=False),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(
            "--who", metavar="NAME", help="Who asked for it (articles only).", show_default=False
        ),
    ] = None,
    when: Annotated[
        str | None, typer.Option("--when", metavar="DAY", help="The day.", show_default="today")
    ] = None,
    everywhere: Annotated[
        bool,
        typer.Option("--everywhere", help="Everybody of the name, where an id was given."),
    ] = False,
    captures: Annotated[
        bool, typer.Option("--captures", help="Of a person: the pages that name them, too.")
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Let an article be read again.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would go.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    corrections: CorrectionsFile = None,
    output: OutputFolder = Path("output"),
) -> None:
    """Remove a withdrawn article, or a person, and keep them out of later runs.

    What rests on it alone goes, everything else stays; a tombstone says that something went. The
    copies of an article at other addresses go with it.

    Examples:
        edu-kg forget https://news.tarn.example/7 --because "withdrawn by its publisher"

        edu-kg forget "Ada Bello" --because "request under the law" --dry-run
    """
    request = Request(when=_day(when), who=who, why=because, corrections=corrections)
    is_article = what.startswith(_WEB) and "/id/person/" not in what
    if undo and not is_article:
        raise CannotForget(what, "of people nothing is kept that could be brought back")
    url, story = find_story(output, what) if is_article else ("", ())
    if undo:
        restore_article(output, url, request)
        _say("taken off the list; the next `edu-kg ingest` that finds it reads it again")
        return
    graph = Graph.open(output)
    person = None if is_article else _person(graph, what)
    _show(graph, url, story, person)
    if dry_run:
        return
    if not yes and not typer.confirm("Remove it for good?"):
        _say("nothing was removed")
        raise typer.Exit(EXIT_UNUSABLE)
    del graph
    if person is None:
        forget_article(output, url, request)
    else:
        # An id was given because others bear the name: only the one it stands for is meant.
        only_here = what != person.name and person.id in what and not everywhere
        forget_person(
            output,
            person.names,
            person.articles,
            request,
            everywhere=not only_here,
            captures=captures,
        )
    _say("removed; a tombstone says that something was")
    for server in servers_with_copies(output):
        again = f"edu-kg ingest --output {output} --store {server}"
        _say(f"{server} still holds it; `{again}` removes it")


def _person(graph: Graph, given: str) -> FoundEntity:
    entity = graph.entity(given)
    if entity.kind is not EntityKind.PERSON:
        raise CannotForget(entity.name, f"is a {entity.kind}; only people and articles are removed")
    return entity


def _show(graph: Graph, url: str, story: tuple[str, ...], person: FoundEntity | None) -> None:
    """Say what would go."""
    if person is not None:
        card = next(each for each in graph.cards(person.name) if each.iri == person.iri)
        facts = len({fact.id for fact in card.facts})
        _say(f"{facts} facts about this person, mentioned in {len(person.articles)} articles")
        return
    rows = graph.query(
        """SELECT ?url (COUNT(DISTINCT ?fact) AS ?facts) WHERE {
             ?article schema:url ?url OPTIONAL { ?fact prov:wasDerivedFrom ?article } }
           GROUP BY ?url"""
    ).records()
    known = [int(str(row["facts"])) for row in rows if row["url"] in story]
    told = (
        f"{sum(known)} facts of it"
        if known
        else "it is not in the graph; later runs will pass it by"
    )
    _say(f"{url}: {told}")
    for other in story:
        if other != url:
            _say(f"also at {other}, which goes with it")


def _day(when: str | None) -> dt.date:
    try:
        return dt.date.fromisoformat(when) if when else dt.datetime.now().astimezone().date()
    except ValueError as error:
        raise typer.BadParameter(f"--when {when} is no day such as 2026-01-31") from error


def _say(text: str) -> None:
    screen().print(text, markup=False, highlight=False, soft_wrap=True)
