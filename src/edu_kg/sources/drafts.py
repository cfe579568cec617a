"""First profiles of sites, as TOML for people to go on with."""

import json
from dataclasses import dataclass

from edu_kg.model import Listing

_HEAD = """\
# A first profile, written by `edu-kg site check`. Look at a few articles with it, then add the
# selectors that miss; docs/sites.md tells what each key means.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a site so far; ``links_anywhere`` where no selector finds its listings."""

    name: str
    institution: str
    address: str
    host: str
    platform: str | None = None
    language: str | None = None
    article_patterns: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    sitemaps: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    links_anywhere: bool = False

    @property
    def toml(self) -> str:
        """The profile's text."""
        lines = [_HEAD + f"name = {_text(self.name)}"]
        if self.platform is not None:
            lines.append(f"extends = {_text(self.platform)}")
        lines += [
            f"institution = {_text(self.institution)}",
            f"address = {_text(self.address)}",
            f"hosts = [{_text(self.host)}]",
        ]
        if self.language is not None:
            lines.append(f"language = {_text(self.language)}")
        if self.article_patterns:
            lines.append(f"article_patterns = [{', '.join(map(_text, self.article_patterns))}]")
        for key, paths in (("sitemaps", self.sitemaps), ("feeds", self.feeds)):
            if paths:
                lines.append(f"{key} = [{', '.join(map(_text, paths))}]")
        if self.links_anywhere and self.platform is not None:
            lines += ["", "[selectors]", "listing_links = []"]
        for listing in self.listings:
            lines += ["", "[[listings]]", *_listing_lines(listing)]
        return "\n".join(lines) + "\n"


def _listing_lines(listing: Listing) -> list[str]:
    lines = [f"path = {_text(listing.path)}"]
    if listing.parameter:
        lines.append(f"parameter = {_text(listing.parameter)}")
    if listing.page_path:
        lines.append(f"page_path = {_text(listing.page_path)}")
    if listing.first:
        lines.append(f"first = {listing.first}")
    if listing.step != 1:
        lines.append(f"step = {listing.step}")
    return lines


def _text(value: str) -> str:
    """A TOML string: literal where it has backslashes, so that patterns stay readable."""
    if "\\" in value and "'" not in value and value.isprintable():
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False)
