"""HTTP connections that give a client only so much time and room to send a request's head."""

from __future__ import annotations

from asyncio import TimerHandle, Transport
from typing import Any, ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kg.serve.limits import Limits

__all__ = ["Connection", "connections_within"]


class Connection(HttpToolsProtocol):
    """uvicorn's protocol with the bounds on a request's head that it has not: its time and its size."""

    limits: ClassVar[Limits]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.head_size, self.counted, self.in_head = 0, 0, True
        self.deadline: TimerHandle | None = None

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
            self._refuse(b"431 Request Header Fields Too Large")

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._count(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        super().on_header(name, value)
        self._count(len(name) + len(value))

    def _count(self, size: int) -> None:
        self.counted += size
        if self.counted > self.limits.head:
            raise ValueError("the head is too large")  # which the parser tells as a fault of the request

    def send_400_response(self, msg: str) -> None:
        self._refuse(b"431 Request Header Fields Too Large" if self.counted > self.limits.head else b"400 Bad Request")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.counted = 0
        if not self.in_head:
            self._await_head()

    def on_headers_complete(self) -> None:
        self._head_is_here()
        super().on_headers_complete()

    def _await_head(self) -> None:
        self.in_head, self.head_size, self.counted = True, 0, 0
        self.deadline = self.loop.call_later(self.limits.patience, self._refuse, b"408 Request Timeout")

    def _head_is_here(self) -> None:
        self.in_head = False
        if self.deadline is not None:
            self.deadline.cancel()

    def _refuse(self, status: bytes) -> None:
        self._head_is_here()
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
            self.transport.close()


def connections_within(limits: Limits) -> type[Connection]:
    """Return the class of connections with these bounds; uvicorn makes one of it for each connection."""
    return type("BoundedConnection", (Connection,), {"limits": limits})
