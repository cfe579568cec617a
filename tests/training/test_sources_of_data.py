"""The open data sets: right, missing and different files, and what is said of them."""

from __future__ import annotations

import gzip
import hashlib
import lzma
import re
from pathlib import Path

import pytest

from training.package import SOURCES as CREDITED
from training.sources import (
    Source,
    SourceFile,
    State,
    UnverifiedData,
    locate,
    main,
    read_manifest,
    require_verified,
    verify,
)

TEXT = b"1\tReeds\t_\n"
SOURCE = Source(
    name="Reed Bank",
    repository="https://code.example/reeds",
    commit="0" * 40,
    licence="CC0-1.0",
    use="train",
    files=(
        SourceFile(
            path="ud/reeds.conllu", upstream="r.conllu", sha256=hashlib.sha256(TEXT).hexdigest()
        ),
    ),
)


def _put(folder: Path, name: str, data: bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ud/reeds.conllu", TEXT),
        ("ud/reeds.conllu.xz", lzma.compress(TEXT)),
        ("ud/reeds.conllu.xz", lzma.compress(TEXT, preset=1)),
        ("ud/reeds.conllu.gz", gzip.compress(TEXT, mtime=0)),
    ],
)
def test_a_file_is_right_however_it_is_packed(tmp_path: Path, name: str, data: bytes) -> None:
    _put(tmp_path, name, data)
    assert [v.state for v in verify(tmp_path, [SOURCE])] == [State.RIGHT]
    require_verified(tmp_path, [SOURCE])
    assert locate(tmp_path, "ud/reeds.conllu") == tmp_path / name


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("ud/reeds.conllu", TEXT + b"\n"),
        ("ud/reeds.conllu.xz", lzma.compress(b"other")),
        ("ud/reeds.conllu.xz", lzma.compress(TEXT)[:-8]),
        ("ud/reeds.conllu.xz", b"no archive"),
        ("ud/reeds.conllu.gz", gzip.compress(TEXT, mtime=0)[:-9]),
        ("ud/reeds.conllu.gz", b"no archive"),
    ],
)
def test_another_text_and_a_broken_archive_are_different(
    tmp_path: Path, name: str, data: bytes
) -> None:
    _put(tmp_path, name, data)
    with pytest.raises(UnverifiedData) as caught:
        require_verified(tmp_path, [SOURCE])
    assert caught.value.different == ("ud/reeds.conllu",)


def test_a_missing_file_is_named_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(UnverifiedData) as caught:
        require_verified(tmp_path, [SOURCE])
    assert caught.value.missing == ("ud/reeds.conllu",)
    assert f"python -m training.sources verify --data {tmp_path}" in str(caught.value)
    with pytest.raises(UnverifiedData):
        locate(tmp_path, "ud/reeds.conllu")


def test_the_command_says_where_a_file_that_lacks_is_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _put(tmp_path, "ud/en_pud-ud-test.conllu", b"something else")
    assert main(["verify", "--data", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert re.search(r"^different  ud/en_pud-ud-test.conllu  <- .*UD_English-PUD @ ", out, re.M)
    assert re.search(r"^missing    ud/en_ewt-ud-dev.conllu  <- .*UD_English-EWT @ ", out, re.M)
    assert out.endswith("0 right, 29 missing, 1 different\n")


def test_the_encoder_is_verified_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--encoder", str(tmp_path)]) == 1
    assert "0 right, 3 missing, 0 different" in capsys.readouterr().out


def test_gold_as_released_is_verified_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _put(tmp_path, "en_ewt-ud-test.iob2", b"the first commit")
    assert main(["verify", "--released", str(tmp_path)]) == 1
    assert "0 right, 0 missing, 1 different" in capsys.readouterr().out


def test_nothing_to_verify_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["verify"])
    assert "give --data, --encoder or --released" in capsys.readouterr().err


def test_the_manifest_pins_every_file_once() -> None:
    manifest = read_manifest()
    for source in (*manifest.sources, *manifest.encoders, *manifest.released):
        assert source.repository
        assert re.fullmatch(r"[0-9a-f]{8,40}|\d+\.\d+\.\d+", source.commit), source.name
        assert all(re.fullmatch(r"[0-9a-f]{64}", file.sha256) for file in source.files)
    paths = [file.path for source in manifest.sources for file in source.files]
    assert len(paths) == len(set(paths))


def test_everything_trained_on_is_credited_in_the_package() -> None:
    credited = " ".join(url for _, _, url in CREDITED)
    for source in read_manifest().sources:
        if source.use != "test":
            assert source.repository in credited
