"""Removal on request: a withdrawn article, or a person, with a tombstone in their place.

What rests on it alone goes, in the files as in the graph, and later runs pass it over.
"""

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from edu_kg.captures import CaptureStore
from edu_kg.corrections import (
    address_digest,
    digests_for,
    forget_people,
    is_meant,
    mask_names,
    name_digest,
)
from edu_kg.errors import CannotForget
from edu_kg.fetch import PageStore
from edu_kg.model import Claims, EntityKind
from edu_kg.model.forgotten import Forgotten, ForgottenArticle, ForgottenPerson
from edu_kg.pipeline.amending import Amendments
from edu_kg.pipeline.building import bring_up_to_claims
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.store import Store
from edu_kg.text import digest, fold_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for on a day, by whom and why; of people it may not say who they are."""

    when: dt.date
    who: str | None = None
    why: str | None = None
    corrections: Path | None = None


def forget_article(output: Path, url: str, request: Request) -> None:
    """Remove an article: its pages, captures, text, claims and graph; later runs pass it over.

    Raises:
        StoreLocked: another process writes there.
        SourceError: the file of corrections cannot be used; nothing was removed.
    """
    workspace = Workspace(output)
    with workspace.held():
        amendments = Amendments.load(workspace, request.corrections)
        index = workspace.load_index()
        forgotten = amendments.forgotten
        others = tuple(each for each in forgotten.articles if each.url != url)
        stone = ForgottenArticle(url=url, when=request.when, who=request.who, why=request.why)
        articles = tuple(sorted((*others, stone), key=lambda each: each.url))
        forgotten = replace(forgotten, articles=articles)
        # The list first: cut off after it, the next run passes the article over, and the same
        # command removes what is left.
        workspace.save_forgotten(forgotten)
        index.articles.pop(url, None)
        index.listings.pop(url, None)
        _remove_pages(workspace, [url])
        workspace.remove_article(url)
        _build(workspace, index, replace(amendments, forgotten=forgotten))


def restore_article(output: Path, url: str, request: Request) -> None:
    """Take an article off the list, so that the next run that finds it reads it again.

    Raises:
        CannotForget: it is not on the list.
        StoreLocked: another process writes there.
    """
    workspace = Workspace(output)
    with workspace.held():
        amendments = Amendments.load(workspace, request.corrections)
        forgotten = amendments.forgotten
        kept = tuple(each for each in forgotten.articles if each.url != url)
        if len(kept) == len(forgotten.articles):
            raise CannotForget(url, "is not among the forgotten articles; give its address")
        forgotten = replace(forgotten, articles=kept)
        workspace.save_forgotten(forgotten)
        _build(workspace, workspace.load_index(), replace(amendments, forgotten=forgotten))


def forget_person(
    output: Path,
    names: Iterable[str],
    articles: Iterable[str],
    request: Request,
    *,
    everywhere: bool,
    captures: bool = False,
) -> None:
    """Remove a person known by these names: every fact about them, and every mention.

    With ``everywhere`` everybody of a name is meant, in all articles to come as well; else only
    the one in these articles. ``captures`` removes the pages and captures of them, too.

    Raises:
        CannotForget: the articles name nobody so, or the request itself gives the name.
        StoreLocked: another process writes there.
    """
    workspace = Workspace(output)
    with workspace.held():
        amendments = Amendments.load(workspace, request.corrections)
        index = workspace.load_index()
        forgotten = amendments.forgotten
        salt = forgotten.salt or secrets.token_hex(16)
        urls = sorted(set(articles) & set(index.articles))
        printed = _printed_names(workspace, index, urls, set(names))
        digests = tuple(sorted({name_digest(salt, name) for name in printed}))
        if request.why is not None and mask_names(request.why, salt, digests) != request.why:
            raise CannotForget("--because", "gives the name; say it without")
        person = ForgottenPerson(
            id=digest(salt, *digests)[:12],
            names=digests,
            articles=() if everywhere else tuple(sorted(address_digest(salt, u) for u in urls)),
            when=request.when,
            why=request.why,
        )
        others = tuple(each for each in forgotten.people if each.id != person.id)
        people = tuple(sorted((*others, person), key=lambda each: each.id))
        forgotten = replace(forgotten, salt=salt, people=people)
        workspace.save_forgotten(forgotten)
        if captures:
            _remove_pages(workspace, urls)
        _forget_in_claims(workspace, index, forgotten)
        _build(workspace, index, replace(amendments, forgotten=forgotten))


def _printed_names(
    workspace: Workspace, index: Index, urls: Iterable[str], names: set[str]
) -> set[str]:
    """The full names under which the articles speak of the person, as they print them."""
    printed = {
        entity.name
        for url in urls
        if index.articles[url].reader
        for entity in workspace.load_claims(url).entities
        if entity.kind is EntityKind.PERSON and entity.name in names
    }
    # A family name alone would take away everybody who bears it.
    full = {name for name in printed if len(fold_words(name)) > 1}
    if not full:
        raise CannotForget(min(names, default=""), "no article gives a full name of this person")
    return full


def _forget_in_claims(workspace: Workspace, index: Index, forgotten: Forgotten) -> None:
    for claims in list(workspace.claims(index)):
        if _concerns(claims, forgotten):
            workspace.save_claims(forget_people(claims, forgotten))


def _concerns(claims: Claims, forgotten: Forgotten) -> bool:
    digests = digests_for(forgotten, claims.article_url)
    named = any(is_meant(entity, forgotten.salt, digests) for entity in claims.entities)
    return named or forget_people(claims, forgotten) != claims


def _remove_pages(workspace: Workspace, urls: Iterable[str]) -> None:
    wanted = frozenset(urls)
    PageStore(workspace.pages).remove(wanted)
    CaptureStore(workspace.captures).remove(wanted)


def _build(workspace: Workspace, index: Index, amendments: Amendments) -> None:
    try:
        bring_up_to_claims(workspace, index, amendments)
    finally:
        workspace.save_index(index)
    # What was removed must stand neither in the store's files nor in older states of it.
    Store.rewrite(workspace.store)
