"""Many at once: every answer is good, or says that it comes later."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from benchmarks.serve.load import load

from .server import Server, serving

ACCEPT = "application/sparql-results+json, text/html;q=0.9"
GOOD = [
    "/sparql?query=" + quote("SELECT * { ?c a ckg:Claim } LIMIT 5 #") + "{}",
    "/page/group/al-nusra-front?_={}",
    "/search?q=Nusra{}",
]
ENDLESS = "/sparql?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } #") + "{}"


def test_many_clients_get_good_answers(server: Server) -> None:
    outcome = load(server.port, GOOD, 32, 3.0, ACCEPT)
    assert set(outcome.statuses) == {200} and outcome.statuses[200] > 50


def test_questions_without_end_among_them_do_not_keep_the_others_from_theirs(server: Server) -> None:
    outcome = load(server.port, [*GOOD * 4, ENDLESS], 6, 8.0, ACCEPT)
    assert set(outcome.statuses) <= {200, 503, 504}
    assert outcome.statuses[200] > outcome.statuses[504] > 0
    assert server.query("ASK {}").json["boolean"] is True


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_server_that_is_killed_takes_its_workers_with_it(served_store: Path, tmp_path: Path) -> None:
    with serving(served_store, tmp_path, "--timeout", "60") as running:
        workers = running.workers()
        with socket.create_connection(("127.0.0.1", running.port), timeout=30) as connection:
            connection.sendall(f"GET {ENDLESS} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            time.sleep(1.0)
            os.kill(running.pid, signal.SIGKILL)
            time.sleep(1.0)
        assert workers and not [pid for pid in workers if _runs(pid)]


def _runs(pid: int) -> bool:
    """Tell whether a process runs; one that has ended and was not waited for yet has the state Z."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
