"""Clients that others have made ask ten questions each; the answers are those that `kg query` gives."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kg.namespaces import PREFIXES
from kg.sparql import open_source
from kg.sparql.source import ask
from kg.sparql.tokens import with_prefixes

from .server import Server

COMUNICA = Path(__file__).parents[2] / "build" / "peers" / "comunica" / "node_modules" / "@comunica" / "query-sparql"
ASKING = Path(__file__).parent / "comunica.mjs"
QUESTIONS = {
    "basic": "SELECT ?c ?f { ?c a ckg:Claim ; ckg:factuality ?f }",
    "optional": "SELECT ?c ?w { ?c a ckg:Claim ; ckg:claims ?x OPTIONAL { ?x ckg:edtf ?w } }",
    "filter": 'SELECT ?l { ?x a ckg:ArmedGroup ; rdfs:label ?l FILTER(REGEX(?l, "front", "i")) }',
    "union": "SELECT ?x { { ?x a ckg:Incident } UNION { ?x a ckg:Situation } }",
    "aggregate": "SELECT ?f (COUNT(?c) AS ?n) { ?c ckg:factuality ?f ; a ckg:Claim } GROUP BY ?f",
    "path": "SELECT ?c ?q { ?c ckg:evidence/oa:hasSelector/oa:exact ?q }",
    "graph": "SELECT DISTINCT ?g { GRAPH ?g { ?c a ckg:Claim } }",
    "not exists": "SELECT ?c { ?c a ckg:Claim FILTER NOT EXISTS { ?c ckg:contradicts ?o } }",
    "values": "SELECT ?c { VALUES ?f { ckg:Denied ckg:Hedged } ?c a ckg:Claim ; ckg:factuality ?f }",
    "sub-select": "SELECT ?d ?n { { SELECT ?d (COUNT(*) AS ?n) { ?c a ckg:Claim ; ckg:inDocument ?d } GROUP BY ?d } FILTER(?n > 1) }",
}


def _rows(found: Any) -> list[tuple[str, ...]]:
    return sorted(tuple(str(term.value) if term is not None else "" for term in row) for row in found)


@pytest.fixture(scope="module")
def local(served_store: Path) -> dict[str, list[tuple[str, ...]]]:
    store = open_source(served_store)
    return {name: _rows(ask(store, text)) for name, text in QUESTIONS.items()}


@pytest.mark.parametrize("name", QUESTIONS)
def test_sparqlwrapper(name: str, server: Server, local: dict[str, list[tuple[str, ...]]]) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper")
    client = wrapper.SPARQLWrapper(f"{server.url}/sparql", returnFormat=wrapper.JSON)
    client.setQuery(with_prefixes(QUESTIONS[name], PREFIXES))
    client.setMethod(wrapper.POST if len(name) % 2 else wrapper.GET)
    found = client.query().convert()
    columns = found["head"]["vars"]
    rows = sorted(tuple(row[c]["value"] if c in row else "" for c in columns) for row in found["results"]["bindings"])
    assert rows == local[name] and rows


@pytest.mark.slow
@pytest.mark.skipif(
    not (shutil.which("node") and COMUNICA.is_dir()),
    reason="no Comunica (make test-all installs it where there is npm)",
)
def test_comunica(server: Server, local: dict[str, list[tuple[str, ...]]]) -> None:
    asked = json.dumps({name: with_prefixes(text, PREFIXES) for name, text in QUESTIONS.items()})
    run = subprocess.run(
        ["node", ASKING, COMUNICA, f"{server.url}/sparql"], input=asked, capture_output=True, text=True, timeout=120, check=False
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    found = {name: sorted(tuple(row) for row in rows) for name, rows in json.loads(run.stdout).items()}
    assert found == local
