"""One run: a graph of a size, reasoned over by one engine, in a process of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from benchmarks.frame.memory import peak
from kg.namespaces import ONTOLOGY
from kg.reason import infer, ontology_triples
from kg.reason.rules import Triple
from kg.reason.terms import plain

__all__ = ["Run", "reason"]


@dataclass(frozen=True, slots=True)
class Run:
    """What an engine took for so many triples, how many it inferred, and the peak memory in MB."""

    engine: str
    triples: int
    seconds: float
    inferred: int
    megabytes: float


def reason(lines: Path, size: int, engine: str) -> Run:
    """Reason over the first *size* triples of the N-Quads in *lines*, those of the ontology aside."""
    quads = parse(path=lines, format=RdfFormat.N_QUADS)
    data = plain(islice((quad for quad in quads if quad.graph_name != NamedNode(ONTOLOGY)), size))
    began = time.perf_counter()
    inferred = len(infer(data).inferred) if engine == "rules" else _by_owlrl(data)
    seconds = time.perf_counter() - began
    return Run(engine, len(data), seconds, inferred, peak())


def _by_owlrl(data: list[Triple]) -> int:
    from owlrl import DeductiveClosure, OWLRL_Semantics
    from rdflib import Graph

    graph = Graph()
    graph.parse(data="".join(f"{' '.join(triple)} .\n" for triple in (*ontology_triples(), *data)), format="nt")
    before = len(graph)
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    return len(graph) - before
