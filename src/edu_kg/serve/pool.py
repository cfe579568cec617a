"""Workers kept ready: questions go to one that is free, and one that is cut is replaced."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from edu_kg.errors import EduKgError
from edu_kg.serve.frames import Frame, FrameBuffer, packed
from edu_kg.serve.limits import Limits

_LOOK_EVERY = 1.0  # seconds between two looks for a newer state of the graph
# Seconds after which a question has the processors after all others. Who may not undo that (most
# users, and root in most containers) must start the worker anew, which costs as much as a question
# of a second.
_LONG, _LONG_FOR_GOOD = 0.2, 2.0
_STEPPED_ASIDE = 19  # its niceness then
_PAUSE = 1.0  # seconds before a worker is started anew, where one did not start


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a worker replied, or why it could not."""

    status: int
    media_type: str = ""
    body: bytes = b""
    problem: str = ""
    is_cut: bool = False


class WorkerLost(EduKgError):
    """A worker process did not start, or ended; ``code`` is its exit status."""

    def __init__(self, code: int | None) -> None:
        self.code = code
        super().__init__(f"a worker process ended ({code}); look at the messages of the server")


class WorkerPool:
    """Processes that answer questions about the newest state of a graph.

    ``find_state`` gives the folder of that state; it is asked at most once a second. Open it in a
    running event loop with ``start``, and close it there.
    """

    def __init__(self, find_state: Callable[[], Path], limits: Limits) -> None:
        self.limits = limits
        self.cut = 0
        self._find_state = find_state
        self._state = str(find_state())
        self._looked = 0.0
        self._free: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._waiting: deque[asyncio.Future[_Worker]] = deque()
        self._replacing: set[asyncio.Task[None]] = set()

    @property
    def state(self) -> str:
        """The folder of the state that questions are answered from, looked up now and then."""
        now = asyncio.get_running_loop().time()
        if now - self._looked >= _LOOK_EVERY:
            self._looked = now
            self._state = str(self._find_state())
        return self._state

    async def start(self) -> None:
        """Start all workers.

        Raises WorkerLost where one does not come up.
        """
        await asyncio.gather(*(self._add_worker() for _ in range(self.limits.workers)))

    async def close(self) -> None:
        """End all workers, also in the middle of a question."""
        unfinished = tuple(self._replacing)
        for task in unfinished:
            task.cancel()
        await asyncio.gather(*unfinished, return_exceptions=True)
        for worker in tuple(self._all):
            worker.kill()
        self._all.clear()
        self._free.clear()
        await asyncio.sleep(0)  # in which the loop closes the connections

    async def ask(self, task: str, given: Mapping[str, object]) -> Answer:
        """The answer of a worker: 503 where all are busy, or where the question took too long."""
        worker = await self._take()
        if worker is None:
            return Answer(status=503, problem="all workers are busy; ask again in a moment")
        head = {
            "task": task,
            "state": self.state,
            "rows": self.limits.rows,
            "answer_bytes": self.limits.answer_bytes,
            **given,
        }
        try:
            frame = await worker.ask(Frame(head))
        except WorkerLost as lost:
            self._replace(worker)
            return self._tell(lost)
        except asyncio.CancelledError:
            self._replace(worker)
            raise
        if worker.comes_back():
            self._give_back(worker)
        else:
            self._replace(worker)
        return Answer(
            status=int(str(frame.head["status"])),
            media_type=str(frame.head["type"]),
            body=frame.body,
            problem=str(frame.head["problem"]),
        )

    def _tell(self, lost: WorkerLost) -> Answer:
        self.cut += 1
        if lost.code == -signal.SIGALRM:
            problem = (
                f"cut after {self.limits.seconds:g} s, the limit; ask for less, or run it with "
                "`edu-kg query`, which has no limit"
            )
        else:
            problem = "cut: it needed more memory than a query may use; ask for less"
        return Answer(status=503, problem=problem, is_cut=True)

    async def _take(self) -> "_Worker | None":
        if self._free:
            return self._free.pop()
        if len(self._waiting) >= self.limits.waiting:
            return None
        turn: asyncio.Future[_Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            return await asyncio.wait_for(turn, self.limits.seconds)
        except TimeoutError:
            return None

    def _give_back(self, worker: "_Worker") -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(worker)
                return
        self._free.append(worker)

    def _replace(self, worker: "_Worker") -> None:
        worker.kill()
        self._all.discard(worker)
        task = asyncio.get_running_loop().create_task(self._add_when_possible())
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    async def _add_when_possible(self) -> None:
        while True:
            try:
                await self._add_worker()
            except WorkerLost:
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def _add_worker(self) -> None:
        worker = await _Worker.start(self.limits)
        self._all.add(worker)
        self._give_back(worker)


class _Worker(asyncio.Protocol):
    """One process, as the server sees it."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._buffer = FrameBuffer()
        self._transport: asyncio.WriteTransport | None = None
        self._reply: asyncio.Future[Frame] | None = None
        self._is_aside = False
        self._is_long_after = _LONG if _may_come_back(process.pid) else _LONG_FOR_GOOD

    @classmethod
    async def start(cls, limits: Limits) -> "_Worker":
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
        worker = cls(process)
        worker._reply = loop.create_future()
        is_ready = False
        try:
            await loop.create_connection(lambda: worker, sock=ours)
            await worker._reply
            is_ready = True
        finally:
            if not is_ready:
                worker.kill()
        return worker

    async def ask(self, frame: Frame) -> Frame:
        if self._transport is None:
            raise WorkerLost(self._process.poll())
        loop = asyncio.get_running_loop()
        self._reply = loop.create_future()
        self._transport.write(packed(frame))
        stepping = loop.call_later(self._is_long_after, self._step_aside)
        try:
            return await self._reply
        finally:
            stepping.cancel()

    def _step_aside(self) -> None:
        """Let the processors be there for others first: this question takes long anyway."""
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, _STEPPED_ASIDE)
            self._is_aside = True

    def comes_back(self) -> bool:
        """Whether the worker is as quick as others again; not everybody may undo a step aside."""
        if self._is_aside:
            try:
                os.setpriority(os.PRIO_PROCESS, self._process.pid, os.getpriority(0, 0))
            except OSError:
                return False
            self._is_aside = False
        return True

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        if self._transport is not None:
            self._transport.close()
            self._transport = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        frame = self._buffer.add(data)
        if frame is not None and self._reply is not None and not self._reply.done():
            self._reply.set_result(frame)

    def connection_lost(self, exc: Exception | None) -> None:
        del exc
        self._transport = None
        code = self._process.wait()
        if self._reply is not None and not self._reply.done():
            self._reply.set_exception(WorkerLost(code))


def _may_come_back(process: int) -> bool:
    """Whether we may undo a step aside; where not, that process stays a hair's breadth aside."""
    usual = os.getpriority(os.PRIO_PROCESS, process)
    try:
        os.setpriority(os.PRIO_PROCESS, process, usual + 1)
        os.setpriority(os.PRIO_PROCESS, process, usual)
    except OSError:
        return False
    return True
