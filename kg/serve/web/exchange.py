"""What stands around every request: a bound on its body, a bound on a slow client's time, headers, errors, the log."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Final

from kg.serve.limits import Limits
from kg.serve.notes import APOLOGY, note_fault
from kg.serve.problems import Problem

__all__ = ["Guard"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

# No script, no frame, no form to elsewhere.
POLICY: Final = (
    "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS: Final = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
# So much of an answer is handed over at once; a client must take it within `Limits.patience`.
PART: Final = 1 << 18
_CLOSE: Final = {"Connection": "close"}


class Guard:
    """An ASGI application around *app*: every answer passes through it, also that to a fault."""

    def __init__(self, app: App, limits: Limits, log: Callable[[str], None] | None = None) -> None:
        self.app, self.limits, self.log = app, limits, log

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        exchange = _Exchange(self.limits, receive, send, time.monotonic())
        try:
            await self.app(scope, exchange.receive, exchange.send)
        except Problem as problem:
            await exchange.refuse(problem)
        except (asyncio.CancelledError, ConnectionError):
            raise
        except Exception as error:
            note_fault(scope["path"], error)
            await exchange.refuse(Problem(500, APOLOGY))
        finally:
            if self.log is not None:
                self.log(exchange.line(scope))


class _Exchange:
    """One request and its answer, with what was received and sent counted."""

    def __init__(self, limits: Limits, receive: Receive, send: Send, begun: float) -> None:
        self.limits, self.begun = limits, begun
        self._receive, self._send = receive, send
        self.received = self.sent = 0
        self.status: int | None = None
        self.whole = False

    async def receive(self) -> Message:
        """Return the next part of the request; raises Problem 408 or 413 where it is too slow or too large."""
        if self.whole:
            return await self._receive()  # nothing but the client's leaving
        left = self.limits.patience - (time.monotonic() - self.begun)
        try:
            message = await asyncio.wait_for(self._receive(), max(left, 0.001))
        except TimeoutError:
            raise Problem(408, f"the request did not come within {self.limits.patience:g} s", _CLOSE) from None
        self.received += len(message.get("body", b""))
        if self.received > self.limits.request:
            raise Problem(
                413, f"the request is larger than {self.limits.request:,} bytes, the most that is taken", _CLOSE
            )
        self.whole = not message.get("more_body", False)
        return message

    async def send(self, message: Message) -> None:
        """Send on, with our headers, in parts that the client must take in time."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            present = {name for name, _ in message["headers"]}
            extra = [(name, value) for name, value in HEADERS if name not in present]
            await self._send(dict(message) | {"headers": [*message["headers"], *extra]})
            return
        body, more = message.get("body", b""), message.get("more_body", False)
        for at in range(0, len(body) or 1, PART):
            part = body[at : at + PART]
            last = at + PART >= len(body)
            whole = {"type": "http.response.body", "body": part, "more_body": more or not last}
            try:
                await asyncio.wait_for(self._send(whole), self.limits.patience)
            except TimeoutError:
                raise ConnectionAbortedError("the client does not take its answer") from None
            self.sent += len(part)

    async def refuse(self, problem: Problem) -> None:
        """Answer with *problem*, unless an answer has begun."""
        if self.status is not None:
            return
        media_type, body = problem.told("")
        headers = {"Content-Type": media_type, "Content-Length": str(len(body)), "Cache-Control": "no-store",
                   "Access-Control-Allow-Origin": "*"} | problem.headers  # fmt: skip
        named = [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
        await self.send({"type": "http.response.start", "status": problem.status, "headers": named})
        await self.send({"type": "http.response.body", "body": body})

    def line(self, scope: Message) -> str:
        """Return the line of the log: who, what, how it went. Of the query nothing: it may hold what nobody should read."""
        client = (scope.get("client") or ("-",))[0]
        path = "".join(c if c.isprintable() else "?" for c in scope["path"])[:200]
        took = (time.monotonic() - self.begun) * 1000
        return f"{client} {scope['method']} {path} {self.status or '-'} {self.sent} B {took:.0f} ms"
