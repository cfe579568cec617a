"""The notebooks run from start to end and show what they promise."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
# What each is to show: something a reader would look for in it.
SHOWN = {
    "01-first-look": "Jing Degang",
    "02-partners-and-agreements": "UNESCO Beijing Cluster Office",
    "03-people": "certain",
    "04-networks": "Nokuthula Brandvik",
    "05-quality": "participations",
    "06-your-own-institution": "Jing Degang",
}


# The kernel's own machinery warns about sockets and loops of which we have no say.
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_runs_to_its_end_and_shows_its_picture(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # it has no types
    client = NotebookClient(notebook, timeout=180, resources={"metadata": {"path": str(NOTEBOOKS)}})
    client.execute()
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    pictures = [out for out in outputs if "image/png" in out.get("data", {})]
    assert pictures
    shown = [out.get("text", "") or out.get("data", {}).get("text/plain", "") for out in outputs]
    assert SHOWN[path.stem] in "\n".join(shown)


def test_notebooks_hold_no_logic_and_no_kept_output() -> None:
    for path in NOTEBOOKS.glob("*.ipynb"):
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
        for cell in notebook.cells:
            if cell.cell_type == "code":
                assert not cell.outputs, f"{path.name}: clear the outputs before keeping it"
                assert not any(word in cell.source for word in ("def ", "for ", "while ", "class "))
