"""RDF 1.2 Turtle before a parser that shares nothing with its writer: N3.js."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from kg.export.source import Source
from kg.export.views.reading import Reader
from kg.namespaces import RDF

PEERS = Path(__file__).parents[3] / "build/peers/node_modules"
SCRIPT = """
const N3 = require(process.argv[1] + "/n3");
const quads = new N3.Parser({format: "text/turtle"}).parse(require("fs").readFileSync(process.argv[2], "utf8"));
const term = t => t.termType === "Quad" ? [t.subject.value, t.predicate.value, t.object.value] : t.value;
const reified = quads.filter(q => q.predicate.value === process.argv[3]).map(q => [q.subject.value, term(q.object)]);
const triples = new Set(quads.map(q => JSON.stringify([q.subject, q.predicate, q.object]))).size;
console.log(JSON.stringify({triples, reified}));
"""


@pytest.mark.slow
def test_n3_js_reads_the_same_triples_and_the_reifiers(seeds_source: Source, write: Any) -> None:
    node = shutil.which("node")
    if not node or not (PEERS / "n3").is_dir():
        pytest.skip("needs node, and n3 in build/peers/node_modules (make test-all fetches it)")
    command = [node, "-e", SCRIPT, str(PEERS), str(write("turtle12", seeds_source)), RDF + "reifies"]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout)
    parts = ("statementSubject", "statementPredicate", "statementObject")
    told = [[row.iri, [row.one(part) for part in parts]] for row in Reader(seeds_source).world("AcceptedStatement")]
    assert sorted(found["reified"]) == sorted(told) != []
    assert found["triples"] == (seeds_source.counts.triples or 0) + len(told)
