"""A relay in front of a real server, in which a test may wait, refuse or lie, and which keeps what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from .scripted import Asked, Play, Scripted, scripted, tell

CHANGES = ("PUT", "POST", "DELETE")


@contextmanager
def relay(upstream: str, play: Play | None = None) -> Iterator[Scripted]:
    """Relay to the host of *upstream*; *play* sees each request first, and may raise Answered where it has answered it."""
    host = "http://" + urlsplit(upstream).netloc

    def passed_on(handler: BaseHTTPRequestHandler, asked: Asked) -> None:
        try:
            if play:
                play(handler, asked)
        except Answered:
            return
        try:
            status, body, headers = forward(host, asked)
        except OSError:  # the server is gone; so is this connection
            return
        tell(handler, body, headers.get("Content-Type", ""), status, **_kept(headers))

    with scripted(passed_on) as server:
        server.url = upstream.replace(host, server.url.removesuffix("/sparql"))
        yield server


class Answered(Exception):
    """Raised by a play that has answered the request, or will not have it answered."""


def forward(host: str, asked: Asked):
    headers = {name: value for name, value in asked.headers.items() if name.lower() not in ("host", "connection")}
    request = Request(host + asked.path, data=asked.body or None, method=asked.method, headers=headers)
    try:
        response = build_opener(ProxyHandler({})).open(request, timeout=60)
    except HTTPError as error:
        response = error
    with response:
        return response.status, response.read(), response.headers


def _kept(headers) -> dict[str, str]:
    names = ("WWW-Authenticate", "Server", "Fuseki-Request-Id", "X-SPARQL-MaxRows")
    return {name.replace("-", "_"): headers[name] for name in names if name in headers}


def changes(server: Scripted) -> list[Asked]:
    """Return the requests that change data: to a graph store or an update address, after the server has asked who it is."""
    return [asked for asked in server.asked if "graph=" in asked.path or asked.body.startswith(b"update=")]
