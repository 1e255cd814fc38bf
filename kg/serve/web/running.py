"""Serves a store until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.errors import MissingExtraError, UsageError
from kg.serve.limits import Limits
from kg.store import StoreFolder

__all__ = ["serve"]


def serve(
    store: Path,
    host: str,
    port: int,
    limits: Limits,
    *,
    token: str | None = None,
    public: str = "",
    beside: Path | None = None,
    ready: Callable[[str], None],
    log: Callable[[str], None] | None = None,
) -> None:
    """Serve *store* at *host* and *port* (0: any that is free); *ready* gets the address once it answers.

    *token* is what an update must bear; None: nobody may change anything. *public* is the address that a web server in front
    gives it to the world. *beside* is a second store, another release, to compare with.

    Raises StoreError where there is no store, UsageError where the address cannot be had, MissingExtraError without the extra.
    """
    try:
        import uvicorn

        from kg.serve.web.app import make_app
        from kg.serve.web.connection import connections_within
        from kg.serve.web.content import generation_of
        from kg.serve.web.pool import Pool
        from kg.serve.web.site import Site
    except ImportError as error:
        raise MissingExtraError("kg serve", "serve") from error
    folder = StoreFolder(store)
    folder.open()
    if beside is not None:
        StoreFolder(beside).open()
    listening = _listening(host, port)
    context = {
        "folder": str(store.resolve()),
        "rows": limits.rows,
        "size": limits.size,
        "memory": limits.memory,
        "public": public,
        "beside": str(beside.resolve()) if beside else "",
    }
    folders = [folder, *([StoreFolder(beside)] if beside else [])]
    site = Site(folder, Pool(lambda: context, generation_of(*folders), limits), limits, token, public)
    config = uvicorn.Config(
        make_app(site, log), http=connections_within(limits), ws="none", lifespan="on", log_config=None, access_log=False,
        server_header=False, limit_concurrency=limits.connections, timeout_keep_alive=15, timeout_graceful_shutdown=3,
        backlog=limits.connections,
    )  # fmt: skip
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        runner.run(_run(_announcing(uvicorn.Server)(config, ready), listening))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes uvloop's event loop, None (asyncio's own) on Windows, where there is none."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _announcing(server: Any) -> Any:
    class Announcing(server):  # type: ignore[misc]
        def __init__(self, config: Any, ready: Callable[[str], None]) -> None:
            super().__init__(config)
            self.ready = ready

        async def startup(self, sockets: Any = None) -> None:
            await super().startup(sockets)
            if self.started:
                host, port = sockets[0].getsockname()[:2]
                self.ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")

    return Announcing


async def _run(server: Any, listening: socket.socket) -> None:
    await server.serve(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        found = socket.create_server((host, port), family=family, backlog=512)
        found.setblocking(False)
        return found
    except OSError as error:
        wrong = f"cannot be listened at ({os.strerror(error.errno) if error.errno else error})"
        raise UsageError(f"{host}:{port}", wrong, "another --port or --host") from error
