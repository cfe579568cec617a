"""The whole conversion, on a few made files in place of the data sets."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest
from gold_samples import make_json, make_row

from training.articles import Article, Named
from training.convert import CROSSNER_DOMAINS, ConvertOptions, convert, forbidden_names, main
from training.documents import read_documents
from training.sources import Source, SourceFile, UnverifiedData, read_manifest

CONLLU = """# newdoc id = {name}
1\tReeds\treed\tNOUN\tNNS\tNumber=Plur\t2\tnsubj\t_\t_
2\tgrow\tgrow\tVERB\tVBP\t_\t0\troot\t_\t_

"""
_PARTS = ("train", "dev", "test")
IOB = "1\tReeds\tO\n2\tgrow\tO\n"
RECORD = {
    "names": [
        {"value": "Vestmark College", "types": ["ror_display"], "lang": "en"},
        {"value": "Høgskulen på Vestmark", "types": ["label"], "lang": "no"},
    ],
    "types": ["education"],
    "locations": [{"geonames_details": {"name": "Sundhaven", "country_name": "Norland"}}],
}


def _contents() -> dict[str, str]:
    gum = [CONLLU.format(name=f"GUM_news_{name}") for name in ("reed", "sedge", "rush")]
    return {
        **{f"ud/en_ewt-ud-{part}.conllu": CONLLU.format(name=part) for part in _PARTS},
        **{f"ner/uner-en_ewt-{part}.iob2": IOB for part in _PARTS},
        "ud/en_pud-ud-test.conllu": CONLLU.format(name="pud"),
        "ner/uner-en_pud-test.iob2": IOB,
        "ud/en_gum-cc-by.conllu": "".join(gum),
        "ud/gum-files.dev": "GUM_news_sedge\n",
        "ud/gum-files.test": "GUM_news_rush\nGUM_fiction_tide\n",
        **{
            f"ner/redocred-{part}.json": '[{"sents": [["Hm"]], "vertexSet": []}]'
            for part in _PARTS[1:]
        },
        "ner/wikigold.conll.txt": "Reeds O\ngrow O\n",
        **{f"ner/crossner/{d}-{p}.txt": "Reeds O\n" for d in CROSSNER_DOMAINS for p in _PARTS},
    }


def _make_data(folder: Path) -> Source:
    files = []
    for name, text in _contents().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        digest = hashlib.sha256(text.encode()).hexdigest()
        files.append(SourceFile(path=name, upstream=name, sha256=digest))
    (folder / "ror").mkdir()
    with gzip.open(folder / "ror/ror-v2-records.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps(RECORD) + "\n")
    return Source(
        name="made", repository="made", commit="0", licence="CC0-1.0", use="train",
        files=tuple(files),
    )  # fmt: skip


def _make_articles(folder: Path, *names: str) -> Path:
    folder.mkdir()
    for name in names:
        (folder / f"{name}.json").write_text(make_json(make_row() | {"id": name}), "utf-8")
    return folder


def _options(folder: Path, out: str = "sets") -> ConvertOptions:
    return ConvertOptions(
        data=folder / "data",
        corpus=folder / "corpus",
        dev=folder / "dev",
        out=folder / out,
        copies=2,
    )


@pytest.fixture
def source(tmp_path: Path) -> Source:
    _make_articles(tmp_path / "corpus", "brief-009", "brief-010", "brief-011")
    _make_articles(tmp_path / "dev", "held-001")
    return _make_data(tmp_path / "data")


def _ids(folder: Path, name: str) -> list[str]:
    return [document.id for document in read_documents(folder / "sets" / f"{name}.jsonl")]


def test_held_out_documents_stay_out_of_what_is_trained_on(tmp_path: Path, source: Source) -> None:
    stats = convert(_options(tmp_path), [source])
    assert _ids(tmp_path, "gum-train") == ["GUM_news_reed"]
    assert _ids(tmp_path, "gum-news") == ["GUM_news_sedge", "GUM_news_rush"]
    assert _ids(tmp_path, "news-train") == ["brief-009", "brief-011"]
    assert _ids(tmp_path, "news-test") == ["brief-010"]
    assert _ids(tmp_path, "news-dev") == ["held-001"]
    assert _ids(tmp_path, "news-augmented-1") == ["brief-009-1", "brief-011-1"]
    assert stats["ewt-train"]["tokens"] == 2


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path, source: Source) -> None:
    for out in ("sets", "again"):
        convert(_options(tmp_path, out), [source])
    for path in (tmp_path / "sets").iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_nothing_is_written_from_data_that_is_not_the_one_meant(
    tmp_path: Path, source: Source
) -> None:
    (tmp_path / "data/ud/gum-files.dev").write_text("GUM_news_reed\n", encoding="utf-8")
    with pytest.raises(UnverifiedData):
        convert(_options(tmp_path), [source])
    assert not (tmp_path / "sets").exists()


def test_the_command_ends_with_the_next_step(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(tmp_path / "nowhere")
    assert main(["--data", nowhere, "--dev", nowhere, "--out", str(tmp_path / "sets")]) == 1
    assert "training.sources verify" in capsys.readouterr().err


def test_the_manifest_has_every_file_the_conversion_reads() -> None:
    pinned = {file.path for source in read_manifest().sources for file in source.files}
    assert pinned == {*_contents(), "ror/ror-v2-records.jsonl"}


def test_names_of_held_out_articles_are_forbidden_and_the_words_of_its_people() -> None:
    named = (Named("Ulla Brandvik", ("Ulli",), "PERSON"), Named("Reed Bank", (), "ORG"))
    article = Article("held-001", "", "", named)
    assert forbidden_names([article]) == {"Ulla Brandvik", "Ulla", "Brandvik", "Ulli", "Reed Bank"}
