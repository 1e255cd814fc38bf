"""The recipes for loading in bulk do what they say: run as they stand in the docs, but for ports, folders and passwords."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.endpoint import Endpoint, addresses_of
from kg.formats.rdf import read_file
from kg.store import StoreFolder

from .servers import Running, jena_jar, oxigraph_program, running, virtuoso

PAGE = Path(__file__).parents[2] / "docs" / "endpoints.md"
pytestmark = pytest.mark.slow


@pytest.fixture
def graph(folder: StoreFolder, tmp_path: Path) -> Path:
    """The file that every recipe begins with."""
    text = PAGE.read_text().partition("## Loading in bulk")[2]
    export = re.search(r"All begin with `kg (export [^`]*)`", text)
    assert export
    path = tmp_path / "graph.nq"
    command = shlex.split(export[1].replace("graph.nq", str(path)))
    told = CliRunner().invoke(main, [*command, "--store", str(folder.path)], catch_exceptions=False)
    assert told.exit_code == 0, told.stderr
    return path


def recipe(title: str) -> list[str]:
    """Return the lines of the recipe under **title**."""
    text = PAGE.read_text().partition("## Loading in bulk")[2]
    found = re.search(rf"\*\*{title}\*\*.*?```\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1].splitlines()


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def run(script: str, folder: Path) -> str:
    done = subprocess.run(["sh", "-ec", script], cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def held(server: Running) -> Counter[str]:
    endpoint = Endpoint(addresses_of(server.name, server.url).query)
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    with endpoint.reading():
        counts = {row[0].value: int(row[1].value) for row in endpoint.query(query, union=False)}
    return Counter({name: count for name, count in counts.items() if "conflict-kg" in name})


def in_file(path: Path) -> Counter[str]:
    return Counter(quad.graph_name.value for quad in read_file(path))


def test_oxigraph(graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = Path(oxigraph_program())
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    load, serve = recipe("Oxigraph")
    run(load, tmp_path)
    command = [*shlex.split(serve), "--bind", "127.0.0.1:{port}"]
    with running(command, tmp_path, "/query") as (url, process):
        assert held(Running("oxigraph", url, process)) == in_file(graph)


def test_fuseki(graph: Path, tmp_path: Path) -> None:
    for name in ("fuseki-server", "cmds"):
        jar = jena_jar(name)
        (tmp_path / jar.name).symlink_to(jar)
    load, serve = recipe("Fuseki")
    run(load, tmp_path)
    command = shlex.split(replaced(serve, (" /ds", " --localhost --port {port} /ds")))
    with running(command, tmp_path, "/ds/sparql") as (url, process):
        assert held(Running("fuseki", f"{url}/ds", process)) == in_file(graph)


def test_virtuoso(graph: Path, tmp_path: Path) -> None:
    if shutil.which("isql-vt") is None:
        pytest.skip("isql-vt is not there (Debian: virtuoso-opensource-7-bin)")
    with virtuoso(tmp_path) as server:
        sql = re.search(r"ServerPort = 127\.0\.0\.1:(\d+)", (tmp_path / "v.ini").read_text())
        assert sql
        script = "\n".join(recipe("Virtuoso"))
        told = run(
            replaced(script, ("1111", sql[1]), ("PASSWORD", "dba"), ("/path/to/folder", str(tmp_path))), tmp_path
        )
        assert re.search(rf"{re.escape(str(graph))}\s+2\s+NULL", told), told
        assert held(server) == in_file(graph)
