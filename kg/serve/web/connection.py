"""HTTP connections that give a client only so much time and room to send a request's head."""

from __future__ import annotations

from asyncio import TimerHandle, Transport
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.serve.limits import Limits
from kg.serve.problems import Problem

__all__ = ["Connection", "connections_within"]


class Connection(HttpToolsProtocol):
    """uvicorn's protocol with the bounds that it has not, on a request's head: its time, its size, its Host."""

    limits: ClassVar[Limits]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.head_size, self.counted, self.in_head = 0, 0, True
        self.deadline: TimerHandle | None = None
        self.problem: Problem | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._head_is_here()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.in_head:
            self.head_size += len(data)
        super().data_received(data)
        # A body that comes along with the head is no part of it: then the head is complete.
        if self.in_head and self.head_size > self.limits.head:
            self._refuse(self._too_large())

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._count(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._count(len(name) + len(value))

    def _count(self, size: int) -> None:
        self.counted += size
        if self.counted > self.limits.head:
            self._object(self._too_large())

    def send_400_response(self, msg: str) -> None:
        self._refuse(self.problem or Problem(400, "this is no request of HTTP/1.1"))

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.counted = 0
        if not self.in_head:
            self._await_head()

    def on_headers_complete(self) -> None:
        self._head_is_here()
        hosts = sum(name == b"host" for name, _ in self.headers)
        if hosts > 1 or (not hosts and self.parser.get_http_version() == "1.1"):
            self._object(Problem(400, "a request names its host, once (RFC 9112, §3.2)"))
        if len(self.connections) > self.limits.connections:
            self._object(Problem(503, "has too many connections; ask again in a moment", {"Retry-After": "5"}))
        super().on_headers_complete()

    def _await_head(self) -> None:
        self.in_head, self.head_size, self.counted = True, 0, 0
        self.deadline = self.loop.call_later(self.limits.patience, self._refuse, self._too_slow())

    def _head_is_here(self) -> None:
        self.in_head = False
        if self.deadline is not None:
            self.deadline.cancel()

    def _object(self, problem: Problem) -> None:
        """End the parsing; what the parser then tells as a fault of the request is told as *problem*."""
        self.problem = problem
        raise ValueError(problem.detail)

    def _refuse(self, problem: Problem) -> None:
        self._head_is_here()
        if self.transport.is_closing():
            return
        media_type, body = problem.told("")
        headers = {
            "Content-Type": media_type,
            "Content-Length": str(len(body)),
            "Connection": "close",
        } | problem.headers
        lines = [f"HTTP/1.1 {problem.status} {problem.title}", *(f"{name}: {value}" for name, value in headers.items())]
        self.transport.write("\r\n".join([*lines, "", ""]).encode("ascii") + body)
        self.transport.close()

    def _too_large(self) -> Problem:
        return Problem(
            431, f"the head of the request is larger than {self.limits.head:,} bytes, the most that is taken"
        )

    def _too_slow(self) -> Problem:
        return Problem(408, f"the head of the request did not come within {self.limits.patience:g} s")


def connections_within(limits: Limits) -> type[Connection]:
    """Return the class of connections with these bounds; uvicorn makes one of it for each connection."""
    return type("BoundedConnection", (Connection,), {"limits": limits})
