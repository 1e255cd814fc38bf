"""Real servers for tests: each started on a free port of the loopback, and ended when the block is left."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

PEERS = Path(__file__).parents[2] / "build" / "peers"
WAIT = 120.0
VIRTUOSO_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{port}
[SPARQL]
ResultSetMaxRows = {most}
"""


@dataclass(frozen=True)
class Running:
    """A server that runs: its *name* in `kg.endpoint.SERVERS`, an address that `--server` derives the others from, its process."""

    name: str
    url: str
    process: subprocess.Popen[bytes]
    user: str = ""
    password: str = ""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def oxigraph(folder: Path) -> Iterator[Running]:
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        pytest.skip("oxigraph is not there (pip install oxigraph)")
    port = free_port()
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with _running(command, folder, f"http://127.0.0.1:{port}/query?query=ASK%20%7B%7D") as process:
        yield Running("oxigraph", f"http://127.0.0.1:{port}", process)


@contextmanager
def fuseki(folder: Path) -> Iterator[Running]:
    jar, java = next(iter(sorted(PEERS.glob("jena-fuseki-server-*.jar"))), None), shutil.which("java")
    if jar is None or java is None:
        pytest.skip("Fuseki is not there (make test-all fetches it where there are mvn and Java 17)")
    port = free_port()
    base = f"http://127.0.0.1:{port}/ds"
    command = [java, "-Xmx1g", "-jar", str(jar), "--mem", "--update", "--localhost", "--port", str(port), "/ds"]
    with _running(command, folder, f"{base}/sparql?query=ASK%20%7B%7D") as process:
        yield Running("fuseki", base, process)


@contextmanager
def virtuoso(folder: Path, *, most: int = 1_000_000) -> Iterator[Running]:
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not there (Debian: virtuoso-opensource-7-bin)")
    port = free_port()
    (folder / "v.ini").write_text(VIRTUOSO_INI.format(folder=folder, port=port, sql=free_port(), most=most))
    command = [program, "+foreground", "+configfile", str(folder / "v.ini")]
    with _running(command, folder, f"http://127.0.0.1:{port}/sparql?query=ASK%20%7B%7D") as process:
        yield Running("virtuoso", f"http://127.0.0.1:{port}/sparql", process, "dba", "dba")


STARTERS: dict[str, Callable[[Path], object]] = {"oxigraph": oxigraph, "fuseki": fuseki, "virtuoso": virtuoso}


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> Iterator[subprocess.Popen[bytes]]:
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
    try:
        _await(process, address, log)
        yield process
    finally:
        process.kill()
        process.wait()


def _await(process: subprocess.Popen[bytes], address: str, log: Path) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"{process.args} ended with {process.returncode}: {log.read_text()[-2000:]}")
        try:
            with urlopen(address, timeout=5):
                return
        except HTTPError as error:
            error.close()
        except OSError:
            pass
        time.sleep(0.1)
    pytest.fail(f"{process.args} does not answer: {log.read_text()[-2000:]}")
