"""Nanopublications before their checkers: the Java one (all claims of the sample reports) and the Python library."""

from __future__ import annotations

import re
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse, serialize

from kg.errors import UnwritableError
from kg.export.source import Source
from kg.export.views.trusty import PLACEHOLDER, artifact_code
from kg.namespaces import CKG, DCTERMS, NP, PROV, RDF

JARS = Path(__file__).parents[3] / "build/peers/nanopub"


def graphs(path: Path) -> dict[str, list[Quad]]:
    found: dict[str, list[Quad]] = {}
    for quad in parse(path=str(path), format=RdfFormat.TRIG):
        found.setdefault(str(quad.graph_name).strip("<>"), []).append(quad)
    return found


def pieces(path: Path) -> list[str]:
    header, *rest = re.split(r"\n\n", path.read_text(encoding="utf-8"))
    return [f"{header}\n{text}" for text in rest]


def test_each_claim_has_one_of_four_graphs_named_by_their_hash(nowhere: Source, write: Any) -> None:
    by_pub: dict[str, list[Quad]] = {}
    for name, quads in graphs(write("nanopub", nowhere)).items():
        by_pub.setdefault(name.partition("#")[0], []).extend(quads)
    assert len(by_pub) == nowhere.counts.claims
    for iri, quads in by_pub.items():
        assert len({quad.graph_name for quad in quads}) == 4
        code = iri.rpartition("/")[2]
        before = serialize(quads, format=RdfFormat.N_QUADS) or b""
        blanked = list(parse(before.replace(code.encode(), PLACEHOLDER.encode()), format=RdfFormat.N_QUADS))
        assert artifact_code(blanked) == code


def test_nothing_denied_or_intended_is_asserted_without_saying_so(nowhere: Source, write: Any) -> None:
    direct = {f"<{CKG}{name}>" for name in "hostileTo alliedWith controls memberOf ledBy affiliatedWith".split()}
    seen = set()
    for name, quads in graphs(write("nanopub", nowhere)).items():
        if name.endswith("#assertion"):
            told = {str(q.object) for q in quads if q.predicate.value == CKG + "factuality"}
            assert len(told) == 1
            seen |= told
            assert not direct & {str(q.predicate) for q in quads}
    assert {f"<{CKG}Denied>", f"<{CKG}Intended>", f"<{CKG}Asserted>"} <= seen


def test_what_is_asserted_stands_in_the_graph_letter_for_letter(seeds_source: Source, write: Any) -> None:
    own = {quad.triple for quad in seeds_source.quads()}
    for name, quads in graphs(write("nanopub", seeds_source)).items():
        if name.endswith("#assertion"):
            assert {quad.triple for quad in quads} <= own
        if name.endswith("#provenance"):
            about = name.replace("#provenance", "#assertion")
            of_claim = [q for q in quads if q.subject.value != about]
            assert {quad.triple for quad in of_claim} <= own
            names = {q.predicate.value for q in quads if q.subject.value == about}
            assert names >= {PROV + "wasDerivedFrom", PROV + "wasAttributedTo", PROV + "wasGeneratedBy"}


def test_an_assertion_is_the_softwares_and_what_it_says_the_speakers(nowhere: Source, write: Any) -> None:
    """That the Coast Army denies something is not what the Coast Army asserts; that it does is read by the software."""
    found = graphs(write("nanopub", nowhere))
    software = {q.subject for q in nowhere.quads() if q.object == NamedNode(PROV + "SoftwareAgent")}
    for name, quads in found.items():
        if name.endswith("#provenance"):
            assertion = NamedNode(name.replace("#provenance", "#assertion"))
            told = {q.object for q in quads if (q.subject, q.predicate.value) == (assertion, PROV + "wasAttributedTo")}
            assert told <= software
            assert len(told) == 1
        if name.endswith("#assertion"):
            assert CKG + "claimedBy" in {q.predicate.value for q in quads}


def test_licence_and_publisher_are_what_is_told_and_no_creator_is_made_up(nowhere: Source, write: Any) -> None:
    def told(**options: str) -> dict[str, set[str]]:
        rows = (
            q
            for name, quads in graphs(write("nanopub", nowhere, **options)).items()
            for q in quads
            if "#pubinfo" in name
        )
        found: dict[str, set[str]] = {}
        for quad in rows:
            found.setdefault(quad.predicate.value, set()).add(getattr(quad.object, "value", ""))
        return found

    plain = told()
    assert not {DCTERMS + name for name in ("license", "publisher", "creator", "created")} & set(plain)
    assert plain["http://purl.org/pav/createdWith"]
    full = told(license="https://example.org/l", publisher="The River Desk")
    assert full[DCTERMS + "license"] == {"https://example.org/l"}
    assert full["http://xmlns.com/foaf/0.1/name"] == {"The River Desk"}
    assert all(iri.endswith("#publisher") for iri in full[DCTERMS + "publisher"])
    assert told(publisher="https://example.org/desk")[DCTERMS + "publisher"] == {"https://example.org/desk"}
    assert DCTERMS + "creator" not in full


def test_the_day_of_making_is_told_or_left_out(nowhere: Source, write: Any) -> None:
    def created(path: Path) -> set[str]:
        quads = (quad for quads in graphs(path).values() for quad in quads)
        return {str(quad.object) for quad in quads if quad.predicate.value == DCTERMS + "created"}

    assert created(write("nanopub", nowhere)) == set()
    day = '"2024-05-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    assert created(write("nanopub", nowhere, issued="2024-05-01")) == {day}


def test_a_blank_node_is_refused(tmp_path: Path, write: Any) -> None:
    claim = NamedNode("https://example.org/claim/1")
    quads = [
        Quad(claim, NamedNode(RDF + "type"), NamedNode(CKG + "Claim")),
        Quad(claim, NamedNode(CKG + "claimedBy"), BlankNode("x")),
    ]
    (tmp_path / "b.nq").write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
    with pytest.raises(UnwritableError, match="cannot write a blank node"):
        write("nanopub", Source(tmp_path / "b.nq"))


def test_the_python_library_finds_each_valid_and_trusty(nowhere: Source, hostile: Any, write: Any) -> None:
    nanopub = pytest.importorskip("nanopub", reason="the library nanopub is not installed")
    rdflib = pytest.importorskip("rdflib")
    texts = ["a\\b", 'a "quote"', "two\nlines", "\u202eRTL", "=1", "\U0001f54a"]
    options = {"license": "https://example.org/l", "publisher": "The River Desk"}
    found = [text for source in (nowhere, hostile(texts)) for text in pieces(write("nanopub", source, **options))]
    assert len(found) == (nowhere.counts.claims or 0) + len(texts)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib's ConjunctiveGraph, which the library is built on
        for text in found:
            graph = rdflib.ConjunctiveGraph()
            graph.parse(data=text, format="trig")
            read = nanopub.Nanopub(rdf=graph)
            assert read.is_valid
            assert read.has_valid_trusty


def check(path: Path) -> str:
    java = shutil.which("java")
    if not java or not JARS.is_dir():
        pytest.skip("needs java, and the jars of org.nanopub in build/peers/nanopub (make test-all fetches them)")
    command = [java, "-cp", f"{JARS}/*", "org.nanopub.Run", "check", path]
    return subprocess.run(command, capture_output=True, text=True, timeout=300).stdout


@pytest.mark.slow
def test_the_java_checker_finds_every_claim_of_the_sample_reports_trusty(seeds_source: Source, write: Any) -> None:
    told = check(write("nanopub", seeds_source, issued="2024-05-01"))
    assert f"Summary: {seeds_source.counts.claims} trusty (without signature);" in told


@pytest.mark.slow
def test_the_java_checker_sees_a_letter_changed(nowhere: Source, write: Any, tmp_path: Path) -> None:
    text = write("nanopub", nowhere).read_text(encoding="utf-8")
    (tmp_path / "changed.trig").write_text(text.replace("ckg:Denied", "ckg:Asserted"), encoding="utf-8")
    assert "trusty (without signature)" in check(write("nanopub", nowhere))
    assert "BUT VERIFICATION FAILED" in check(tmp_path / "changed.trig")


def test_the_head_names_the_three_parts(nowhere: Source, write: Any) -> None:
    heads = [quads for name, quads in graphs(write("nanopub", nowhere)).items() if name.endswith("#Head")]
    for quads in heads:
        names = {q.predicate.value for q in quads}
        assert names == {RDF + "type", NP + "hasAssertion", NP + "hasProvenance", NP + "hasPublicationInfo"}
