"""Worker processes: so many at once, each killed and replaced when its answer takes too long or nobody waits for it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kg.serve import frames
from kg.serve.limits import Limits
from kg.serve.problems import Problem

__all__ = ["Answer", "Pool"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker answered: its media type, its bytes, whether these are packed by gzip, and headers to send along.

    It is *lasting* where the same question over the same content has this answer every time.
    """

    type: str
    body: bytes
    packed: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = True


@dataclass(slots=True)
class _Worker:
    """One process, and the generation of the store that it has open."""

    process: Process
    generation: str


class Pool:
    """Gives jobs to workers. *context* tells a worker what to open; *generation* names the store's content as it is now."""

    def __init__(self, context: Callable[[], Mapping[str, Any]], generation: Callable[[], str], limits: Limits) -> None:
        self.context, self.generation, self.limits = context, generation, limits
        self.idle: list[_Worker] = []
        self.free = asyncio.Semaphore(limits.workers)
        self.waiting = 0
        self.all: set[Process] = set()
        self.spares: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the workers; raises Problem where one cannot open the store."""
        self.idle = list(await asyncio.gather(*(self._started() for _ in range(self.limits.workers))))

    async def close(self) -> None:
        """Kill the workers and wait for their ends."""
        for task in self.spares:
            task.cancel()
        for process in list(self.all):
            await self._killed(process)

    async def run(self, job: Mapping[str, Any], body: bytes = b"", *, seconds: float | None = None) -> Answer:
        """Return the answer to *job*, within *seconds* (default: the limit's) of work.

        Cancelled, it kills the work. Raises Problem: 503 where too many wait, 504 where it takes too long, 507 where the
        worker died of it, and what the worker itself says.
        """
        await self._turn()
        try:
            worker = await self._taken()
            return await self._asked(worker, job, body, seconds or self.limits.seconds)
        finally:
            self.free.release()

    async def _turn(self) -> None:
        if self.free.locked() and self.waiting >= self.limits.queue:
            raise _busy()
        self.waiting += 1
        try:
            await asyncio.wait_for(self.free.acquire(), self.limits.seconds)
        except TimeoutError:
            raise _busy() from None
        finally:
            self.waiting -= 1

    async def _taken(self) -> _Worker:
        """Return an idle worker with the store open as it is now."""
        while self.idle:
            worker = self.idle.pop()
            if worker.process.returncode is None and worker.generation == self.generation():
                return worker
            await self._killed(worker.process)
        return await self._started()

    async def _asked(self, worker: _Worker, job: Mapping[str, Any], body: bytes, seconds: float) -> Answer:
        done = False
        try:
            async with asyncio.timeout(seconds):
                head, found = await _exchange(worker.process, job, body)
            done = True
        except TimeoutError:
            raise Problem(504, f"took longer than the {seconds:g} s that an answer may take; ask for less") from None
        except (asyncio.IncompleteReadError, ConnectionError):
            wrong = "ended its process, most likely by the memory that it needs; ask for less at once"
            raise Problem(507, wrong) from None
        finally:
            if done:
                self.idle.append(worker)
            else:
                self._replace(worker)
        if head["status"] != 200:
            raise Problem(head["status"], head["detail"])
        return Answer(head["type"], found, head["gzip"], head["headers"], head["lasting"])

    def _replace(self, worker: _Worker) -> None:
        """Kill *worker* at once; start another one, so that the next job need not wait for it."""
        with suppress(ProcessLookupError):
            worker.process.kill()
        task = asyncio.ensure_future(self._spare(worker.process))
        self.spares.add(task)
        task.add_done_callback(self.spares.discard)

    async def _spare(self, old: Process) -> None:
        await self._killed(old)
        with suppress(Problem):
            worker = await self._started()
            if len(self.idle) < self.limits.workers:
                self.idle.append(worker)
            else:
                await self._killed(worker.process)

    async def _started(self) -> _Worker:
        generation = self.generation()
        told = json.dumps(self.context())
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.serve.work", told, stdin=PIPE, stdout=PIPE, limit=1 << 20, env=_environment()
        )
        self.all.add(process)
        assert process.stdout is not None
        try:
            await frames.read_async(process.stdout)
        except asyncio.IncompleteReadError:
            await self._killed(process)
            raise Problem(503, "the store cannot be opened", {"Retry-After": "5"}) from None
        return _Worker(process, generation)

    async def _killed(self, process: Process) -> None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        self.all.discard(process)


def _environment() -> dict[str, str]:
    """Return the environment without what is nobody's business but the server's.

    A worker that dies of its memory is no fault to be looked into: the engine tells it in a line, without a backtrace.
    """
    quiet = {} if os.environ.get("KG_DEBUG") else {"RUST_BACKTRACE": "0"}
    return {
        name: value
        for name, value in os.environ.items()
        if name in ("KG_DEBUG", "KG_PACKS") or not name.startswith("KG_")
    } | quiet


async def _exchange(process: Process, job: Mapping[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    assert process.stdin is not None and process.stdout is not None
    process.stdin.write(frames.pack(job, body))
    answer: Awaitable[tuple[dict[str, Any], bytes]] = frames.read_async(process.stdout)
    await process.stdin.drain()
    return await answer


def _busy() -> Problem:
    return Problem(503, "is busy with other questions; ask again in a moment", {"Retry-After": "5"})
