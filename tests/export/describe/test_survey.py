"""What is counted is what SPARQL counts, and the hash is that of independent implementations of RDFC-1.0."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, serialize

from kg.export.describe.distinct import counting_distinct
from kg.export.describe.lines import object_and_graph, quad_lines
from kg.export.describe.survey import MOST_GRAPHS, survey
from kg.export.source import Source
from kg.namespaces import CKG, DATA

from .conftest import EXAMPLE, random_quads, written

PEERS = Path(__file__).parents[3] / "build/peers/node_modules"
ON_A_FILE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
TRICKY = st.sampled_from(["", " ", 'a "b" .', "a <b", "_:b .", "<http://example.org/g> .", "\\", "\n\r\t\b\f\x00\x7f"])
# PyLD takes a next-line character for the end of a line, and leaves control characters as they are.
PLAIN = st.text(st.characters(min_codepoint=32, exclude_characters="\x7f\x85\u2028\u2029", exclude_categories=["Cs"]))


def asked(store: Store, pattern: str, what: str = "*") -> dict[str, int]:
    """Return for each ?key how many distinct *what* there are, or under "" how many there are in all."""
    keyed = "?key" in pattern
    query = f"SELECT {'?key' if keyed else ''} (COUNT(DISTINCT {what}) AS ?n) {{ {pattern} }} {'GROUP BY ?key' if keyed else ''}"
    rows = store.query(query, use_default_graph_as_union=True)
    return {row["key"].value if keyed else "": int(row["n"].value) for row in rows}


def as_sparql_counts(store: Store) -> dict[str, object]:
    return {
        "quads": len(store),
        "triples": asked(store, "?s ?p ?o")[""],
        "subjects": asked(store, "?s ?p ?o", "?s")[""],
        "objects": asked(store, "?s ?p ?o", "?o")[""],
        "entities": asked(store, "?s ?p ?o FILTER isIRI(?s)", "?s")[""],
        "classes": asked(store, "?s a ?key", "?s"),
        "properties": asked(store, "?s ?key ?o"),
        "graphs": {
            row["g"].value: int(row["n"].value)
            for row in store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g HAVING(isIRI(?g))")
        },
    }


def counted(source: Source) -> dict[str, object]:
    found = survey(source)
    names = ("quads", "triples", "subjects", "objects", "entities")
    maps = {name: dict(getattr(found, name)) for name in ("classes", "properties", "graphs")}
    return {name: getattr(found, name) for name in names} | maps


@ON_A_FILE
@given(random_quads(st.one_of(TEXTS, TRICKY)))
def test_counts_are_those_of_sparql(tmp_path, quads):
    store = Store()
    store.extend(quads)
    assert counted(written(tmp_path, quads)) == as_sparql_counts(store)


def test_a_store_is_counted_as_sparql_counts_its_file(samples, tmp_path):
    store = Store()
    store.extend(Source(samples).quads())
    assert len(store) > 10_000
    assert counted(Source(samples)) == as_sparql_counts(store)


def test_a_streamed_store_and_a_file_in_another_order_are_one_dataset(samples, tmp_path):
    quads = list(Source(samples).quads())
    assert survey(Source(samples)) == survey(written(tmp_path, quads[::-1]))


def test_the_hash_of_a_store_is_that_of_its_canonical_n_quads(samples):
    lines = sorted(serialize(Source(samples).quads(), format=RdfFormat.N_QUADS).splitlines(keepends=True))
    assert survey(Source(samples)).sha256 == hashlib.sha256(b"".join(lines)).hexdigest()


def _has_a_blank_node_twice(quad: Quad) -> bool:
    blank = [term for term in (quad.subject, quad.object, quad.graph_name) if str(term).startswith("_:")]
    return len(blank) != len(set(map(str, blank)))


@ON_A_FILE
@given(random_quads(PLAIN))
def test_the_hash_is_pylds(tmp_path, quads):
    # PyLD hashes a quad twice in which one blank node stands twice; rdf-canonize, by the authors of RDFC-1.0, does not.
    assume(not any(_has_a_blank_node_twice(quad) for quad in quads))
    source = written(tmp_path, quads)
    options = {"algorithm": "URDNA2015", "inputFormat": "application/n-quads", "format": "application/n-quads"}
    canonical = jsonld.normalize(source.path.read_text(encoding="utf-8"), options)
    assert survey(source).sha256 == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.skipif(
    not (PEERS / "rdf-canonize").is_dir(), reason="no rdf-canonize (make test-all installs it where there is npm)"
)
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(random_quads(st.one_of(TEXTS, TRICKY)), min_size=20, max_size=40))
def test_the_hash_is_rdf_canonizes(tmp_path, graphs):
    folders = [tmp_path / str(number) for number in range(len(graphs))]
    for folder in folders:
        folder.mkdir(exist_ok=True)
    sources = [written(folder, quads) for folder, quads in zip(folders, graphs, strict=True)]
    program = (
        f"const canon = require({str(PEERS / 'rdf-canonize')!r}), fs = require('fs'), crypto = require('crypto');"
        "(async () => { for (const file of process.argv.slice(1)) {"
        " const text = await canon.canonize(fs.readFileSync(file, 'utf8'), {algorithm: 'RDFC-1.0',"
        " inputFormat: 'application/n-quads', format: 'application/n-quads'});"
        " console.log(crypto.createHash('sha256').update(text).digest('hex')); } })();"
    )
    files = [str(source.path) for source in sources]
    found = subprocess.run(["node", "-e", program, *files], capture_output=True, text=True, check=True)
    assert [survey(source).sha256 for source in sources] == found.stdout.split()


@given(random_quads(st.one_of(TEXTS, TRICKY)))
def test_a_line_is_parted_where_its_object_ends(quads):
    for quad, line in zip(quads, quad_lines(quads), strict=True):
        value, graph = object_and_graph(line.split(b" ", 2)[2])
        named = "" if str(quad.graph_name) == "DEFAULT" else str(quad.graph_name)
        assert graph.decode() == named
        assert value == serialize([Quad(quad.subject, quad.predicate, quad.object)], format=RdfFormat.N_QUADS).split(
            b" ", 2
        )[2].removesuffix(b" .\n")


def test_what_is_distinct_is_counted_on_disk_as_in_memory():
    values = [str(number % 700).encode() for number in range(3000)]
    for waiting in (10_000, 20_000, 1 << 20):
        with counting_distinct(waiting) as distinct:
            for value in values:
                distinct.add(value)
            assert distinct.count() == 700


def test_very_many_graphs_are_not_counted_one_by_one(tmp_path):
    node = NamedNode(EXAMPLE + "a")
    quads = [Quad(node, node, node, NamedNode(f"{EXAMPLE}g{number}")) for number in range(MOST_GRAPHS + 1)]
    found = survey(written(tmp_path, quads))
    assert (found.graphs, found.quads, found.triples) == ({}, MOST_GRAPHS + 1, 1)


def test_provenance_is_that_of_documents_activities_and_what_they_used(samples):
    lines = survey(Source(samples)).provenance
    subjects = {line.split(b" ")[0].decode().removeprefix(f"<{DATA}").split("/")[0] for line in lines}
    assert subjects == {"activity", "document", "lexicon", "software"}
    assert sum(f" <{CKG}sha256> ".encode() in line for line in lines) == 5
    assert not any(f"<{CKG}Mention>".encode() in line for line in lines)


def test_memory_stays_flat(tmp_path):
    """A set of 300,000 objects would take 30 MB and more."""
    program = (
        "import json, resource, sys; from kg.export.describe.survey import survey_lines\n"
        "def lines(n):\n"
        "  for i in range(n): yield b'<http://example.org/%09d> <http://example.org/p> \"%d\" .' % (i, i)\n"
        "found = survey_lines(lines(int(sys.argv[1])))\n"
        "print(json.dumps([found.objects, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss]))"
    )
    small, large = (
        json.loads(subprocess.run([sys.executable, "-c", program, str(n)], capture_output=True, check=True).stdout)
        for n in (30_000, 300_000)
    )
    assert (small[0], large[0]) == (30_000, 300_000)
    assert large[1] < small[1] + 15_000


def test_literals_that_differ_by_their_letters_alone_are_two_objects(tmp_path):
    kind = NamedNode("http://www.w3.org/2001/XMLSchema#integer")
    node = NamedNode(EXAMPLE + "a")
    quads = [Quad(node, node, Literal(text, datatype=kind)) for text in ("1", "01")]
    assert survey(written(tmp_path, quads)).objects == 2
