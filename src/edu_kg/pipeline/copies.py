"""One story under several addresses: one article is read, the others are known to copy it."""

from collections.abc import Mapping

from edu_kg.parsing import find_copies, sketch
from edu_kg.pipeline.workspace import Index, Workspace


def note_copies(workspace: Workspace, index: Index) -> None:
    """Note in the index which articles copy another; those leave the graph.

    All articles are looked at, whichever run they came in, so that the order of runs is nothing.

    Raises:
        RecordError: an article's file is missing or damaged.
    """
    for url, state in index.articles.items():
        if not state.sketch:
            state.sketch = sketch(workspace.load_article(url).text)
    sketches = {url: state.sketch for url, state in index.articles.items()}
    copies = find_copies(sketches, workspace.load_article)
    for url, state in index.articles.items():
        state.copy_of = copies.get(url, "")
        if state.copy_of:
            state.reader = ""


def other_addresses(index: Index) -> Mapping[str, tuple[str, ...]]:
    """The addresses of the copies of each article that has any."""
    found: dict[str, tuple[str, ...]] = {}
    for url, state in sorted(index.articles.items()):
        if state.copy_of:
            found[state.copy_of] = (*found.get(state.copy_of, ()), url)
    return found
