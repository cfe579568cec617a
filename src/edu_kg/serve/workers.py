"""One worker process, as the server sees it."""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from edu_kg.errors import EduKgError
from edu_kg.serve.frames import Frame, FrameBuffer
from edu_kg.serve.limits import Limits

# Seconds after which a question has the processors after all others. Who may not undo that (most
# users, and root in most containers) must start the worker anew, which costs as much as a question
# of a second.
_LONG, _LONG_FOR_GOOD = 0.2, 2.0
_STEPPED_ASIDE = 10  # its niceness then: a ninth of the others' share, also beside other programs
# To wake a process costs more than a short answer, so a worker that answers quickly has its next
# questions with it already. Seconds for which a question counts as quick, seconds that answers
# usually take where there are many such, and seconds after which what stands behind a question goes
# to another worker.
_QUICK, _VERY_QUICK, _STUCK = 0.002, 0.001, 0.01
_IN_HAND, _IN_QUICK_HANDS = 2, 4
_NEWEST = 0.1  # how much the newest answer counts in what is usual


class WorkerLost(EduKgError):
    """A worker process did not start, or ended; ``code`` is its exit status."""

    def __init__(self, code: int | None) -> None:
        self.code = code
        super().__init__(f"a worker process ended ({code}); look at the messages of the server")


@dataclass(eq=False, slots=True, kw_only=True)
class Question:
    """What is asked of workers: ``reply`` becomes the answer, or None where nobody came to it."""

    content: bytes
    asked_at: float
    reply: "asyncio.Future[Frame | None]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


class Worker(asyncio.Protocol):
    """A process that answers its questions one after the other.

    ``answered`` is told of each answer, ``lost`` of the end, with the questions not begun.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        answered: "Callable[[Worker], None]",
        lost: "Callable[[Worker, list[Question]], None]",
    ) -> None:
        self._process = process
        self._answered = answered
        self._lost = lost
        self._buffer = FrameBuffer()
        self._transport: asyncio.WriteTransport | None = None
        self._in_hand: deque[Question | None] = deque()  # None: it has gone to another since
        self._begun = 0.0
        self._usual = _QUICK  # seconds that an answer takes
        self._is_aside = False
        self._is_long_after = _LONG if _may_come_back(process.pid) else _LONG_FOR_GOOD

    @classmethod
    async def start(
        cls,
        limits: Limits,
        answered: "Callable[[Worker], None]",
        lost: "Callable[[Worker, list[Question]], None]",
    ) -> "Worker":
        """A worker that is ready.

        Raises WorkerLost where it does not come up.
        """
        ours, theirs = socket.socketpair()
        arguments = (str(limits.seconds), str(limits.memory_bytes))
        with theirs:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "edu_kg.serve.worker", *arguments],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        loop = asyncio.get_running_loop()
        worker = cls(process, lambda _: None, lambda _worker, _behind: None)
        ready = Question(content=b"", asked_at=loop.time())
        worker._in_hand.append(ready)
        is_ready = False
        try:
            await loop.create_connection(lambda: worker, sock=ours)
            await ready.reply
            worker._answered, worker._lost = answered, lost
            is_ready = True
        finally:
            if not is_ready:
                worker.kill()
        return worker

    @property
    def is_free(self) -> bool:
        """Whether it has nothing to do."""
        return not self._in_hand

    def takes_another(self, now: float) -> bool:
        """Whether a question would not wait for long here."""
        if self._transport is None or self._is_aside:
            return False
        if not self._in_hand:
            return True
        most = _IN_QUICK_HANDS if self._usual < _VERY_QUICK else _IN_HAND
        return len(self._in_hand) < most and now - self._begun < _QUICK

    def comes_first(self) -> int:
        """The less, the sooner a question is answered here, of workers that take another."""
        if not self._in_hand:
            return 1
        return 0 if self._usual < _VERY_QUICK else 2

    def send(self, question: Question, now: float) -> None:
        """Let it answer the question after those that it has in hand."""
        if self._transport is None:
            question.reply.set_exception(WorkerLost(self._process.poll()))
            return
        if not self._in_hand:
            self._begun = now
        self._in_hand.append(question)
        self._transport.write(question.content)

    def leave(self, question: Question) -> bool:
        """Forget a question that nobody waits for; False where it may be answering just that."""
        if self._in_hand and self._in_hand[0] is question:
            return False
        if question in self._in_hand:
            self._in_hand[self._in_hand.index(question)] = None
        return True

    def look(self, now: float) -> list[Question]:
        """Step aside where the question takes long; gives the questions that wait behind it."""
        if not self._in_hand or now - self._begun < _STUCK:
            return []
        if now - self._begun >= self._is_long_after and not self._is_aside:
            # Let the processors be there for others first: this question takes long anyway.
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, _STEPPED_ASIDE)
                self._is_aside = True
        return self._take_behind()

    def comes_back(self) -> bool:
        """Whether the worker is as quick as others again; not everybody may undo a step aside."""
        if self._is_aside:
            try:
                os.setpriority(os.PRIO_PROCESS, self._process.pid, os.getpriority(0, 0))
            except OSError:
                return False
            self._is_aside = False
        return True

    def kill(self) -> list[Question]:
        """End it, also in the middle of a question; gives those not begun."""
        self._process.kill()
        self._process.wait()
        if self._transport is not None:
            self._transport.close()
            self._transport = None
        return self._take_behind()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Give each answer to who asked."""
        for frame in self._buffer.add(data):
            question = self._in_hand.popleft()
            now = asyncio.get_running_loop().time()
            self._usual += _NEWEST * (now - self._begun - self._usual)
            self._begun = now
            if question is not None and not question.reply.done():
                question.reply.set_result(frame)
            self._answered(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who asked, and the pool."""
        del exc
        was_killed, self._transport = self._transport is None, None
        code = self._process.wait()
        behind = self._take_behind()
        begun = self._in_hand.popleft() if self._in_hand else None
        if begun is not None and not begun.reply.done():
            begun.reply.set_exception(WorkerLost(code))
            begun.reply.exception()  # or asyncio complains where nobody waits for it any more
        if not was_killed:
            self._lost(self, behind)

    def _take_behind(self) -> list[Question]:
        """The questions behind the first; whatever is answered to them here, nobody hears."""
        behind = [each for each in list(self._in_hand)[1:] if each is not None]
        for at in range(1, len(self._in_hand)):
            self._in_hand[at] = None
        return behind


def _may_come_back(process: int) -> bool:
    """Whether we may undo a step aside; where not, that process stays a hair's breadth aside."""
    usual = os.getpriority(os.PRIO_PROCESS, process)
    try:
        os.setpriority(os.PRIO_PROCESS, process, usual + 1)
        os.setpriority(os.PRIO_PROCESS, process, usual)
    except OSError:
        return False
    return True
