"""Cards on the terminal."""

from itertools import groupby

from rich.console import Console
from rich.markup import escape

from edu_kg.query import Card


def print_card(card: Card, console: Console) -> None:
    """Show a card: names, then facts by section, each with its sentence and article."""
    console.rule(f"[bold]{escape(card.name)}[/bold] ({card.kind})", align="left")
    if card.other_names:
        console.print(f"also: {escape(', '.join(card.other_names))}", highlight=False)
    articles = "1 article" if card.articles == 1 else f"{card.articles} articles"
    console.print(f"in {articles}; {card.iri}", style="dim", highlight=False)
    for section, facts in groupby(card.facts, key=lambda fact: fact.section):
        console.print(f"\n[bold]{section}[/bold]")
        for fact in facts:
            date = f"{fact.date}  " if fact.date else ""
            console.print(f"  {date}{escape(fact.text)}", highlight=False)
            console.print(f"    “{escape(fact.quote)}”", style="italic", highlight=False)
            source = f"{fact.article} <{fact.url}> ({fact.id})"
            console.print(f"    – {escape(source)}", style="dim", highlight=False)
