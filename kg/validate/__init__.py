"""Validate graphs against SHACL shapes, and report what does not conform.

1. `load_shapes` reads shape files into one graph; a file that does not parse is an error with its line, never a pass.
2. `validate_graph` asks the engine (pySHACL, the reference) and returns a `ValidationReport`.
3. The report counts the focus nodes that the shapes reached, which tells "conforms" and "nothing was checked" apart.

Non-conforming data is a result, not an exception. The data is never changed and nothing is inferred: classes are
looked up through the `rdfs:subClassOf` of the data and of the ontology that is given beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.validate.report import SEVERITIES, ValidationReport, Violation, format_report

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple
    from rdflib import Graph

__all__ = [
    "SEVERITIES",
    "ValidationReport",
    "Violation",
    "format_report",
    "load_shapes",
    "validate",
    "validate_graph",
]


def load_shapes(paths: Iterable[Path]) -> Graph:
    """Read the Turtle shape files *paths* into one rdflib graph; no paths give an empty graph.

    Raises:
        InputError: a file is missing, unreadable or no Turtle; the message has the file's name and the line.
    """
    from kg.validate.graphs import read_turtle

    return read_turtle(paths)


def validate_graph(
    data_graph: Graph, shapes_graph: Graph, ontology_graph: Graph | None = None, *, where: str = "shapes"
) -> ValidationReport:
    """Validate *data_graph* (an rdflib Dataset counts as the union of its graphs) against *shapes_graph*.

    *where* names the shapes in errors.

    Raises:
        InputError: a shape is malformed, such as one without its path or with a SPARQL query that does not parse.
    """
    from kg.validate.pyshacl_engine import run

    return run(data_graph, shapes_graph, ontology_graph, where)


def validate(
    data: Sequence[Iterable[Quad | Triple] | Graph], shapes: Sequence[Path], *, ontology: Sequence[Path] = ()
) -> ValidationReport:
    """Validate the union of *data* against the shape files *shapes*, by the classes of the *ontology* files.

    Each of *data* is an rdflib graph or an iterable of pyoxigraph quads or triples; graph names are left out.

    Raises:
        InputError: a file is missing or no Turtle, or a shape is malformed (the message names the shapes' files).
    """
    from kg.validate.graphs import union

    where = ", ".join(map(str, shapes)) or "shapes"
    return validate_graph(union(data), load_shapes(shapes), load_shapes(ontology), where=where)
