"""Virtuoso on loopback with a data folder of its own, as an administrator sets it up, for tests."""

import contextlib
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

USER = "dba"
PASSWORD = "dba"  # noqa: S105  # that of every fresh data folder
_SECONDS_TO_START = 300
_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
DirsAllowed = {folder}, {loaded}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
ThreadsPerQuery = 2
MaxQueryMem = 1G

[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = {folder}
ServerThreads = 10
MaxClientConnections = 10

[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Virtuoso:
    """A running server: its endpoint, and the port that ``isql-vt`` speaks to."""

    endpoint: str
    sql_port: int


def is_installed() -> bool:
    """Whether Debian's package `virtuoso-opensource-7` is there."""
    return shutil.which("virtuoso-t") is not None


@contextlib.contextmanager
def running(
    folder: Path, *, loaded: Path | None = None, buffers: int = 10_000, rows: int = 10_000
) -> Iterator[Virtuoso]:
    """A server whose data stands in that folder; it may bulk-load files of ``loaded``.

    ``buffers`` of 8 kB are its memory, ``rows`` the most of an answer.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port, sql_port = _free_port(), _free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(
        _INI.format(
            folder=folder,
            loaded=loaded or folder,
            port=port,
            sql_port=sql_port,
            buffers=buffers,
            rows=rows,
            dirty=buffers * 3 // 4,
        ),
        encoding="utf-8",
    )
    command = ["virtuoso-t", "+foreground", "+configfile", str(ini)]
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait_until_it_answers(process, port, folder)
        yield Virtuoso(endpoint=f"http://127.0.0.1:{port}/sparql", sql_port=sql_port)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until:
        with contextlib.suppress(httpx.TransportError):
            asked = {"query": "ASK { ?s ?p ?o }"}
            if httpx.get(f"http://127.0.0.1:{port}/sparql", params=asked, timeout=10).is_success:
                return
        if process.poll() is not None:
            break
        time.sleep(0.2)
    raise RuntimeError(f"Virtuoso did not start: {(folder / 'output.txt').read_text()[-2000:]}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
