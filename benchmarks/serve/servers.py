"""The endpoints that are compared, each with the same triples in its default graph, started and stopped here."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from benchmarks.frame.versions import HOW, OURS, PEERS, installed, java, java_release, peer

__all__ = ["SERVERS", "Running", "Server", "kg"]

PATIENCE = 300.0


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers at *port*; queries go to *path*. *pid* is its process."""

    port: int
    path: str
    pid: int


def _port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def _started(command: Sequence[object], port: int, path: str) -> Iterator[Running]:
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait(f"http://127.0.0.1:{port}{path}?query=ASK%20%7B%7D", process)
            yield Running(port, path, process.pid)
        finally:
            process.terminate()
            process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and process.poll() is None:
        try:
            urlopen(url, timeout=10).read()
            return
        except (HTTPError, URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"{url} does not answer")


@contextmanager
def kg(store: Path, triples: Path) -> Iterator[Running]:
    port = _port()
    command = [sys.executable, "-m", "kg", "serve", "--store", store, "--port", str(port), "--quiet"]
    with _started(command, port, "/sparql") as running:
        yield running


@contextmanager
def oxigraph(store: Path, triples: Path) -> Iterator[Running]:
    program = shutil.which("oxigraph") or Path(sys.executable).with_name("oxigraph")
    location, port = triples.with_suffix(".oxigraph"), _port()
    subprocess.run([program, "load", "--location", location, "--file", triples], check=True, capture_output=True)
    command = [program, "serve-read-only", "--location", location, "--bind", f"127.0.0.1:{port}"]
    with _started(command, port, "/query") as running:
        yield running


@contextmanager
def fuseki(store: Path, triples: Path) -> Iterator[Running]:
    (jar,) = PEERS.glob("jena-fuseki-server-*.jar")
    port = _port()
    command = [java(), "-Xmx4g", "-jar", jar, "--localhost", "--port", str(port), "--file", triples, "/data"]
    with _started(command, port, "/data/sparql") as running:
        yield running


@contextmanager
def rdflib_endpoint(store: Path, triples: Path) -> Iterator[Running]:
    port = _port()
    program = PEERS / "rdflib-endpoint" / "bin" / "rdflib-endpoint"
    command = [program, "serve", triples, "--host", "127.0.0.1", "--port", str(port)]
    with _started(command, port, "/") as running:
        yield running


Start = Callable[[Path, Path], AbstractContextManager[Running]]


@dataclass(frozen=True, slots=True)
class Server:
    """How a server is started over a store and over its triples, and its version, which is "" where it is not installed."""

    name: str
    start: Start
    version: str

    @property
    def lacks(self) -> str:
        """Return what would bring the server, "" where nothing is missing."""
        return "" if self.version else HOW


# Ours first.
SERVERS: Final = (
    Server("kg serve", kg, OURS),
    Server("oxigraph serve", oxigraph, installed("oxigraph")),
    Server("Fuseki", fuseki, peer("Fuseki", "jena-fuseki-server-*.jar") if java_release() else ""),
    Server(
        "rdflib-endpoint",
        rdflib_endpoint,
        peer("rdflib-endpoint", "rdflib-endpoint/lib/*/*/rdflib_endpoint-*.dist-info"),
    ),
)
