"""What a dataset is written with and held against: the ontology's version, and the shapes where it was checked and conforms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.export.source import Source
from kg.namespaces import ONTOLOGY, OWL, SHAPES
from kg.resources import ONTOLOGY_FILES, ontology_file, shapes

__all__ = ["NOT_CHECKED", "Conformance", "check_conformance", "ontology_versions"]


@dataclass(frozen=True, slots=True)
class Conformance:
    """What came of a check, in words, and the IRIs of the shapes that the data conforms to; *exit_code* as of `kg validate`."""

    told: str
    shapes: tuple[str, ...] = ()
    exit_code: int = 0


NOT_CHECKED = Conformance("not checked")


def check_conformance(source: Source) -> Conformance:
    """Check *source* against the bundled shapes; its triples are in memory meanwhile."""
    from kg.validate import validate

    report = validate([source.quads()], shapes(), ontology=[ontology_file(name) for name in ONTOLOGY_FILES])
    if not report.focus_nodes_checked:
        return Conformance("the shapes match nothing", exit_code=3)
    if not report.conforms:
        count = len(report.violations)
        return Conformance(f"does not conform: {count} result{'s' * (count != 1)} on {report.checked}", exit_code=1)
    files = tuple(f"{SHAPES.rstrip('#')}/{path.stem}" for path in shapes())
    return Conformance(f"conforms, {report.checked}", files)


@cache
def ontology_versions() -> tuple[str, ...]:
    """Return the IRI of the ontology's version, which data of ours is written with."""
    from kg.formats.rdf import parse_rdf

    return tuple(
        str(quad.object).strip("<>")
        for quad in parse_rdf(ontology_file(), "turtle")
        if quad.predicate.value == OWL + "versionIRI" and str(quad.subject) == f"<{ONTOLOGY}>"
    )
