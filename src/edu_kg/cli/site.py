"""`edu-kg site`: profiles of sites."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from edu_kg.cli.terminal import EXIT_SOME_FAILED, EXIT_UNUSABLE, errors, screen
from edu_kg.model import Article
from edu_kg.pipeline.site_check import SiteCheck, check_site

site_app = typer.Typer(
    name="site", help="Site profiles: what a site is, where its news stand.", no_args_is_help=True
)
_SHOWN = 300


@site_app.callback()
def site_options() -> None:
    """Site profiles: what a site is, where its news stand."""


@site_app.command("check")
def check_command(
    url: Annotated[str, typer.Argument(metavar="URL", help="Home page or listing of the site.")],
    profile: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where the profile goes; NAME.toml here if not told.",
            show_default=False,
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Read the site from this address (a mirror)."),
    ] = None,
    contact: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS",
            help="E-mail or page that goes into the agent name, for the site's owner.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Try a site and write a first profile: its system, its lists of news, one article read.

    Asks about a dozen times, as politely as ingest does. An existing file is not written over.

    Examples:
        edu-kg site check https://www.example.org/news

        edu-kg site check https://www.example.org --profile example.toml
    """
    try:
        check = check_site(url, at=at, contact=contact)
    except ValueError as error:
        errors().print(f"edu-kg: {error}; give an http(s) address", markup=False, soft_wrap=True)
        raise typer.Exit(EXIT_UNUSABLE) from error
    print_check(check, screen())
    if not check.profile:
        raise typer.Exit(EXIT_UNUSABLE)
    path = profile or Path(f"{check.name}.toml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(check.profile)
    except FileExistsError:
        errors().print(
            f"edu-kg: {path} is there already and was left as it is; give --profile another name",
            markup=False,
            soft_wrap=True,
        )
        raise typer.Exit(EXIT_UNUSABLE) from None
    screen().print(f"profile    {path}", markup=False, highlight=False, soft_wrap=True)
    if check.sample is None:
        raise typer.Exit(EXIT_SOME_FAILED)


def print_check(check: SiteCheck, console: Console) -> None:
    """Show what was found, or that nothing was and what to try."""
    lines = [f"site       {check.url}", f"system     {check.platform or 'none that is known'}"]
    lines += [
        f"{seen.kind:<10} {seen.address} ({seen.articles} articles seen)" for seen in check.seen
    ]
    if check.sample is not None:
        lines += _sample_lines(check.sample)
    elif check.seen:
        lines.append("sample     no article could be read; the selectors of the profile need work")
    else:
        lines.append(
            "nothing    no listing, feed or sitemap with articles was found; "
            "give the address of a page that lists news"
        )
    lines += [f"tried      {problem}" for problem in check.problems]
    for line in lines:
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def _sample_lines(article: Article) -> list[str]:
    date = (
        f"{article.published} (from {article.published_from})"
        if article.published
        else "none found"
    )
    start = " ".join(article.text.split())[:_SHOWN]
    return [
        f"sample     {article.url}",
        f"  title    {article.title}",
        f"  date     {date}",
        f"  by-line  {article.byline or 'none found'}",
        f"  text     {len(article.text)} characters: {start}…",
    ]
