from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.errors import InputError, UsageError
from kg.export import EXPORT_FORMATS
from kg.formats.rdf import exported, read_file, serialise
from kg.formats.suffixes import FORMATS, format_of
from kg.namespaces import CKG, ONTOLOGY, RDF, RDFS, XSD

ID = "https://w3id.org/conflict-kg/id/"
GOLDEN = Path(__file__).parents[1] / "golden" / "formats"
SUFFIX_OF = {name: row.suffix for name, row in EXPORT_FORMATS.items()}
RDFLIB = {
    "turtle": "turtle",
    "jsonld": "json-ld",
    "ntriples": "nt",
    "rdfxml": "xml",
    "trig": "trig",
    "nquads": "nquads",
}
RDFLIB_WARNS_OF_ITSELF = pytest.mark.filterwarnings(
    r"ignore:(ConjunctiveGraph|Dataset\.\w+) is deprecated:DeprecationWarning"
)


def sample():
    def literal(text, kind):
        return Literal(text, datatype=NamedNode(XSD + kind))

    rows = [
        ("claim/1", RDF + "type", NamedNode(CKG + "Claim")),
        ("claim/1", CKG + "claims", NamedNode(ID + "content/1")),
        ("content/1", CKG + "rank", Literal('leader of "the\n\tNorth" \\ é 😀')),
        ("content/1", CKG + "notBefore", literal("2014-02-12", "date")),
        ("claim/2/quantity/1", CKG + "value", literal("0.8", "decimal")),
        ("claim/2/position", "http://www.w3.org/ns/oa#start", literal("12", "nonNegativeInteger")),
        ("place/x", RDFS + "label", Literal("Ḥamra", language="ar-Latn")),
        ("place/x", RDFS + "label", Literal("x")),
    ]
    documents = [
        Quad(NamedNode(ID + s), NamedNode(p), o, NamedNode(ID + "graph/document/" + s[-1])) for s, p, o in rows
    ]
    world = Quad(
        NamedNode(ID + "claim/1"),
        NamedNode(CKG + "contradicts"),
        NamedNode(ID + "claim/2"),
        NamedNode(ID + "graph/world"),
    )
    return [*documents, world]


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_quads_in_any_order_give_the_same_bytes(format):
    quads = sample()
    expected = serialise(quads, format)
    for seed in range(3):
        random.Random(seed).shuffle(quads)
        assert serialise(quads, format) == expected


@pytest.mark.parametrize("format", FORMATS)
def test_the_bytes_are_those_of_the_golden_file(format, request):
    quads = [*read_file(GOLDEN / "sample.nq")][::-1]
    path = GOLDEN / f"sample{SUFFIX_OF[format]}"
    if request.config.getoption("--update-golden"):
        path.write_bytes(serialise(quads, format))
    assert serialise(quads, format).decode() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("format", FORMATS)
def test_the_bytes_do_not_hang_on_the_process(format, tmp_path):
    (tmp_path / "quads.nq").write_bytes(serialise(sample()))
    program = (
        "import sys; from pathlib import Path; from kg.formats.rdf import read_file, serialise; "
        f"sys.stdout.buffer.write(serialise(read_file(Path('quads.nq')), {format!r}))"
    )
    root = str(Path(__file__).resolve().parents[2])
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": root},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {serialise(sample(), format)}


@RDFLIB_WARNS_OF_ITSELF
@pytest.mark.parametrize("format", ["turtle", "jsonld", "ntriples", "rdfxml"])
def test_rdflib_reads_the_same_triples_that_were_written(format):
    graph = Graph().parse(data=serialise(sample(), format), format=RDFLIB[format])
    expected = Graph().parse(data=serialise(sample(), "ntriples"), format="nt")
    assert len(graph) == len(sample())
    assert isomorphic(graph, expected)


@RDFLIB_WARNS_OF_ITSELF
@pytest.mark.parametrize("format", ["trig", "nquads"])
def test_rdflib_reads_the_same_quads_that_were_written(format):
    dataset = Dataset()
    dataset.parse(data=serialise(sample(), format), format=RDFLIB[format])
    assert sum(1 for _ in dataset.quads()) == len(sample())


@pytest.mark.parametrize("format", FORMATS)
def test_oxigraph_reads_the_same_triples_that_were_written(format):
    names = {"jsonld": "JSON_LD", "ntriples": "N_TRIPLES", "nquads": "N_QUADS", "rdfxml": "RDF_XML"}
    back = parse(serialise(sample(), format), format=getattr(RdfFormat, names.get(format, format.upper())))
    assert {quad.triple for quad in back} == {quad.triple for quad in sample()}


def test_json_ld_is_compact_and_carries_its_context():
    text = serialise(sample(), "jsonld").decode()
    assert text.index('"@context": {') < text.index('"@graph"')
    assert '"type": "Claim"' in text


def test_n_quads_are_sorted_lines_each_once():
    lines = serialise([*sample(), *sample()]).split(b"\n")
    assert lines[-1] == b""
    assert lines[:-1] == sorted(set(lines[:-1]))


def test_nothing_gives_a_valid_empty_file():
    assert serialise([]) == b""
    for format in FORMATS:
        serialise([], format)


def test_the_ontology_is_not_exported():
    a = NamedNode(ID + "a")
    quads = [Quad(a, a, a, NamedNode(name)) for name in (ID + "graph/registry", ID + "graph/inferred", ONTOLOGY)]
    assert list(exported(quads)) == quads[:2]


def test_an_unknown_format_or_suffix_is_refused():
    with pytest.raises(UsageError, match="one of: turtle"):
        serialise([], "n3")
    with pytest.raises(UsageError, match=r"names no RDF format; one of: \.ttl .*\.xml$"):
        format_of("graph.txt")


def test_a_broken_file_is_refused_with_its_line(tmp_path):
    path = tmp_path / "broken.ttl"
    path.write_text("<https://example.org/a> a <https://example.org/B> .\nnonsense\n")
    with pytest.raises(InputError, match=r"broken\.ttl:2: is no Turtle"):
        read_file(path)
    path.write_text("")
    with pytest.raises(InputError, match="holds no triple"):
        read_file(path)
    with pytest.raises(InputError, match="No such file"):
        read_file(tmp_path / "missing.ttl")
