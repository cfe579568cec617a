"""`edu-kg correct`: what is wrong in the graph, put right in a file a person keeps."""

import datetime as dt
import getpass
from pathlib import Path
from typing import Annotated

import typer

from edu_kg.cli.correcting import (
    Manner,
    Note,
    find_fact,
    print_outcomes,
    settle,
)
from edu_kg.cli.terminal import EXIT_SOME_FAILED, CorrectionsFile, OutputFolder, screen
from edu_kg.corrections import read_corrections, what_it_does
from edu_kg.errors import CannotCorrect, SourceNotFound
from edu_kg.model import PartialDate
from edu_kg.model.corrections import (
    FactKind,
    Merge,
    Redate,
    Rename,
    Repoint,
    Retitle,
    Retract,
    Split,
)
from edu_kg.pipeline.correcting import a_few, check_corrections, find_mentions, last_outcomes
from edu_kg.query import Graph

correct_app = typer.Typer(
    name="correct",
    no_args_is_help=True,
    help="Correct the graph: write down what is wrong, with who says so and why.",
    epilog="A correction goes to the end of corrections.toml in the output folder, or of "
    "--corrections FILE; keep that file in git. Every ingest and reparse applies it; --now does so "
    "at once.",
)

Because = Annotated[
    str, typer.Option("--because", metavar="WHY", help="What speaks for it.", show_default=False)
]
Who = Annotated[
    str | None,
    typer.Option("--who", metavar="NAME", help="Who says so.", show_default="your login name"),
]
When = Annotated[
    str | None, typer.Option("--when", metavar="DAY", help="The day.", show_default="today")
]
Now = Annotated[bool, typer.Option("--now", help="Bring the graph up to the corrections at once.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would be written.")]
Fact = Annotated[
    str, typer.Argument(metavar="FACT", help="Id of a fact, as show, explain and query give it.")
]
Entity = Annotated[str, typer.Argument(metavar="NAME", help="Name or id of one in the graph.")]


@correct_app.command("merge")
def merge_command(
    first: Entity,
    second: Entity,
    because: Because,
    who: Who = None,
    when: When = None,
    now: Now = False,
    dry_run: DryRun = False,
    corrections: CorrectionsFile = None,
    output: OutputFolder = Path("output"),
) -> None:
    """Say that two of the graph are one person, body or place.

    Example:
        edu-kg correct merge "Ada Bello" "A. Bello" --because "both sign as rector of Tarn"
    """
    graph = Graph.open(output)
    mentions = [
        mention
        for each in (graph.entity(first), graph.entity(second))
        for mention in a_few(find_mentions(output, each.kind, each.names, each.articles))
    ]
    correction = Merge(**_note(because, who, when), entities=tuple(mentions))
    settle([correction], Manner(output, corrections, now=now, dry_run=dry_run))


@correct_app.command("split")
def split_command(
    name: Entity,
    article: Annotated[
        list[str],
        typer.Option(
            "--article",
            metavar="URL",
            help="An article that means another by that name; may be given again.",
            show_default=False,
        ),
    ],
    because: Because,
    who: Who = None,
    when: When = None,
    now: Now = False,
    dry_run: DryRun = False,
    corrections: CorrectionsFile = None,
    output: OutputFolder = Path("output"),
) -> None:
    """Say that some articles mean another by a name than the others do.

    Example:
        edu-kg correct split "Li Marsh" --article https://news.tarn.example/9 --because "a namesake"
    """
    entity = Graph.open(output).entity(name)
    strangers = sorted(set(article) - set(entity.articles))
    if strangers:
        raise CannotCorrect(entity.name, f"not mentioned in {strangers[0]}; `show` lists articles")
    mentions = find_mentions(output, entity.kind, entity.names, entity.articles)
    apart = tuple(each for each in mentions if each.article_url in article)
    others = tuple(each for each in mentions if each.article_url not in article)
    if not apart or not others:
        raise CannotCorrect(entity.name, "no article would be left on one side; name some of them")
    correction = Split(**_note(because, who, when), entities=apart, others=others)
    settle([correction], Manner(output, corrections, now=now, dry_run=dry_run))


@correct_app.command("rename")
def rename_command(
    name: Entity,
    new: Annotated[str, typer.Argument(metavar="NEW", help="The name to prefer.")],
    because: Because,
    who: Who = None,
    when: When = None,
    now: Now = False,
    dry_run: DryRun = False,
    corrections: CorrectionsFile = None,
    output: OutputFolder = Path("output"),
) -> None:
    """Give a person, body or place the name to prefer; the one it had stays as another name.

    Example:
        edu-kg correct rename "Tarn Univ." "Tarn University" --because "its own spelling"
    """
    entity = Graph.open(output).entity(name)
    mention, *_ = find_mentions(output, entity.kind, entity.names, entity.articles)
    correction = Rename(**_note(because, who, when), entity=mention, name=new)
    settle([correction], Manner(output, corrections, now=now, dry_run=dry_run))


@correct_app.command("retract")
def retract_command(
    fact: Fact,
    because: Because,
    who: Who = None,
    when: When = None,
    now: Now = False,
    dry_run: DryRun = False,
    corrections: CorrectionsFile = None,
    output: OutputFolder = Path("output"),
) -> None:
    """Say that a fact is not so, or that its words do not say it: it goes from the graph.

    Example:
        edu-kg correct retract membership/5c1de3 --because "that is her deputy"
    """
    note = _note(because, who, when)
    drafted = [Retract(**note, fact=each) for each in find_fact(output, fact)]
    settle(drafted, Manner(output, corrections, now=now, dry_run=dry_run))


@correct_app.command("redate")
def redate_command(
    fact: Fact,
    date: Annotated[str, typer.Argument(metavar="DATE", help="As 2020-05-19, 2020-05 or 2020.")],
    because: Because,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="When it ended.", show_default=False),
    ] = None,
    who: Who = None,
    when: When = None,
    now: Now = False,
    dry_run: DryRun = False,
    corrections: CorrectionsFile = None,
    output: OutputFolder = Path("output"),
) -> None:
    """Give an event the date it had.

    Example:
        edu-kg correct redate event/0b3f 2020-05-20 --because "the photo is dated so"
    """
    start, end = _date(date), None if until is None else _date(until)
    if end is not None and end.last_day < start.first_day:
        raise typer.BadParameter(f"--until {end} is before {start}")
    note = _note(because, who, when)
    found = find_fact(output, fact, only=FactKind.EVENT)
    drafted = [Redate(**note, fact=each, start=start, end=end) for each in found]
    settle(drafted, Manner(output, corrections, now=now, dry_run=dry_run))


@correct_app.command("retitle")
def retitle_command(
    fact: Fact,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Without the body.")],
    because: Because,
    who: Who = None,
    when: When = None,
    now: Now = False,
    dry_run: DryRun = False,
    corrections: CorrectionsFile = None,
    output: OutputFolder = Path("output"),
) -> None:
    """Give a role the title it has.

    Example:
        edu-kg correct retitle membership/5c1de3 "vice president" --because "as on their page"
    """
    note = _note(because, who, when)
    found = find_fact(output, fact, only=FactKind.ROLE)
    drafted = [Retitle(**note, fact=each, title=title) for each in found]
    settle(drafted, Manner(output, corrections, now=now, dry_run=dry_run))


@correct_app.command("repoint")
def repoint_command(
    fact: Fact,
    body: Annotated[
        str, typer.Argument(metavar="BODY", help="The body, by a name the same article gives it.")
    ],
    because: Because,
    who: Who = None,
    when: When = None,
    now: Now = False,
    dry_run: DryRun = False,
    corrections: CorrectionsFile = None,
    output: OutputFolder = Path("output"),
) -> None:
    """Say at which body a role is held.

    Example:
        edu-kg correct repoint membership/5c1de3 "Moss College" --because "she moved in 2019"
    """
    note = _note(because, who, when)
    found = find_fact(output, fact, only=FactKind.ROLE)
    drafted = [Repoint(**note, fact=each, organization=body) for each in found]
    settle(drafted, Manner(output, corrections, now=now, dry_run=dry_run))


@correct_app.command("list")
def list_command(
    corrections: CorrectionsFile = None, output: OutputFolder = Path("output")
) -> None:
    """List the corrections of the file, with what became of each when the graph was built last.

    Example:
        edu-kg correct list
    """
    file = corrections or output / "corrections.toml"
    if not file.exists() and corrections is None:
        screen().print("no corrections yet; `edu-kg correct --help` says how to make one")
        return
    outcomes = last_outcomes(output)
    for each in read_corrections(file):
        told = f"{each.id}  {what_it_does(each)}, {each.who}, {each.when}: {each.why}"
        screen().print(told, style="bold", markup=False, highlight=False, soft_wrap=True)
        print_outcomes([outcome for outcome in outcomes if outcome.correction == each.id])


@correct_app.command("check")
def check_command(
    corrections: CorrectionsFile = None, output: OutputFolder = Path("output")
) -> None:
    """Hold every correction against the articles as they were read last; writes nothing.

    Ends with 1 where one could not be applied, for use before a commit.

    Example:
        edu-kg correct check --corrections corrections.toml
    """
    if corrections is not None and not corrections.exists():
        raise SourceNotFound(str(corrections), "no such file of corrections; check the path")
    outcomes = check_corrections(output, corrections)
    print_outcomes(outcomes)
    left = [outcome for outcome in outcomes if outcome.reason is not None]
    screen().print(f"{len(outcomes) - len(left)} can be applied, {len(left)} not", highlight=False)
    if left:
        raise typer.Exit(EXIT_SOME_FAILED)


def _note(because: str, who: str | None, when: str | None) -> Note:
    if not because.strip():
        raise typer.BadParameter("--because must say something")
    try:
        # Of the day on which a person writes it down; no build looks at a clock.
        day = dt.date.fromisoformat(when) if when else dt.datetime.now().astimezone().date()
    except ValueError as error:
        raise typer.BadParameter(f"--when {when} is no day such as 2026-01-31") from error
    return {"id": "", "who": who or getpass.getuser(), "when": day, "why": because}


def _date(text: str) -> PartialDate:
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text} is no date such as 2020-05-19, 2020-05 or 2020"
        ) from error
