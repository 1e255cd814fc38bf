"""The endpoints that are compared, each with the same triples in its default graph, started and stopped here."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

__all__ = ["SERVERS", "Running"]

PEERS = Path(__file__).parents[2] / "build" / "peers"
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
    command = ["java", "-Xmx4g", "-jar", jar, "--localhost", "--port", str(port), "--file", triples, "/data"]
    with _started(command, port, "/data/sparql") as running:
        yield running


@contextmanager
def rdflib_endpoint(store: Path, triples: Path) -> Iterator[Running]:
    port = _port()
    program = PEERS / "rdflib-endpoint" / "bin" / "rdflib-endpoint"
    command = [program, "serve", triples, "--host", "127.0.0.1", "--port", str(port)]
    with _started(command, port, "/") as running:
        yield running


SERVERS: dict[str, Callable[[Path, Path], object]] = {
    "kg serve": kg,
    "oxigraph serve": oxigraph,
    "Fuseki": fuseki,
    "rdflib-endpoint": rdflib_endpoint,
}
