"""A process that answers one question at a time, and may be killed in the middle of it.

The engine cannot be stopped from outside once it evaluates a query, so each question runs in a
process with an alarm set: the operating system ends it when its time is over, whatever it does.
"""

import resource
import signal
import socket
import sys
from pathlib import Path

from edu_kg.errors import (
    AnswerTooLarge,
    EduKgError,
    FactNotFound,
    QueryError,
    QueryNotFound,
    UnknownFormat,
)
from edu_kg.query import Graph
from edu_kg.serve.frames import Frame, packed, received
from edu_kg.serve.tasks import TASKS, Loaded, Reply

_STATUSES: tuple[tuple[type[EduKgError], int], ...] = (
    (AnswerTooLarge, 422),
    (QueryNotFound, 404),
    (FactNotFound, 404),
    (QueryError, 400),
    (UnknownFormat, 406),
)


def main(seconds: float, memory: int) -> None:
    """Answer what comes on standard input, a socket, until the server hangs up."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which hangs up
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    connection = socket.socket(fileno=sys.stdin.fileno())
    connection.sendall(packed(Frame({"status": 200})))
    loaded: Loaded | None = None
    for frame in received(connection):
        state = str(frame.head["state"])
        # What the server itself asks at its start has no limit: 0 sets no alarm.
        limit = 0.0 if frame.head["task"] == "prepare" else seconds
        signal.setitimer(signal.ITIMER_REAL, limit)
        try:
            if loaded is None or loaded.state != state:
                loaded = Loaded(state, Graph.at(Path(state)))
            reply = TASKS[str(frame.head["task"])](loaded, frame.head)
        except EduKgError as error:
            reply = Reply(status=_status_of(error), problem=str(error))
        signal.setitimer(signal.ITIMER_REAL, 0)
        head = {"status": reply.status, "type": reply.media_type, "problem": reply.problem}
        connection.sendall(packed(Frame(head, reply.body)))


def _status_of(error: EduKgError) -> int:
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 503)


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
