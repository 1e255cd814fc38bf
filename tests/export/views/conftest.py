"""Sources for the views: the sample reports, a country of nowhere with coordinates, and graphs whose every text is hostile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.export.counts import Counts
from kg.export.source import Source
from kg.export.table import EXPORT_FORMATS, Options
from kg.export.writing import compared
from kg.namespaces import CKG, DATA, DCTERMS, OA, PROV, RDF, RDFS, SKOS, XSD
from kg.pipeline import build
from kg.resources import seeds

TESTS = Path(__file__).parents[2]
# Invented: no such places, and a sea where they would lie.
REGISTRY = """
@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix : <https://example.org/nowhere/> .
:ner a ckg:PopulatedPlace, skos:Concept ; skos:prefLabel "Ner"@en ; dcterms:source "test" ; wgs84:lat 0.25 ; wgs84:long -20.5 .
:oruno a ckg:PopulatedPlace, skos:Concept ; skos:prefLabel "Oruno"@en ; dcterms:source "test" .
:red-front a ckg:ArmedGroup, skos:Concept ; skos:prefLabel "Red Front"@en ; dcterms:source "test" .
:coast-army a ckg:ArmedGroup, skos:Concept ; skos:prefLabel "Coast Army"@en ; dcterms:source "test" .
"""
REPORT = """Clashes in Ner

BEIRUT, March 3, 2014 (Evening Wire) - The Coast Army shelled Ner on 2 March 2014.

The Red Front denied that it had shelled Ner on 2 March 2014.

The Red Front plans to seize Ner.

The Red Front seized Oruno on 2 March 2014.
"""
Write = Callable[[str, Source], Path]
Hostile = Callable[[Iterable[str]], Source]


@pytest.fixture(scope="session")
def seeds_source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    folder = tmp_path_factory.mktemp("views") / "store"
    build([seeds()], claims=TESTS / "gold" / "seeds.jsonl", store=folder)
    return Source(folder)


@pytest.fixture(scope="session")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Source:
    folder = tmp_path_factory.mktemp("nowhere")
    (folder / "registry.ttl").write_text(REGISTRY, encoding="utf-8")
    (folder / "ner.txt").write_text(REPORT, encoding="utf-8")
    build([folder / "ner.txt"], registry=[folder / "registry.ttl"], store=folder / "store")
    return Source(folder / "store")


@pytest.fixture(scope="session")
def write(tmp_path_factory: pytest.TempPathFactory) -> Write:
    def written(name: str, source: Source, **options: Any) -> Path:
        row = EXPORT_FORMATS[name]
        path = tmp_path_factory.mktemp(name) / f"export{row.suffix}"
        if row.folder:
            path.mkdir()
            called(row.writer)(source, path, Options(**options))
            return path
        with path.open("wb") as out:
            called(row.writer)(source, out, Options(**options))
        return path

    return written


@pytest.fixture(scope="session")
def count() -> Callable[[str, Source, Path], tuple[Counts, str]]:
    """What is found of a source in the file of a view, as an export counts it, and in words what it lacks."""
    return lambda name, source, path: compared(EXPORT_FORMATS[name], source, path)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    def source(texts: Iterable[str]) -> Source:
        path = tmp_path_factory.mktemp("hostile") / "graph.nq"
        quads = [quad for number, text in enumerate(texts) for quad in claim_quads(number, text)]
        path.write_bytes(serialize(quads, format=RdfFormat.N_QUADS) or b"")
        return Source(path)

    return source


def called(name: str) -> Callable[..., Any]:
    module, _, function = name.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def claim_quads(number: int, text: str) -> list[Quad]:
    """A denied attack in a document of its own, where every text is *text*."""
    here = f"{DATA}document/d{number}"
    graph = NamedNode(f"{DATA}graph/document/d{number}")
    claim, content, actor, place = (
        f"{DATA}claim/{number}",
        f"{DATA}content/{number}",
        f"{here}/actor/a",
        f"{here}/place/p",
    )
    evidence, quantity = f"{here}/evidence/0-{len(text)}", f"{content}/quantity/1"
    natural = NamedNode(XSD + "nonNegativeInteger")
    rows: list[tuple[str, str, Any]] = [
        (here, RDF + "type", CKG + "Document"),
        (here, RDFS + "label", Literal(text)),
        (here, DCTERMS + "title", Literal(text)),
        (here, CKG + "fileName", Literal(text)),
        (f"{here}/paragraph/1", RDF + "type", CKG + "Paragraph"),
        (f"{here}/paragraph/1", CKG + "paragraphNumber", Literal("1", datatype=natural)),
        (claim, RDF + "type", CKG + "Claim"),
        (claim, CKG + "claims", content),
        (claim, CKG + "claimedBy", actor),
        (claim, CKG + "evidence", evidence),
        (claim, CKG + "factuality", CKG + "Denied"),
        (claim, CKG + "voice", CKG + "ReportVoice"),
        (claim, PROV + "wasDerivedFrom", f"{here}/paragraph/1"),
        (content, RDF + "type", CKG + "ReportedAttack"),
        (content, CKG + "eventType", "https://w3id.org/conflict-kg/event-type/Attack"),
        (content, CKG + "factuality", CKG + "Denied"),
        (content, CKG + "voice", CKG + "ReportVoice"),
        (content, CKG + "attacker", actor),
        (content, CKG + "location", place),
        (content, CKG + "instrument", Literal(text)),
        (content, CKG + "quantity", quantity),
        (quantity, RDF + "type", CKG + "Quantity"),
        (quantity, CKG + "quantityKind", Literal("killed")),
        (quantity, CKG + "quantityText", Literal(text)),
        (evidence, RDF + "type", OA + "SpecificResource"),
        (evidence, OA + "hasSource", here),
        (evidence, OA + "hasSelector", evidence + "/position"),
        (evidence, OA + "hasSelector", evidence + "/quote"),
        (evidence + "/position", RDF + "type", OA + "TextPositionSelector"),
        (evidence + "/position", OA + "start", Literal("0", datatype=natural)),
        (evidence + "/position", OA + "end", Literal(str(len(text)), datatype=natural)),
        (evidence + "/quote", RDF + "type", OA + "TextQuoteSelector"),
        (evidence + "/quote", OA + "exact", Literal(text)),
        (actor, RDF + "type", CKG + "ArmedGroup"),
        (actor, RDFS + "label", Literal(text)),
        (actor, SKOS + "altLabel", Literal(text, language="ar")),
        (place, RDF + "type", CKG + "PopulatedPlace"),
        (place, RDFS + "label", Literal(text)),
    ]
    return [Quad(NamedNode(s), NamedNode(p), NamedNode(o) if isinstance(o, str) else o, graph) for s, p, o in rows]
