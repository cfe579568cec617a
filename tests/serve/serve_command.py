"""`edu-kg serve` in a process of its own, as users start it."""

import contextlib
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def serve_command(output: Path, *options: str) -> Iterator[str]:
    """The address of a server over that output folder, on a port the system chose."""
    command = [sys.executable, "-m", "edu_kg", "serve", "--port", "0", "--output", str(output)]
    with subprocess.Popen(
        [*command, *options],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    ) as server:
        assert server.stderr is not None
        try:
            told = server.stderr.readline()
            found = re.match(r"(http://\S+)/ for people", told)
            assert found is not None, told + server.stderr.read()
            yield found[1]
        finally:
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=30)
