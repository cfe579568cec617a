"""Pages kept by earlier runs, as a source: parsing again without the network."""

from collections.abc import Iterator
from dataclasses import dataclass

from edu_kg.captures import CaptureStore
from edu_kg.errors import SourceNotFound
from edu_kg.fetch import PageStore
from edu_kg.model import PartialDate, Site
from edu_kg.pipeline.workspace import Workspace
from edu_kg.sources import Captured, Found, Unreadable, Web, published_on


@dataclass(frozen=True, slots=True)
class KeptPages:
    """The last capture of every page of an output folder.

    Pages of folders made before there were captures are taken from the page store.
    """

    workspace: Workspace
    site: Site | None = None

    @property
    def name(self) -> str:
        """The folder of the captures."""
        return str(self.workspace.captures)

    def find(self, web: Web) -> Iterator[Found]:
        """Those pages; nothing is asked of the web."""
        del web
        captured: set[str] = set()
        told = self._told()
        for page in CaptureStore(self.workspace.captures).latest():
            captured.add(page.url)
            yield Captured(page, told.get(page.url))
        for page in PageStore(self.workspace.pages):
            if page.url not in captured:
                captured.add(page.url)
                yield Captured(page)
        if not captured:
            problem = "no captures here yet; run `edu-kg ingest` first, or give --output"
            yield Unreadable(self.name, SourceNotFound(self.name, problem))

    def _told(self) -> dict[str, PartialDate]:
        """The days of publication that feeds and sitemaps gave in any of their captures."""
        return {
            url: day
            for page in CaptureStore(self.workspace.captures)
            for url, day in published_on(page, self.site)
        }
