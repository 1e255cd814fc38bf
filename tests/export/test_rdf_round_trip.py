"""Any graph through every RDF format and back: the same graph to the letter, and the same bytes in any order."""

from __future__ import annotations

import random
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    parse,
    serialize,
)

from kg.errors import UsageError
from kg.export.source import Source
from kg.export.writing import export_file
from kg.formats.suffixes import FORMATS
from kg.namespaces import CKG, OA, RDF, RDFS, SKOS, XSD

PARSED = {
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
}
WITH_GRAPHS = ("trig", "nquads")
# Schemes that are also prefixes or terms of our context, which no JSON-LD processor may take for one.
SPACES = (
    "http://example.org/", "https://example.org/a/../b#", "urn:x:", "ckg:", "org:", "id:", "type:", "oa://x/", "Claim:", "rdf:",
    "prov:prov:", CKG, CKG + "claim", OA, SKOS, RDF, "https://w3id.org/conflict-kg/id/claim/", "https://w3id.org/conflict-kg/event-type/",
)  # fmt: skip
KNOWN = (
    RDF + "type", RDF + "first", RDF + "rest", RDF + "li", RDF + "_1", RDF + "about", RDF + "Description", RDF + "value", RDFS + "label",
    SKOS + "altLabel", CKG + "claims", CKG + "score", CKG + "notBefore", OA + "start", OA + "exact",
)  # fmt: skip
KINDS = (
    XSD + "integer", XSD + "decimal", XSD + "double", XSD + "boolean", XSD + "date", XSD + "nonNegativeInteger", XSD + "anyURI",
    RDF + "XMLLiteral", RDF + "JSON", RDF + "HTML", "ckg:kind", "http://example.org/kind",
)  # fmt: skip
# Of the characters of IRIs below, those that begin a name of XML 1.0 (fifth edition).
NAME_STARTS = "A-Za-z_éß中٠\u200d😀"
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _named(text):
    try:
        return NamedNode(text)
    except ValueError:
        return None


tails = st.text(st.sampled_from("aZ09-._~:/?#@!$&'()*+,;=%éß中٠\u0301\u200d😀"), max_size=8)
iris = st.one_of(
    st.builds(lambda space, tail: _named(space + tail), st.sampled_from(SPACES), tails).filter(bool),
    st.sampled_from([NamedNode(iri) for iri in (*KNOWN, RDF + "nil", CKG + "Claim", CKG + "Asserted")]),
)
blanks = st.sampled_from([BlankNode(label) for label in ("a", "b", "0c", "d.e")])
texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.text(st.sampled_from("\"\\\n\r\t\b\f\x00\x7f\x85\u2028 _:<>@^.'&]"), max_size=8),
    st.sampled_from(
        ["01", "+1", "-0.50", ".5", "5.", "1e3", "true", "TRUE", "1", "", " ", "2014-02-30", "a> .", '"@en .', "]]>"]
    ),
)
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(
        lambda text, language: Literal(text, language=language), texts, st.sampled_from(["en", "ar-Latn", "zh-Hant-TW"])
    ),
    st.builds(
        lambda text, direction: Literal(text, language="ar", direction=direction),
        texts,
        st.sampled_from([BaseDirection.LTR, BaseDirection.RTL]),
    ),
    st.builds(lambda text, kind: Literal(text, datatype=NamedNode(kind)), texts, st.sampled_from(KINDS)),
)
predicates = st.one_of(st.sampled_from([NamedNode(iri) for iri in KNOWN]), iris)
graphs = st.one_of(st.just(DefaultGraph()), iris, blanks)
datasets = st.lists(
    st.builds(Quad, st.one_of(iris, blanks), predicates, st.one_of(iris, blanks, literals), graphs),
    min_size=1,
    max_size=12,
)


def canonical(quads, keep_graphs):
    """The quads under labels that do not hang on the file, as sorted lines: equal if and only if isomorphic."""
    dataset = Dataset(quads if keep_graphs else [Quad(*quad.triple) for quad in quads])
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(set(serialize(dataset, format=RdfFormat.N_QUADS).split(b"\n")))


def has_no_rdf_xml(quads):
    """Tell by a rule of its own whether RDF/XML has no place for a property or a character of *quads*."""
    reserved = {"RDF", "ID", "about", "bagID", "parseType", "resource", "nodeID", "datatype", "Description", "li"}
    for quad in quads:
        iri = quad.predicate.value
        name = re.search(f"[{NAME_STARTS}][{NAME_STARTS}0-9.\u0301-]*$", iri)
        if not name or (iri.startswith(RDF) and iri.removeprefix(RDF) in reserved):
            return True
        if isinstance(quad.object, Literal) and NOT_IN_XML.search(quad.object.value):
            return True
    return False


def exported(folder, quads, format):
    (folder / "in.nq").write_bytes(serialize(quads, format=RdfFormat.N_QUADS))
    export_file(Source(folder / "in.nq", ontology=True), format, folder / "out")
    return (folder / "out").read_bytes()


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=80, deadline=None)
@given(quads=datasets)
def test_any_graph_comes_back_the_same(format, quads):
    with TemporaryDirectory() as folder:
        try:
            data = exported(Path(folder), quads, format)
        except UsageError as error:
            assert format == "rdfxml" and "cannot write" in str(error)
            assert has_no_rdf_xml(quads)
            return
        assert format != "rdfxml" or not has_no_rdf_xml(quads)
        back = list(parse(data, format=PARSED[format]))
    assert canonical(back, format in WITH_GRAPHS) == canonical(quads, format in WITH_GRAPHS)


@pytest.mark.parametrize("format", [name for name in FORMATS if name != "rdfxml"])
@settings(max_examples=25, deadline=None)
@given(quads=datasets, seed=st.integers(0, 99))
def test_the_order_of_the_quads_changes_no_byte(format, quads, seed):
    shuffled = [*quads, *quads[:2]]
    random.Random(seed).shuffle(shuffled)
    with TemporaryDirectory() as folder:
        assert exported(Path(folder), quads, format) == exported(Path(folder), shuffled, format)


@pytest.mark.parametrize("format", FORMATS)
def test_a_base_direction_is_kept_as_the_format_says_it(format, tmp_path):
    told = Literal("\u0633", language="ar", direction=BaseDirection.RTL)
    given = Quad(NamedNode("urn:a"), NamedNode("http://example.org/p"), told)
    data = exported(tmp_path, [given], format)
    assert [quad.object for quad in parse(data, format=PARSED[format])] == [told]
    said = {"jsonld": b'"@direction": "rtl"', "rdfxml": b'its:dir="rtl"'}
    assert said.get(format, b'"\xd8\xb3"@ar--rtl') in data


@pytest.mark.parametrize(
    "value", ['"a\\u0001b"', '"a\\u0001b"@en', '"a\\u0001b"^^<http://example.org/kind>', '"\\uFFFE"']
)
def test_a_control_character_is_refused_in_rdf_xml_by_its_value(value, tmp_path):
    (tmp_path / "in.nt").write_text(f"<urn:a> <http://example.org/p> {value} .\n", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        export_file(Source(tmp_path / "in.nt"), "rdfxml", tmp_path / "out")
    told = str(refused.value)
    assert told.startswith("RDF/XML: cannot write the character U+") and told.count("\n") == 0
    assert f"in the text {value}; another format, such as turtle" in told
    assert not (tmp_path / "out").exists()
