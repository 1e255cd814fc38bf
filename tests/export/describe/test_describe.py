"""A description is read by others, holds no blank node, says nothing that nobody has told, and is the same on every run."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyld import jsonld
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, VOID, XSD

from kg.cli import main
from kg.errors import UsageError
from kg.export.describe import About, describe
from kg.export.source import Source
from kg.namespaces import APACHE_LICENSE, CKG, DATA, RDFS, SPDX

from .conftest import EXAMPLE, written

pytestmark = pytest.mark.filterwarnings(
    r"ignore:(ConjunctiveGraph|Dataset\.\w+) is deprecated:DeprecationWarning"  # rdflib warns of itself
)
SHAPES = Path(__file__).parent / "shapes.ttl"
TOLD = {
    "title": "A title",
    "description": "What it is.",
    "license": "https://example.org/licence",
    "publisher": "The River Desk",
    "issued": "2026-11-22",
    "hosted_at": "https://example.org/data",
}


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture(scope="module")
def nquads(samples, tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "graph.nq"
    found = CliRunner().invoke(main, ["export", "--store", str(samples), "-o", str(path)])
    assert found.exit_code == 0, found.output
    return path


@pytest.fixture(scope="module")
def described(samples, nquads):
    return describe(Source(samples), {"nquads": nquads}, about=About(**TOLD))


def as_graph(description, format="turtle"):
    name = {"turtle": "turtle", "jsonld": "json-ld"}[format]
    return Graph().parse(data=description.as_bytes(format), format=name)


def dataset_of(graph):
    (node,) = graph.subjects(RDF.type, DCAT.Dataset)
    return node


@pytest.mark.parametrize("format", ["turtle", "jsonld"])
def test_it_conforms_to_what_dcat_and_void_ask(described, format, tmp_path):
    path = tmp_path / {"turtle": "void.ttl", "jsonld": "dcat.jsonld"}[format]
    path.write_bytes(described.as_bytes(format))
    found = CliRunner().invoke(main, ["validate", str(path), "--shapes", str(SHAPES)])
    assert found.exit_code == 0, found.output


def test_the_shapes_see_what_is_missing(described, tmp_path):
    path = tmp_path / "void.ttl"
    path.write_bytes(described.as_bytes().replace(b"\tdcat:byteSize ", b"\tdcat:byteSized "))
    found = CliRunner().invoke(main, ["validate", str(path), "--shapes", str(SHAPES)])
    assert found.exit_code == 1
    assert "byteSize" in found.output


def test_turtle_and_json_ld_say_the_same_without_blank_nodes(described):
    turtle, json_ld = as_graph(described), as_graph(described, "jsonld")
    assert not any(isinstance(term, BNode) for triple in turtle for term in triple)
    assert isomorphic(turtle, json_ld)
    assert len(turtle) == len(described.triples) > 1000


def test_json_ld_is_read_by_another_processor_without_network(described):
    def refuse(address, options):
        raise AssertionError(address)

    document = json.loads(described.as_bytes("jsonld"))
    nquads = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": refuse})
    assert isomorphic(Graph().parse(data=nquads, format="nt"), as_graph(described))


def test_what_is_told_is_there(described):
    graph = as_graph(described)
    node = dataset_of(graph)
    assert graph.value(node, DCTERMS.title) == Literal("A title")
    assert graph.value(node, DCTERMS.license) == URIRef("https://example.org/licence")
    assert graph.value(node, DCTERMS.issued) == Literal("2026-11-22", datatype=XSD.date)
    assert graph.value(graph.value(node, DCTERMS.publisher), FOAF.name) == Literal("The River Desk")
    assert described.missing == ()


def test_the_file_is_told_with_size_checksum_and_address(described, nquads):
    graph = as_graph(described)
    (file,) = graph.objects(None, DCAT.distribution)
    data = nquads.read_bytes()
    assert int(graph.value(file, DCAT.byteSize)) == len(data)
    checksum = graph.value(graph.value(file, URIRef(SPDX + "checksum")), URIRef(SPDX + "checksumValue"))
    assert str(checksum) == hashlib.sha256(data).hexdigest()
    assert graph.value(file, DCAT.downloadURL) == URIRef("https://example.org/data/graph.nq")
    assert str(graph.value(file, DCAT.mediaType)).endswith("/application/n-quads")


def test_the_dataset_is_named_by_its_content(described, nquads):
    node = dataset_of(as_graph(described))
    assert str(node) == f"{DATA}dataset/{hashlib.sha256(nquads.read_bytes()).hexdigest()[:24]}"


def test_counts_by_class_and_property_are_there(described):
    graph, ckg = as_graph(described), Namespace(CKG)
    (claims,) = graph.subjects(VOID["class"], ckg.Claim)
    (label,) = graph.subjects(VOID.property, URIRef(RDFS + "label"))
    assert int(graph.value(claims, VOID.entities)) == described.survey.classes[CKG + "Claim"] > 100
    assert int(graph.value(label, VOID.triples)) == described.survey.properties[RDFS + "label"]


def test_examples_are_a_claim_an_actor_an_event_and_a_document(samples, described):
    graph = as_graph(described)
    store = Source(samples).store
    kinds = []
    for example in graph.objects(dataset_of(graph), VOID.exampleResource):
        found = store.query(f"SELECT ?t {{ <{example}> a ?t }}", use_default_graph_as_union=True)
        kinds.append({row["t"].value.removeprefix(CKG) for row in found})
    assert len(kinds) == 4
    for kind in ("Claim", "Actor", "Incident", "Document"):
        assert any(kind in one for one in kinds), kind


def test_it_leads_to_the_documents_and_to_what_made_the_claims(described):
    graph = as_graph(described)
    node = dataset_of(graph)
    assert len(list(graph.objects(node, PROV.wasDerivedFrom))) == 5
    for activity in graph.objects(node, PROV.wasGeneratedBy):
        assert graph.value(activity, PROV.wasAssociatedWith)
        assert any("/lexicon/" in str(used) for used in graph.objects(activity, PROV.used))
    assert any("/ontology/" in str(item) for item in graph.objects(node, DCTERMS.references))


def test_nothing_is_made_up(tmp_path):
    """Data that is nobody's sample has no licence, publisher or day; what is not there is named."""
    node = NamedNode(EXAMPLE + "a")
    description = describe(written(tmp_path, [Quad(node, node, node)]))
    graph = as_graph(description)
    assert description.missing == ("license", "publisher", "issued")
    told = (
        DCTERMS.license,
        DCTERMS.publisher,
        DCTERMS.issued,
        DCTERMS.conformsTo,
        DCTERMS.rights,
        DCAT.distribution,
        VOID.uriSpace,
    )
    assert [term for term in told if graph.value(dataset_of(graph), term)] == []


def test_the_sample_reports_alone_have_the_projects_licence(samples, tmp_path):
    assert describe(Source(samples)).dataset.about.license == APACHE_LICENSE
    assert describe(unlike_the_samples(samples, tmp_path)).dataset.about.license is None


def unlike_the_samples(samples, tmp_path):
    """The sample reports as if they were somebody else's."""
    sha256 = NamedNode(CKG + "sha256")
    return written(
        tmp_path,
        [
            quad
            if quad.predicate != sha256
            else Quad(quad.subject, sha256, type(quad.object)("0" * 64), quad.graph_name)
            for quad in Source(samples).quads()
        ],
    )


def test_it_conforms_to_the_shapes_only_where_it_was_checked(samples, tmp_path):
    def conforms(source, **options):
        graph = as_graph(describe(source, **options))
        return {str(iri).rpartition("/")[2] for iri in graph.objects(dataset_of(graph), DCTERMS.conformsTo)}

    assert conforms(Source(samples)) == set()
    assert conforms(Source(samples), validate=True) >= {"claim", "document", "event", "consistency"}
    broken = [q for q in Source(samples).quads() if q.predicate.value != CKG + "factuality"]
    assert conforms(written(tmp_path, broken), validate=True) == set()


@pytest.mark.parametrize(("broken", "code", "told"), [(False, 0, "conforms, "), (True, 1, "does not conform: ")])
def test_the_command_says_what_came_of_the_check(samples, tmp_path, broken, code, told):
    quads = [q for q in Source(samples).quads() if not (broken and q.predicate.value == CKG + "factuality")]
    data = ["export", "--data", str(written(tmp_path, quads).path), "--issued", "2026-11-22", "--validate"]
    release = ["--release", str(tmp_path / "r"), "--format", "nquads"]
    for target in (release, ["-o", str(tmp_path / "g.nq"), "--describe", str(tmp_path / "void.ttl")]):
        found = CliRunner().invoke(main, [*data, *target])
        assert (found.exit_code, f"checked against the shapes: {told}" in found.stderr) == (code, True), found.output
    assert f"- Checked against the shapes: {told}" in (tmp_path / "r/README.md").read_text()


def test_what_a_licence_does_not_reach_is_said(samples, tmp_path):
    def rights(source):
        graph = as_graph(describe(source, about=About(license="https://example.org/l")))
        return [str(text) for text in graph.objects(dataset_of(graph), DCTERMS.rights)]

    assert rights(Source(samples)) == []
    (ontology,) = rights(Source(samples, ontology=True))
    assert "by/4.0" in ontology
    assert "by-sa/4.0" in ontology
    (words,) = rights(unlike_the_samples(samples, tmp_path))
    assert "quotes" in words


def test_a_file_with_one_graph_does_not_tell_what_is_inferred(samples, tmp_path):
    told = {}
    for name in ("turtle", "trig", "turtle12"):
        (tmp_path / name).write_bytes(b"x")
        graph = as_graph(describe(Source(samples), {name: tmp_path / name}))
        told[name] = graph.value(graph.value(None, RDF.type, DCAT.Distribution), DCTERMS.description)
    inferred = sum(str(q.graph_name.value).endswith("/graph/inferred") for q in Source(samples).quads())
    sentence = Literal(f"It leaves out: which {inferred} triples are inferred")
    assert told == {"turtle": sentence, "trig": None, "turtle12": sentence}


def test_what_a_writer_leaves_out_of_this_source_is_described(samples, tmp_path):
    file, target = tmp_path / "map.geojson", tmp_path / "void.ttl"
    found = exporting(samples, "-o", file, "--allow-loss", "--describe", target)
    assert "claims stand on no map" in found.stderr
    graph = Graph().parse(target)
    told = graph.value(graph.value(None, RDF.type, DCAT.Distribution), DCTERMS.description)
    assert re.search(r"; \d+ places have no coordinates, and \d+ claims stand on no map$", told)


def test_the_day_comes_from_the_epoch_where_none_is_told(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert About().issued == "1970-01-02"
    assert About(issued="2026-11-22").issued == "2026-11-22"


@pytest.mark.parametrize("seconds", ["tomorrow", "1e9", "9" * 30, "-" + "9" * 18, "１２x"])
def test_a_malformed_epoch_is_one_line(monkeypatch, seconds):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
    with pytest.raises(UsageError, match=r"^SOURCE_DATE_EPOCH: is .*; seconds since 1970$"):
        About()


@pytest.mark.parametrize("day", ["", "today", "2026-13-01", "2026-02-30", "20261122", "2026-W47-7", "2026-11-22T00:00:00Z", "٢٠٢٦-١١-٢٢", "2026-11-22\n"])  # fmt: skip
def test_a_malformed_day_is_one_line(day):
    with pytest.raises(UsageError, match=r"\A--issued: [^\n]*\Z"):
        About(issued=day)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("license", "CC BY 4.0"),
        ("license", "https://example.org/a> <b"),
        ("license", "javascript alert"),
        ("hosted_at", "example.org"),
        ("hosted_at", "https://example.org/?a"),
        ("hosted_at", "file:///tmp"),
        ("hosted_at", "https://example.org/a b"),
        ("title", ""),
        ("title", " "),
        ("title", "two\nlines"),
        ("title", "\x00"),
        ("publisher", "\udce9"),
        ("description", "\x1b[31m"),
    ],
)
def test_what_cannot_be_told_is_refused_in_one_line(option, value):
    with pytest.raises(UsageError, match=rf"\A--{option.replace('_', '-')}: [^\n]*; [^\n]*\Z"):
        About(**{option: value})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip))
def test_a_hostile_title_comes_back_as_it_was(tmp_path, text):
    node = NamedNode(EXAMPLE + "a")
    description = describe(written(tmp_path, [Quad(node, node, node)]), about=About(title=text, publisher=text))
    for format in ("turtle", "jsonld"):
        graph = as_graph(description, format)
        assert str(graph.value(dataset_of(graph), DCTERMS.title)) == text


def test_blank_nodes_of_the_data_do_not_come_into_the_description(tmp_path):
    path = tmp_path / "data.ttl"
    path.write_text(
        "@prefix prov: <http://www.w3.org/ns/prov#> . @prefix ex: <http://example.org/> .\n"
        "ex:run a prov:Activity ; prov:used [ a prov:Entity ], ex:file . _:x a prov:Activity, [] ; ex:p ex:o .\n"
    )
    graph = as_graph(describe(Source(path)))
    assert not any(isinstance(term, BNode) for triple in graph for term in triple)
    assert (None, PROV.wasGeneratedBy, URIRef(EXAMPLE + "run")) in graph


def test_bytes_are_the_same_in_every_process(samples):
    program = (
        "import sys; from pathlib import Path; from kg.export.source import Source; from kg.export.describe import describe\n"
        "d = describe(Source(Path(sys.argv[1])))\n"
        "sys.stdout.buffer.write(d.as_bytes() + d.as_bytes('jsonld') + d.provenance())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(samples)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


def exporting(samples, *arguments):
    return CliRunner().invoke(main, ["export", "--store", str(samples), *map(str, arguments)])


@pytest.mark.parametrize("name", ["void.ttl", "dcat.jsonld"])
def test_the_command_describes_what_it_writes(samples, tmp_path, name):
    file, target = tmp_path / "graph.nq", tmp_path / name
    told = ["--issued", "2026-11-22", "--publisher", "The River Desk"]
    found = exporting(samples, "-o", file, "--describe", target, *told)
    assert (found.exit_code, found.stdout) == (0, ""), found.output
    graph = Graph().parse(target)
    assert str(dataset_of(graph)).endswith(hashlib.sha256(file.read_bytes()).hexdigest()[:24])
    assert int(graph.value(graph.value(None, RDF.type, DCAT.Distribution), DCAT.byteSize)) == file.stat().st_size


@pytest.mark.parametrize(
    "wrong",
    [
        ["--license", "mine"],
        ["--issued", "today"],
        ["--title", " "],
        ["--describe", "void.rdf"],
        ["--describe", "void"],
    ],
)
def test_nothing_is_written_where_something_is_told_wrongly(samples, tmp_path, wrong, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = exporting(samples, "-o", "graph.nq", "--describe", "void.ttl", *wrong)
    assert (found.exit_code, found.stdout, found.stderr.count("\n")) == (2, "", 1)
    assert list(tmp_path.iterdir()) == []


def test_an_export_writes_no_file_beside_unless_asked(samples, tmp_path):
    exporting(samples, "-o", tmp_path / "graph.nq")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.nq"]
