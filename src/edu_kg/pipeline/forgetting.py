"""Removal on request: a withdrawn article, or a person, with a tombstone in their place.

What rests on it alone goes, in the files as in the graph, and later runs pass it over.
"""

import contextlib
import datetime as dt
import secrets
from collections.abc import Collection, Iterable, Mapping
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
from edu_kg.errors import CannotForget, RecordError
from edu_kg.fetch import PageStore
from edu_kg.model import Claims, EntityKind
from edu_kg.model.addresses import canonical_address, page_address
from edu_kg.model.forgotten import Forgotten, ForgottenArticle, ForgottenPerson
from edu_kg.parsing import names_digest, sketch
from edu_kg.pipeline.amending import Amendments
from edu_kg.pipeline.building import bring_up_to_claims
from edu_kg.pipeline.copies import note_copies
from edu_kg.pipeline.traces import find_addresses, find_pages_saying, phrases_of
from edu_kg.pipeline.workspace import Index, Workspace
from edu_kg.resolution import Settling
from edu_kg.store import Store
from edu_kg.text import digest, fold_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for on a day, by whom and why; of people it may not say who they are."""

    when: dt.date
    who: str | None = None
    why: str | None = None
    corrections: Path | None = None


def find_story(output: Path, address: str) -> tuple[str, tuple[str, ...]]:
    """The address that is meant, and all addresses that would be forgotten with it, in order.

    Raises ValueError for what is no http(s) address.
    """
    workspace = Workspace(output)
    index, forgotten = workspace.load_index(), workspace.load_forgotten()
    is_known = address in index.articles or address in forgotten.urls
    url = address if is_known else canonical_address(address)
    return url, find_addresses(index, forgotten.addresses_with(url), url)


def forget_article(output: Path, url: str, request: Request) -> None:
    """Remove an article: its pages, captures, text, claims and graph; later runs pass it over.

    Its copies at other addresses go with it, and so do lists and feeds that carry its words. Of a
    page of several articles the page goes; the others stay as they were read.

    Raises:
        StoreLocked: another process writes there.
        SourceError: the file of corrections cannot be used; nothing was removed.
    """
    workspace = Workspace(output)
    with workspace.held():
        amendments = Amendments.load(workspace, request.corrections)
        index = workspace.load_index()
        note_copies(workspace, index)
        forgotten = amendments.forgotten
        urls = find_addresses(index, forgotten.addresses_with(url), url)
        stones = [_stone(workspace, each, url, request) for each in urls]
        forgotten = _with_articles(forgotten, stones)
        # The list first: cut off after it, the next run passes the article over, and the same
        # command removes what is left.
        workspace.save_forgotten(forgotten)
        phrases = phrases_of(workspace, urls)
        _remove_articles(workspace, index, urls)
        _remove_pages(workspace, index, find_pages_saying(workspace, index, phrases))
        workspace.save_index(index)
        workspace.remove_leftovers(index)
        _build(workspace, index, replace(amendments, forgotten=forgotten))


def withhold_retold(
    workspace: Workspace,
    index: Index,
    amendments: Amendments,
    retold: Mapping[str, ForgottenArticle],
) -> Amendments:
    """The amendments with the addresses at which forgotten articles were found told again.

    Their pages go.
    """
    if not retold:
        return amendments
    stones = [
        replace(stone, url=url, story=stone.story or stone.url)
        for url, stone in sorted(retold.items())
    ]
    forgotten = _with_articles(amendments.forgotten, stones)
    workspace.save_forgotten(forgotten)
    _remove_articles(workspace, index, retold)
    return replace(amendments, forgotten=forgotten)


def restore_article(output: Path, url: str, request: Request) -> None:
    """Take an article and its copies off the list: the next run that finds them reads them again.

    Raises:
        CannotForget: it is not on the list.
        StoreLocked: another process writes there.
    """
    workspace = Workspace(output)
    with workspace.held():
        amendments = Amendments.load(workspace, request.corrections)
        forgotten = amendments.forgotten
        restored = forgotten.addresses_with(url)
        kept = tuple(each for each in forgotten.articles if each.url not in restored)
        if not restored:
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
    the one in these articles and their copies. ``captures`` removes the pages and captures of
    them, too, and lists and feeds that give the name.

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
        note_copies(workspace, index)
        known = set(articles) & set(index.articles)
        urls = sorted({each for url in known for each in find_addresses(index, (), url)})
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
            names_printed = {fold_words(name) for name in printed}
            found = find_pages_saying(workspace, index, names_printed)
            _remove_pages(workspace, index, {*map(page_address, urls), *found})
        workspace.remove_leftovers(index)
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
    for claims in workspace.claims(index):
        if _concerns(claims, forgotten):
            workspace.save_claims(forget_people(claims, forgotten))


def _concerns(claims: Claims, forgotten: Forgotten) -> bool:
    digests = digests_for(forgotten, claims.article_url)
    named = any(is_meant(entity, forgotten.salt, digests) for entity in claims.entities)
    return named or forget_people(claims, forgotten) != claims


def _stone(workspace: Workspace, url: str, asked: str, request: Request) -> ForgottenArticle:
    text = ""
    with contextlib.suppress(RecordError):
        text = workspace.load_article(url).text
    return ForgottenArticle(
        url=url,
        when=request.when,
        who=request.who,
        why=request.why,
        story="" if url == asked else asked,
        sketch=sketch(text) if text else (),
        names=names_digest(text) if text else "",
    )


def _with_articles(forgotten: Forgotten, stones: Iterable[ForgottenArticle]) -> Forgotten:
    articles = {each.url: each for each in forgotten.articles}
    for stone in stones:
        before = articles.get(stone.url)
        is_known = before is not None and any(before.sketch) and not any(stone.sketch)
        articles[stone.url] = (
            replace(stone, sketch=before.sketch, names=before.names)
            if before is not None and is_known
            else stone
        )
    return replace(forgotten, articles=tuple(articles[url] for url in sorted(articles)))


def _remove_articles(workspace: Workspace, index: Index, urls: Iterable[str]) -> None:
    """Remove articles with their pages; what shares a page with one stays as it was read."""
    urls = frozenset(urls)
    pages = {*urls, *map(page_address, urls)}
    _remove_pages(workspace, index, pages)
    for url in urls:
        index.articles.pop(url, None)
        workspace.remove_article(url)
    for page in pages & index.briefs.keys():
        left = tuple(url for url in index.briefs.pop(page) if url not in urls)
        if left:
            index.briefs[page] = left
        for url in left:
            state = index.articles.get(url)
            if state is not None:
                state.page = state.parser = ""


def _remove_pages(workspace: Workspace, index: Index, urls: Collection[str]) -> None:
    for url in urls:
        index.listings.pop(url, None)
    PageStore(workspace.pages).remove(urls)
    CaptureStore(workspace.captures).remove(urls)


def _build(workspace: Workspace, index: Index, amendments: Amendments) -> None:
    # Of who is who nothing is kept: what is deleted from its files may still stand in them.
    Settling.remove(workspace.resolution)
    try:
        bring_up_to_claims(workspace, index, amendments)
    finally:
        workspace.save_index(index)
    # What was removed must stand neither in the store's files nor in older states of it. Cut off
    # meanwhile, the next run builds all anew.
    built, index.built = index.built, ""
    workspace.save_index(index)
    Store.rewrite(workspace.store)
    index.built = built
    workspace.save_index(index)
