"""Validate graphs against SHACL shapes, and report what does not conform.

1. Shape files are read into plain data; what does not parse or is not well-formed is an error with its place, never a pass.
2. Two engines give the same results: `sparql` compiles shapes to SPARQL and asks an Oxigraph store; `pyshacl` is the
   reference, and takes over, shape by shape, what cannot be compiled.
3. The report counts the focus nodes that the shapes reach, which tells "conforms" and "nothing was checked" apart.

Non-conforming data is a result, not an exception. The data is never changed and nothing is inferred: classes are
looked up through the `rdfs:subClassOf` of the data and of the ontology that is given beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.validate.report import (
    SEVERITIES,
    Coverage,
    ValidationReport,
    Violation,
    format_coverage,
    format_report,
)

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple
    from rdflib import Graph

    Triples = Iterable[Quad | Triple] | Graph

__all__ = [
    "ENGINES",
    "GRAPHS",
    "SEVERITIES",
    "Coverage",
    "ValidationReport",
    "Violation",
    "format_coverage",
    "format_report",
    "load_shapes",
    "validate",
    "validate_graph",
]

ENGINES: Final = ("sparql", "pyshacl")
# What can be chosen of a store (see `kg.validate.inputs`).
GRAPHS: Final = ("documents", "consolidated", "registry", "ontology", "reasoned")


def load_shapes(paths: Iterable[Path]) -> tuple[Quad, ...]:
    """Return the triples of the files *paths*, shapes or an ontology in RDF; blank nodes of different files stay apart.

    Raises:
        UsageError: the suffix of a file names no format.
        InputError: a file is missing, unreadable or not in its format; the message has the file's name and the line.
    """
    from kg.formats.rdf import parse_rdf
    from kg.formats.suffixes import format_of

    return tuple(quad for path in paths for quad in parse_rdf(path, format_of(path)))


def validate_graph(
    data_graph: Triples,
    shapes_graph: Triples,
    ontology_graph: Triples | None = None,
    *,
    where: str = "shapes",
    engine: str = "sparql",
    focus: Sequence[str] = (),
    shapes: Sequence[str] = (),
    left: Callable[[str, str], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ValidationReport:
    """Validate *data_graph* against *shapes_graph*; each is an rdflib graph or triples of pyoxigraph.

    Graph names are left out: data in several graphs is their union. *engine* is one of ENGINES. Only the nodes of *focus* are
    checked, and only by the *shapes* with these IRIs, where they are given. *where* names the shapes in errors; *left* is told
    each shape that pySHACL has to check in place of `sparql`, and why; *progress* how many checks of how many are done.

    Raises:
        InputError: a shape is malformed or recursive, such as one without its path or with a query that does not parse.
        UsageError: *engine* is unknown, or *shapes* has an IRI that is no shape with a target.
    """
    from kg.validate.validation import Validation

    return Validation([data_graph], shapes_graph, ontology_graph, where, focus, shapes).run(engine, left, progress)


def validate(
    data: Sequence[Triples],
    shape_files: Sequence[Path],
    *,
    ontology: Sequence[Path] = (),
    engine: str = "sparql",
    focus: Sequence[str] = (),
    shapes: Sequence[str] = (),
    left: Callable[[str, str], None] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ValidationReport:
    """Validate the union of *data* against *shape_files*, by the classes of the *ontology* files; as `validate_graph`.

    Raises:
        InputError: a file is missing or not in its format, or a shape is malformed (the message names the shapes' files).
    """
    from kg.validate.validation import Validation

    where = ", ".join(map(str, shape_files)) or "shapes"
    made = Validation(data, load_shapes(shape_files), load_shapes(ontology), where, focus, shapes)
    return made.run(engine, left, progress)
