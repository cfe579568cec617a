"""Pages parsed again from their captures, without the network."""

import shutil
from pathlib import Path

from command_line import PROFILE, Ran, edu_kg


def exported(output: Path, file: Path) -> bytes:
    assert edu_kg("export", file, "--output", output).code == 0
    return file.read_bytes()


def test_captures_alone_give_the_graph_of_the_run_that_fetched(
    first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    first, output = first_run
    again = tmp_path / "again"
    shutil.copytree(output / "pages" / "captures", again / "pages" / "captures")
    ran = edu_kg("reparse", "--site", PROFILE, "--output", again, hash_seed="7")
    assert ran.code == 0, ran.out + ran.err
    assert ran.count("pages fetched") == ran.count("pages unchanged") == 0
    assert ran.count("articles read") == first.count("articles in the graph")
    assert exported(again, tmp_path / "again.nq") == exported(output, tmp_path / "first.nq")


def test_parsing_what_was_parsed_by_the_same_code_reads_nothing(
    first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    output = tmp_path / "copy"
    shutil.copytree(first_run[1], output)
    ran = edu_kg("reparse", "--site", PROFILE, "--output", output)
    assert ran.code == 0, ran.out + ran.err
    assert ran.count("articles read") == 0


def test_a_folder_from_before_there_were_captures_is_parsed_from_its_pages(
    first_run: tuple[Ran, Path], tmp_path: Path
) -> None:
    output = tmp_path / "old"
    for part in ("entries", "bodies"):
        shutil.copytree(first_run[1] / "pages" / part, output / "pages" / part)
    ran = edu_kg("reparse", "--site", PROFILE, "--output", output)
    assert ran.code == 0, ran.out + ran.err
    assert ran.count("articles in the graph") == first_run[0].count("articles in the graph")
