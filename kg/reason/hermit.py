"""HermiT through owlready2: the only module that imports owlready2.

Turtle → sorted N-Triples in a temporary folder → an owlready2 World of its own → HermiT. owlready2 reports a missing
Java, a crash and an inconsistency in similar ways; here each becomes an answer or an error of its own.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from kg.errors import KgError
from kg.namespaces import OWL
from kg.reason.rules import Triple
from kg.reason.terms import read_triples

__all__ = ["Inconsistent", "classify", "realise"]

INFERRED: Final = "https://w3id.org/conflict-kg/reasoned"


class Inconsistent(Exception):
    """There is no world in which all axioms are true."""


def classify(paths: Sequence[Path]) -> tuple[bool, tuple[str, ...]]:
    """Return whether the union of *paths* is consistent, and the IRIs of its unsatisfiable classes, sorted."""
    try:
        lines = {_line(triple) for triple in read_triples(paths)}
        with _reasoned(lines, ", ".join(path.name for path in paths)) as (world, _):
            return True, tuple(sorted(str(c.iri) for c in world.inconsistent_classes() if not c.iri.startswith(OWL)))
    except Inconsistent:
        return False, ()


def realise(triples: Iterable[Triple], name: str) -> tuple[Triple, ...]:
    """Return what HermiT infers of the named things of *triples*: their most special classes and their relations, sorted.

    What is given is left out, and so is which names are of one thing: HermiT does not tell. *name* stands in errors. Raises
    Inconsistent where there is no world in which all is so.
    """
    lines = {_line(triple) for triple in triples}
    with _reasoned(lines, name) as (world, inferred):
        rows = (row[:3] for row in inferred.graph._iter_triples() if all(isinstance(n, int) and n > 0 for n in row[:3]))
        found = {(_iri(world, s), _iri(world, p), _iri(world, o)) for s, p, o in rows}
        return tuple(sorted(row for row in found if _line(row) not in lines and not row[0].startswith(f"<{INFERRED}")))


def _line(triple: Triple) -> str:
    return " ".join(triple) + " .\n"


def _iri(world: Any, node: int) -> str:
    return f"<{world._unabbreviate(node)}>"


@contextmanager
def _reasoned(lines: Iterable[str], name: str) -> Iterator[tuple[Any, Any]]:
    """Give a world that HermiT has gone over, and the ontology in it that holds what it has inferred."""
    import owlready2

    if shutil.which(str(owlready2.JAVA_EXE)) is None:
        raise KgError("java", "not found, and HermiT needs it", "install a Java runtime (8 or later) on PATH")
    world = owlready2.World()
    with tempfile.TemporaryDirectory() as folder:
        merged = Path(folder) / "merged.nt"
        merged.write_text("".join(sorted(lines)), encoding="utf-8")
        try:
            world.get_ontology(merged.as_uri()).load()
            inferred = world.get_ontology(INFERRED)
            with inferred:
                owlready2.sync_reasoner_hermit(world, infer_property_values=True, debug=0)
            yield world, inferred
        except owlready2.OwlReadyInconsistentOntologyError as error:
            raise Inconsistent(name) from error
        except owlready2.OwlReadyOntologyParsingError as error:
            raise KgError(name, f"owlready2 cannot read it: {_cause(error)}", "literals of their datatypes") from error
        except owlready2.OwlReadyJavaError as error:
            raise KgError(name, f"HermiT failed: {_cause(error)}", "axioms that stay within OWL 2 DL") from error
        finally:
            world.close()


def _cause(error: Exception) -> str:
    """Return the line of HermiT's stack trace that says what is wrong."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return next((line for line in lines if "Exception" in line or "Error" in line), lines[-1] if lines else "no output")
