"""A server of `kg serve`, run as its users run it: a process of its own on loopback."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def type(self) -> str:
        return (self.headers["content-type"] or "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def rows(self) -> list[dict[str, str]]:
        """The bindings of SPARQL results JSON, as plain texts."""
        return [{name: term["value"] for name, term in row.items()} for row in self.json["results"]["bindings"]]


@dataclass(frozen=True)
class Server:
    port: int
    pid: int
    store: Path
    log: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None, **fields: Any
    ) -> Reply:
        """Send one request; *fields* become the address's parameters."""
        target = path + ("?" + urlencode(fields, doseq=True) if fields else "")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, target, body, dict(headers or {}))
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str = "", **fields: Any) -> Reply:
        return self.ask("GET", path, headers={"Accept": accept} if accept else {}, **fields)

    def query(self, text: str, accept: str = "", **fields: Any) -> Reply:
        return self.get("/sparql", accept, query=text, **fields)

    def workers(self) -> list[int]:
        found = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(self.pid)], capture_output=True, text=True, check=False
        )
        return [int(pid) for pid in found.stdout.split()]


@contextmanager
def serving(store: Path, folder: Path, *options: str, env: Mapping[str, str] | None = None) -> Iterator[Server]:
    log = folder / "log"
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--port", "0", *options]
    with (
        log.open("w") as out,
        subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=out, text=True, env={**os.environ, **(env or {})}
        ) as process,
    ):
        assert process.stderr is not None
        first = process.stderr.readline()
        found = re.match(r"http://127\.0\.0\.1:(\d+)/", first)
        if not found:
            process.kill()
            raise AssertionError(first + process.stderr.read())
        drain = subprocess.Popen(["cat"], stdin=process.stderr, stdout=out)
        try:
            yield Server(int(found[1]), process.pid, store, log)
        finally:
            process.terminate()
            process.wait(10)
            drain.wait(10)
