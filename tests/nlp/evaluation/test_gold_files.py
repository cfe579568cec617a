"""Gold files by their endings."""

import lzma
from pathlib import Path

import pytest

from edu_kg.errors import EduKgError, MalformedGold, SourceNotFound, UnusableSource
from edu_kg.nlp.evaluation import read_gold

GOLD = Path(__file__).resolve().parents[1] / "gold"


@pytest.mark.parametrize("name", ["harbour.conllu", "harbour.iob2"])
def test_a_packed_file_is_read_as_the_plain_one(name: str, tmp_path: Path) -> None:
    packed = tmp_path / f"{name}.xz"
    packed.write_bytes(lzma.compress((GOLD / name).read_bytes()))
    assert read_gold(packed) == read_gold(GOLD / name)


@pytest.mark.parametrize(
    ("name", "body", "error"),
    [
        ("gold.tsv", b"1\tA\tO", UnusableSource),
        ("gold.conllu.xz", b"not packed", UnusableSource),
        ("gold.conllu", b"\xff\xff", UnusableSource),
        ("gold.conllu", b"# only a comment\n", MalformedGold),
        ("gold.iob2", b"", MalformedGold),
    ],
)
def test_a_file_without_gold_is_refused_by_name(
    name: str, body: bytes, error: type[EduKgError], tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(body)
    with pytest.raises(error, match=name):
        read_gold(file)


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceNotFound, match="check the path"):
        read_gold(tmp_path / "nowhere.conllu")
    with pytest.raises(UnusableSource, match="give the path of a gold file"):
        read_gold(Path("long" * 100))
