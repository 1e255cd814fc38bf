"""Every RDF export of the five reports, read by others with no network: equal counts, and the same graph."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Dataset, Quad, RdfFormat, parse, serialize

from kg.export.source import Source
from kg.export.writing import export_file
from kg.formats.suffixes import FORMATS
from kg.namespaces import CKG, RDF, RDFS, SKOS

PEERS = Path(__file__).parents[2] / "build" / "peers"
READER = Path(__file__).with_name("read_with_peers.mjs")
WITH_GRAPHS = ("trig", "nquads")
RDFLIB = {
    "turtle": "turtle",
    "jsonld": "json-ld",
    "trig": "trig",
    "nquads": "nquads",
    "ntriples": "nt",
    "rdfxml": "xml",
}
N3_JS = {"turtle": "Turtle", "trig": "TriG", "nquads": "N-Quads", "ntriples": "N-Triples"}
PARSED = {
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
}
needs_npm = pytest.mark.skipif(
    not (
        (PEERS / "node_modules" / "jsonld").is_dir()
        and (PEERS / "node_modules" / "n3").is_dir()
        and shutil.which("node")
    ),
    reason="no jsonld.js or N3.js (make test-all installs them where there is npm)",
)
rdflib_warns = pytest.mark.filterwarnings(r"ignore:(ConjunctiveGraph|Dataset\.\w+) is deprecated:DeprecationWarning")
LABELS = {RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel"}


@pytest.fixture(scope="module", params=FORMATS)
def export(request, five_reports, tmp_path_factory):
    """A format, the file, and what `export_file` says is in it."""
    path = tmp_path_factory.mktemp("exports") / request.param
    return request.param, path, export_file(Source(five_reports), request.param, path)


@pytest.fixture(scope="module")
def given(five_reports):
    return list(Source(five_reports).quads())


@pytest.fixture(scope="module")
def as_rdflib_reads(given):
    return set(rdflib.Graph().parse(data=b"\n".join(lines(given, "ntriples")) + b"\n", format="nt"))


def lines(quads, format):
    kept = quads if format in WITH_GRAPHS else [Quad(*quad.triple) for quad in quads]
    return set(serialize(kept, format=RdfFormat.N_QUADS).splitlines())


def test_the_counts_are_those_of_a_plain_count(export, given):
    format, _, counts = export
    triples = {quad.triple for quad in given}
    by_predicate = [triple.predicate.value for triple in triples]
    assert (
        counts.claims
        == sum(t.predicate.value == RDF + "type" and t.object.value == CKG + "Claim" for t in triples)
        > 100
    )
    assert counts.evidences == by_predicate.count(CKG + "evidence") > 100
    assert counts.events == by_predicate.count(CKG + "claims") > 100
    assert counts.labels == sum(predicate in LABELS for predicate in by_predicate) > 100
    assert (counts.quads if format in WITH_GRAPHS else counts.triples) == len(lines(given, format))


def test_oxigraph_reads_the_same_to_the_letter(export, given):
    format, path, _ = export
    assert lines(list(parse(path=str(path), format=PARSED[format])), format) == lines(given, format)


@rdflib_warns
def test_rdflib_reads_the_same(export, given, as_rdflib_reads):
    format, path, _ = export
    read = rdflib.Dataset(default_union=True) if format in WITH_GRAPHS else rdflib.Graph()
    read.parse(path, format=RDFLIB[format])
    if format in WITH_GRAPHS:
        found = {(*map(str, quad[:3]), str(quad[3])) for quad in read.quads()}
        assert found == {(s.value, p.value, o.value, g.value) for s, p, o, g in given}
        return
    # Without blank nodes, isomorphic is equal.
    assert len(read) == len(lines(given, format))
    assert set(read) == as_rdflib_reads


@pytest.mark.slow
@needs_npm
def test_jsonld_js_and_n3_js_read_the_same_with_no_network(export, given):
    format, path, _ = export
    if format == "rdfxml":
        pytest.skip("neither reads RDF/XML")
    found = read_with_node(N3_JS.get(format, format), path)
    assert lines(found, format) == lines(given, format)


@pytest.mark.slow
@needs_npm
def test_the_reader_would_notice_a_call_to_the_network(tmp_path):
    path = tmp_path / "remote.jsonld"
    path.write_text('{"@context": "https://example.org/context.jsonld", "@id": "https://example.org/a"}')
    with pytest.raises(subprocess.CalledProcessError) as failed:
        read_with_node("jsonld", path)
    assert b"the network was asked for https://example.org/context.jsonld" in failed.value.stderr


CONFUSING = """<ckg:Claim> <type:x> <org:1> <urn:g> .
<id:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <Claim:b> <urn:g> .
<urn:s> <oa:exact> "one"^^<label:kind> <urn:g> .
<urn:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "a text" <urn:g> .
<urn:s> <https://w3id.org/conflict-kg/ontology#claims> "a text"@ar-Latn <urn:g> .
<urn:s> <https://w3id.org/conflict-kg/ontology#notBefore> "2014-02-30"^^<http://www.w3.org/2001/XMLSchema#date> <urn:h> .
<urn:s> <https://w3id.org/conflict-kg/ontology#notBefore> "2014"^^<http://www.w3.org/2001/XMLSchema#gYear> <urn:h> .
<urn:s> <https://w3id.org/conflict-kg/ontology#score> "01.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <urn:h> .
<urn:s> <https://w3id.org/conflict-kg/ontology#a'b(c)> <https://w3id.org/conflict-kg/ontology#x.y.> <urn:h> .
"""


@pytest.mark.slow
@needs_npm
@pytest.mark.parametrize("format", ["jsonld", *N3_JS])
def test_they_read_iris_that_begin_like_our_prefixes_and_values_of_other_kinds(format, tmp_path):
    (tmp_path / "in.nq").write_text(CONFUSING)
    export_file(Source(tmp_path / "in.nq"), format, tmp_path / "out")
    expected = lines(list(parse(CONFUSING, format=RdfFormat.N_QUADS)), format)
    assert lines(read_with_node(N3_JS.get(format, format), tmp_path / "out"), format) == expected


def read_with_node(format, path):
    done = subprocess.run(
        ["node", READER, PEERS, format, path], capture_output=True, check=True, env={"PATH": os.environ["PATH"]}
    )
    return list(Dataset(parse(done.stdout, format=RdfFormat.N_QUADS)))
