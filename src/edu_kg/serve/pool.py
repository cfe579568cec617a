"""Workers kept ready: questions go to one that is free, and one that is cut is replaced."""

import asyncio
import signal
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from edu_kg.serve.frames import Frame, packed
from edu_kg.serve.limits import Limits
from edu_kg.serve.workers import Question, Worker, WorkerLost

_LOOK_EVERY = 1.0  # seconds between two looks for a newer state of the graph
_TICK = 0.01  # seconds between two looks at what takes how long
_PAUSE = 1.0  # seconds before a worker is started anew, where one did not start


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a worker replied, or why it could not."""

    status: int
    media_type: str = ""
    body: bytes = b""
    problem: str = ""
    is_cut: bool = False


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
        self._workers: list[Worker] = []
        self._waiting: deque[Question] = deque()
        self._replacing: set[asyncio.Task[None]] = set()
        self._tick: asyncio.TimerHandle | None = None

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
        if self._tick is not None:
            self._tick.cancel()
        for worker in self._workers:
            worker.kill()
        self._workers.clear()
        await asyncio.sleep(0)  # in which the loop closes the connections

    async def ask(self, task: str, given: Mapping[str, object]) -> Answer:
        """The answer of a worker: 503 where all are busy, or where the question took too long."""
        head = {
            "task": task,
            "state": self.state,
            "rows": self.limits.rows,
            "answer_bytes": self.limits.answer_bytes,
            **given,
        }
        now = asyncio.get_running_loop().time()
        question = Question(content=packed(Frame(head)), asked_at=now)
        if not self._send(question, now):
            if len(self._waiting) >= self.limits.waiting:
                return _BUSY
            self._waiting.append(question)
        if self._tick is None:
            self._tick = asyncio.get_running_loop().call_later(_TICK, self._look)
        try:
            frame = await question.reply
        except WorkerLost as lost:
            return self._tell(lost)
        except asyncio.CancelledError:
            self._drop(question)
            raise
        if frame is None:
            return _BUSY
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

    def _send(self, question: Question, now: float) -> bool:
        """Give the question to the worker that will answer it soonest, if one takes it."""
        takers = (worker for worker in self._workers if worker.takes_another(now))
        taker = min(takers, key=Worker.comes_first, default=None)
        if taker is None:
            return False
        taker.send(question, now)
        return True

    def _look(self) -> None:
        """See to questions that take long, and to those that wait for long."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        self._send_again(question for worker in self._workers for question in worker.look(now))
        while self._waiting and now - self._waiting[0].asked_at >= self.limits.seconds:
            self._waiting.popleft().reply.set_result(None)
        is_idle = not self._waiting and all(worker.is_free for worker in self._workers)
        self._tick = None if is_idle else loop.call_later(_TICK, self._look)

    def _send_again(self, questions: Iterable[Question]) -> None:
        self._waiting.extendleft(reversed([each for each in questions if not each.reply.done()]))
        self._send_waiting()

    def _send_waiting(self) -> None:
        now = asyncio.get_running_loop().time()
        while self._waiting:
            if self._waiting[0].reply.done() or self._send(self._waiting[0], now):
                self._waiting.popleft()
            else:
                return

    def _answered(self, worker: Worker) -> None:
        if not worker.comes_back():
            self._replace(worker, worker.kill())
        elif self._waiting:
            self._send_waiting()

    def _drop(self, question: Question) -> None:
        """End the worker that answers what nobody waits for any more."""
        for worker in tuple(self._workers):
            if not worker.leave(question):
                self._replace(worker, worker.kill())

    def _replace(self, worker: Worker, behind: Iterable[Question]) -> None:
        self._workers.remove(worker)
        task = asyncio.get_running_loop().create_task(self._add_when_possible())
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)
        self._send_again(behind)

    async def _add_when_possible(self) -> None:
        while True:
            try:
                await self._add_worker()
            except WorkerLost:
                await asyncio.sleep(_PAUSE)
            else:
                return

    async def _add_worker(self) -> None:
        worker = await Worker.start(self.limits, self._answered, self._replace)
        self._workers.append(worker)
        self._send_waiting()


_BUSY = Answer(status=503, problem="all workers are busy; ask again in a moment")
