"""One run: a graph of a size, reasoned over by one engine in a process of its own."""

from __future__ import annotations

import re
import resource
import time
from pathlib import Path

from kg.identifiers import graph_iri
from kg.namespaces import CKG, ONTOLOGY
from kg.pipeline import build
from kg.reason import infer, ontology_triples
from kg.reason.rules import Triple
from kg.reason.terms import plain

__all__ = ["row"]

CLAIMS = Path(__file__).parents[2] / "tests" / "gold" / "seeds.jsonl"
SHARED_GRAPHS = {f"<{ONTOLOGY}>", f"<{graph_iri('registry')}>"}
OWN = re.compile(r"/id/(document|claim|content|situation|incident|contradiction|statement|activity|evidence)/")
SHA256 = f"<{CKG}sha256>"


def row(size: int, engine: str) -> str:
    """Return a line of the table: triples, engine, seconds, inferred triples, peak memory in MB."""
    data = _graph(size)
    began = time.perf_counter()
    inferred = len(infer(data).inferred) if engine == "rules" else _by_owlrl(data)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{len(data):>10,} {engine:>8} {seconds:>8.1f} {inferred:>10,} {peak:>8,}"


def _graph(size: int) -> list[Triple]:
    quads = build(None, claims=CLAIMS, store=None).quads
    shared = plain(quad for quad in quads if str(quad.graph_name) == f"<{graph_iri('registry')}>")
    own = plain(quad for quad in quads if str(quad.graph_name) not in SHARED_GRAPHS)
    found = shared[:size]
    number = 0
    while len(found) < size:
        found += [_copied(triple, number) for triple in own[: size - len(found)]]
        number += 1
    return found


def _copied(triple: Triple, number: int) -> Triple:
    subject, predicate, value = (OWN.sub(lambda found: f"{found[0]}{number}-", term) for term in triple)
    # Two documents of the same bytes and name would be one, by their key.
    return subject, predicate, value.replace('"', f'"{number}', 1) if predicate == SHA256 else value


def _by_owlrl(data: list[Triple]) -> int:
    from owlrl import DeductiveClosure, OWLRL_Semantics
    from rdflib import Graph

    graph = Graph()
    graph.parse(data="".join(f"{' '.join(triple)} .\n" for triple in (*ontology_triples(), *data)), format="nt")
    before = len(graph)
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return len(graph) - before
