"""`kg query` and `kg explain` at an endpoint: how they ask, how they stream, and what they say where it goes wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner

import kg
from kg.cli import main

from .scripted import JSON, Asked, scripted, tell

HEAD = b'{"head":{"vars":["x"]},"results":{"bindings":['


def told(*args: str) -> str:
    """Return the one line that a command ends with, and see to it that it writes nothing else."""
    run = CliRunner().invoke(main, list(args))
    assert (run.exit_code, run.stdout) == (2, "")
    assert run.stderr.count("\n") == 1
    assert run.exc_info is None or run.exc_info[0] is SystemExit
    return run.stderr


def test_a_question_of_any_length_is_posted_whole_with_what_we_are_and_take() -> None:
    values = " ".join(f'"{n} €&+;"' for n in range(4_000))
    with scripted(lambda handler, _: tell(handler)) as server:
        query = f"SELECT ?x {{ VALUES ?v {{ {values} }} ?x rdfs:label ?v }}"
        run = CliRunner().invoke(main, ["query", "-", "--endpoint", server.url, "--format", "csv"], input=query)
    assert run.stdout == "x\nurn:a\n"
    asked = server.asked[-1]
    assert (asked.method, asked.path) == ("POST", "/sparql")
    assert values in parse_qs(asked.body.decode())["query"][0]
    assert asked.headers["User-Agent"] == f"conflict-kg/{kg.__version__}"
    assert asked.headers["Accept"].startswith(JSON)


@pytest.mark.parametrize("command", [("query", "allies", "--param", "actor=Somebody"), ("explain", "Somebody")])
def test_an_answer_about_a_name_that_is_none_is_told(command: tuple[str, ...]) -> None:
    with scripted(lambda handler, _: tell(handler, HEAD + b'{"x":')) as server:
        assert f"{server.url}: gives a malformed answer" in told(*command, "--endpoint", server.url)


def test_an_answer_that_breaks_off_leaves_no_file_behind(tmp_path: Path) -> None:
    rows = HEAD + b",".join([b'{"x":{"type":"uri","value":"urn:a"}}'] * 50_000)
    with scripted(lambda handler, _: tell(handler, rows, Content_Length="99999999")) as server:
        path = tmp_path / "answer.csv"
        query = "SELECT ?x { ?x ?y ?z }"
        line = told("query", query, "--endpoint", server.url, "--format", "csv", "-o", str(path))
    assert "broke off in the middle of an answer" in line
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("query", "talks"), ("explain", "<urn:x>")])
def test_an_endpoint_is_waited_for_as_long_as_one_says(command: tuple[str, ...]) -> None:
    with scripted(lambda *_: time.sleep(0.5)) as server:
        line = told(*command, "--endpoint", server.url, "--timeout", "0.1")
    assert line == f"{server.url}: does not answer in time; a longer --timeout, or an endpoint that is running\n"


def test_a_large_answer_is_read_in_little_memory() -> None:
    row = b'{"x":{"type":"literal","value":"' + b"v" * 90 + b'"}}'

    def many(handler, asked: Asked) -> None:
        count = 150_000 if b"many" in asked.body else 1
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.end_headers()
        handler.wfile.write(HEAD + (row + b",") * (count - 1) + row + b"]}}")

    with scripted(many) as server:
        one, lots = (_peak(server.url, f'SELECT ?x {{ ?x ?y "{word}" }}') for word in ("one", "many"))
    assert lots - one < 12 << 20


def _peak(url: str, query: str) -> int:
    """Return the most bytes that `kg query` held."""
    command = [sys.executable, "-m", "kg", "query", query, "--endpoint", url, "--format", "csv"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
