"""What holds for every test: no network beyond loopback."""

import ipaddress
import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings
from pipeline.loopback import Web
from spacy.language import Language
from store.virtuoso_server import Virtuoso, is_installed, running

from edu_kg.nlp import load_pipeline

_LOOPBACK_NAMES = {"localhost", "", None}
# Names that tests look up on purpose: reserved ones that never resolve.
_RESERVED_ENDINGS = (".invalid", ".example", ".test")

settings.register_profile("fast", max_examples=30, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))


class OutsideNetworkError(RuntimeError):
    """A test reached for an address beyond this machine."""


def _is_loopback(host: object) -> bool:
    if host in _LOOPBACK_NAMES:
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    if text.endswith(_RESERVED_ENDINGS):
        return True
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


def _refuse_outside(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event == "socket.connect":
        address = args[1]
        if not isinstance(address, tuple):
            return  # a Unix socket
        host = address[0]
    else:
        return
    if not _is_loopback(host):
        raise OutsideNetworkError(f"{event} {host!r}: tests use loopback only")


sys.addaudithook(_refuse_outside)


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rich and typer write plain text of a known width, whatever runs the tests."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture(scope="session")
def pipeline() -> Language:
    """The shipped language pipeline, loaded once."""
    return load_pipeline()


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """A running Virtuoso, for all tests of a process to share; skipped where there is none."""
    if not is_installed():
        pytest.skip("no Virtuoso: apt-get install virtuoso-opensource-7")
    with running(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server


@pytest.fixture
def web() -> Iterator[Web]:
    """An empty web on loopback, for the test to fill."""
    server = Web()
    yield server
    server.shutdown()
    server.server_close()
