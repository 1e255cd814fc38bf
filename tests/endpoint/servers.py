"""Real servers for tests: each started on a free port of the loopback, and ended when the block is left."""

from __future__ import annotations

import os
import re
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
TAKEN = re.compile(r"(?i)in use|cannot bind|failed to bind|listen.*fail")
# Quick to start, and no more memory than the samples need.
JAVA = ("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto")
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


def oxigraph_program() -> str:
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    return program or pytest.skip("oxigraph is not there (pip install oxigraph)")


def jena_jar(name: str) -> Path:
    jar = next(PEERS.glob(f"jena-{name}-*.jar"), None)
    if jar is None or shutil.which("java") is None:
        pytest.skip(f"jena-{name} is not there (make test-all fetches it where there are mvn and Java 17)")
    return jar


@contextmanager
def oxigraph(folder: Path) -> Iterator[Running]:
    command = [oxigraph_program(), "serve", "--location", str(folder / "data"), "--bind", "127.0.0.1:{port}"]
    with running(command, folder, "/query") as (url, process):
        yield Running("oxigraph", url, process)


@contextmanager
def fuseki(folder: Path) -> Iterator[Running]:
    command = [
        "java",
        *JAVA,
        "-jar",
        str(jena_jar("fuseki-server")),
        "--mem",
        "--update",
        "--localhost",
        "--port",
        "{port}",
        "/ds",
    ]
    with running(command, folder, "/ds/sparql") as (url, process):
        yield Running("fuseki", f"{url}/ds", process)


@contextmanager
def virtuoso(folder: Path, *, most: int = 1_000_000) -> Iterator[Running]:
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not there (Debian: virtuoso-opensource-7-bin)")
    ini = VIRTUOSO_INI.replace("{folder}", str(folder)).replace("{most}", str(most))
    command = [program, "+foreground", "+configfile", "v.ini"]
    with running(command, folder, "/sparql", ini=ini) as (url, process):
        yield Running("virtuoso", f"{url}/sparql", process, "dba", "dba")


STARTERS: dict[str, Callable[[Path], object]] = {"oxigraph": oxigraph, "fuseki": fuseki, "virtuoso": virtuoso}


@contextmanager
def running(
    command: list[str], folder: Path, path: str, ini: str = ""
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Give the address of a server that answers at *path*, and its process, which ends with the block.

    `{port}` and `{sql}` in *command* and *ini* are free ports: others are tried where somebody else was faster to take them.
    """
    log = folder / "server.log"
    for last in (False, False, True):
        ports = {"{port}": str(free_port()), "{sql}": str(free_port())}
        (folder / "v.ini").write_text(_filled(ini, ports))
        url = f"http://127.0.0.1:{ports['{port}']}"
        with log.open("wb") as output:
            arguments = [_filled(argument, ports) for argument in command]
            process = subprocess.Popen(arguments, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        try:
            if _answers(process, f"{url}{path}?query=ASK%20%7B%7D"):
                yield url, process
                return
        finally:
            process.kill()
            process.wait()
        told = log.read_text(errors="replace")[-2000:]
        if last or not TAKEN.search(told):
            pytest.fail(f"{arguments} ended with {process.returncode} before it answered: {told}")


def _filled(text: str, ports: dict[str, str]) -> str:
    for name, port in ports.items():
        text = text.replace(name, port)
    return text


def _answers(process: subprocess.Popen[bytes], address: str) -> bool:
    """Wait until the server answers; tell whether it does."""
    until = time.monotonic() + WAIT
    while process.poll() is None and time.monotonic() < until:
        try:
            with urlopen(address, timeout=5):
                return True
        except HTTPError as error:
            error.close()
        except OSError:
            pass
        time.sleep(0.05)
    return False
