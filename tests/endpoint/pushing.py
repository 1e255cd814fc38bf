"""Pushes as a user does, and what is at an endpoint then."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from click.testing import CliRunner
from pyoxigraph import Triple

from kg.cli import main
from kg.endpoint import Endpoint
from kg.namespaces import DCTERMS

from .relay import changes
from .scripted import Asked, Scripted

MARKS = "https://w3id.org/conflict-kg/id/graph/pushed"
FILE = "<urn:s> <urn:p> <urn:o{}> <urn:test:{}> .\n"


def triples_of(endpoint: Endpoint, graph: str) -> set[Triple]:
    with endpoint.reading():
        return set(endpoint.query(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", union=False))


def start(*args: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "kg", "push", *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))


def kg_push(*args: object) -> subprocess.CompletedProcess[str]:
    process = start(*args)
    out, err = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def held(endpoint: Endpoint) -> Counter[str]:
    query = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
    with endpoint.reading():
        rows = [(row[0].value, int(row[1].value)) for row in endpoint.query(query, union=False)]
    return Counter({name: count for name, count in rows if "conflict-kg" in name and name != MARKS})


def marked(endpoint: Endpoint) -> set[str]:
    with endpoint.reading():
        return {
            row[0].value
            for row in endpoint.query(
                f"SELECT ?g {{ GRAPH <{MARKS}> {{ ?g <{DCTERMS}identifier> ?mark }} }}", union=False
            )
        }


def graphs_put(server: Scripted) -> list[str]:
    """Return the graphs of ours that were put, in order, each with what was tried again."""
    put = [unquote(urlsplit(asked.path).query.partition("=")[2]) for asked in changes(server) if asked.method == "PUT"]
    return [name for name in put if name != MARKS]


def changed(asked: Asked) -> str:
    """Return the graph that a request changes, "" where it changes none."""
    if "graph=" in asked.path:
        return unquote(urlsplit(asked.path).query.partition("graph=")[2])
    text = parse_qs(asked.body.decode()).get("update", [""])[0]
    return text.partition("GRAPH <")[2].partition(">")[0]


def begins(asked: Asked) -> bool:
    return asked.method == "PUT" or asked.body.startswith(b"update=DROP")


def push_file(url: str, path: Path, *args: object) -> subprocess.CompletedProcess[str]:
    command = ["push", url, "--server", "oxigraph", "--data", *map(str, (path, *args))]
    told = CliRunner().invoke(main, command, catch_exceptions=False)
    return subprocess.CompletedProcess(command, told.exit_code, told.stdout, told.stderr)


def of_test(endpoint: Endpoint, *names: str) -> dict[str, int]:
    """Return how many triples each graph holds, of *names* or of all but the marks."""
    wanted = names or [graph for graph in endpoint.graphs() if graph != MARKS]
    return {graph: len(triples_of(endpoint, graph)) for graph in wanted}
