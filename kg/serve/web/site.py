"""What the routes share: the store, the workers, the kept answers; and the way from a job to an HTTP response."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.limits import Limits
from kg.serve.web.cache import Cache
from kg.serve.web.pool import Answer, Pool
from kg.store import StoreFolder

__all__ = ["Site"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Site:
    """A store that is served. *token* allows updates; None: nobody may change anything.

    *public* is the address that the server is reached at, without a slash at its end; "" where nobody has told.
    """

    folder: StoreFolder
    pool: Pool
    limits: Limits
    token: str | None = None
    public: str = ""
    cache: Cache = field(default_factory=Cache)
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)
    describing: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def root(self) -> str:
        """Return the path of the public address, which all addresses on pages begin with."""
        return urlsplit(self.public).path

    async def respond(self, request: Request, job: Mapping[str, Any], body: bytes = b"") -> Response:
        """Answer *request* with what a worker makes of *job* and *body*; raises Problem as `Pool.run` does."""
        return _response(request, await self.answer(request, job, body))

    async def describe(self, request: Request, job: Mapping[str, Any]) -> Response:
        """Answer *request* with a description that reads the whole store: one at a time, in the time that a change may take.

        Whoever waits for another's then gets what is kept of it.
        """
        async with self.describing:
            return _response(request, await self.answer(request, job, seconds=self.limits.change_seconds))

    async def answer(
        self, request: Request, job: Mapping[str, Any], body: bytes = b"", *, seconds: float | None = None
    ) -> Answer:
        """Return what a worker makes of *job* and *body*, or what is kept of it.

        Where the client leaves, the work is stopped. Raises Problem as `Pool.run` does.
        """
        asked = dict(job) | {"gzip": "gzip" in request.headers.get("accept-encoding", "")}
        # What is read now may be a generation older by the time it is kept; its key says so. A digest: a question may be long.
        told = repr((self.pool.generation(), sorted((name, str(value)) for name, value in asked.items())))
        key = hashlib.sha256(told.encode("utf-8", "surrogatepass") + b"\0" + body).digest()
        answer = self.cache.get(key)
        if answer is None:
            answer = await _while_connected(request, self.pool.run(asked, body, seconds=seconds))
            if answer.lasting:
                self.cache.put(key, answer)
        return answer

    async def change(self, text: bytes, default_graphs: Sequence[str], named_graphs: Sequence[str]) -> None:
        """Apply the update *text* to what these graphs hold, one at a time; raises Problem as `Pool.run` does."""
        job = {"job": "update", "default_graphs": default_graphs, "named_graphs": named_graphs}
        async with self.changing:
            await self.pool.run(job, text, seconds=self.limits.change_seconds)


async def _while_connected(request: Request, work: Coroutine[Any, Any, T]) -> T:
    task = asyncio.ensure_future(work)
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ConnectionAbortedError("the client is gone")
        return task.result()
    finally:
        gone.cancel()
        if not task.done():
            task.cancel()
            await asyncio.wait({task})


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(request: Request, answer: Answer) -> Response:
    headers = {"ETag": _etag(answer), "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"} | dict(
        answer.headers
    )
    if not answer.lasting:
        headers["Cache-Control"] = "no-store"
    if _is_known(request.headers.get("if-none-match", ""), headers["ETag"]):
        return Response(status_code=304, headers=headers)
    if answer.packed:
        headers["Content-Encoding"] = "gzip"
    return Response(answer.body, media_type=answer.type, headers=headers)


def _etag(answer: Answer) -> str:
    return f'"{hashlib.sha256(answer.type.encode() + b" " + answer.body).hexdigest()[:32]}"'


def _is_known(if_none_match: str, etag: str) -> bool:
    """Compare weakly, as a conditional GET does (RFC 9110, §13.1.2)."""
    known = (tag.strip().removeprefix("W/") for tag in if_none_match.split(","))
    return any(tag in (etag, "*") for tag in known)
