"""HermiT through owlready2: the only module that imports owlready2.

Turtle → sorted N-Triples in a temporary folder → an owlready2 World of its own → HermiT. owlready2 reports a missing
Java, a crash and an inconsistency in similar ways; here each becomes an answer or an error of its own.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.errors import InputError, KgError
from kg.namespaces import OWL

__all__ = ["classify"]

IMPORTS = OWL + "imports"


def classify(paths: Sequence[Path]) -> tuple[bool, tuple[str, ...]]:
    """Return whether the union of *paths* is consistent, and the IRIs of its unsatisfiable classes, sorted."""
    triples = sorted({line for path in paths for line in _ntriples(path)})
    if shutil.which(_java()) is None:
        raise KgError("java", "not found, and HermiT needs it", "install a Java runtime (8 or later) on PATH")
    with tempfile.TemporaryDirectory() as folder:
        merged = Path(folder) / "merged.nt"
        merged.write_text("".join(triples), encoding="utf-8")
        return _run(merged, ", ".join(path.name for path in paths))


def _java() -> str:
    import owlready2

    return str(owlready2.JAVA_EXE)


def _ntriples(path: Path) -> Iterable[str]:
    import pyoxigraph

    try:
        triples = list(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))
    except FileNotFoundError as error:
        raise InputError(path, "no such file", "the path of a Turtle file") from error
    except (SyntaxError, OSError) as error:
        raise InputError(path, f"not read as Turtle: {error}", "an ontology in Turtle") from error
    if not triples:
        raise InputError(path, "holds no triples", "an ontology in Turtle")
    return [f"{t.triple} .\n" for t in triples if t.predicate.value != IMPORTS]


def _run(merged: Path, name: str) -> tuple[bool, tuple[str, ...]]:
    import owlready2

    world = owlready2.World()
    try:
        world.get_ontology(merged.as_uri()).load()
        owlready2.sync_reasoner_hermit(world, debug=0)
        return True, _unsatisfiable(world)
    except owlready2.OwlReadyInconsistentOntologyError:
        return False, ()
    except owlready2.OwlReadyJavaError as error:
        raise KgError(name, f"HermiT failed: {_cause(error)}", "axioms that stay within OWL 2 DL") from error
    finally:
        world.close()


def _cause(error: Exception) -> str:
    """Return the line of HermiT's stack trace that says what is wrong."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return next((line for line in lines if "Exception" in line or "Error" in line), lines[-1] if lines else "no output")


def _unsatisfiable(world: Any) -> tuple[str, ...]:
    return tuple(sorted(str(c.iri) for c in world.inconsistent_classes() if not c.iri.startswith(OWL)))
