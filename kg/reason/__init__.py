"""Ask reasoners about an ontology, and about a graph with it.

Two engines: HermiT for OWL 2 DL (`check_ontology`, `realise`), on the ontology and on slices, since it slows down badly with
thousands of individuals; and rules after OWL 2 RL (`infer`) for whole graphs. Both read definitions and SWRL rules besides the
ontology's own axioms; dates are annotations, which neither sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.reason.closure import Closure
    from kg.reason.rules import Triple

__all__ = ["OntologyReport", "check_ontology", "infer", "ontology_triples", "realise"]


@dataclass(frozen=True, slots=True)
class OntologyReport:
    """What the reasoner found: *unsatisfiable* lists class IRIs, sorted, and is empty where *consistent* is False.

    From an inconsistent ontology everything follows, so no class can be singled out there.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """True where the ontology is consistent and every class can have an instance."""
        return self.consistent and not self.unsatisfiable


def check_ontology(paths: Sequence[Path]) -> OntologyReport:
    """Check the union of the Turtle files *paths* with HermiT (OWL 2 DL, Motik et al. 2009, doi:10.1613/jair.2811).

    Nothing is imported or fetched: `owl:imports` are ignored. Annotations are left out of the reasoning.

    Raises:
        InputError: a file is missing, empty of triples or no Turtle.
        KgError: there is no Java to run HermiT with, or HermiT refuses the ontology (an axiom outside OWL 2 DL).
    """
    from kg.reason.hermit import classify

    return OntologyReport(*classify(paths))


def ontology_triples(paths: Iterable[Path] | None = None) -> tuple[Triple, ...]:
    """Return the triples of the Turtle files *paths* (default: the bundled ontology, its definitions and rules), sorted.

    Terms are written as N-Triples has them; blank nodes of different files stay apart. Raises InputError as `check_ontology`.
    """
    from kg.reason.terms import read_triples
    from kg.resources import AXIOM_FILES, ontology_file

    return read_triples(map(ontology_file, AXIOM_FILES) if paths is None else paths)


def infer(triples: Iterable[Triple], ontology: Iterable[Triple] | None = None, *, record: bool = False) -> Closure:
    """Return what follows from *triples* with the *ontology* (default: the bundled one) by rules after OWL 2 RL.

    With *record*, the result tells by which rule and from what each triple follows. What the ontology itself says of its
    individuals counts as given.
    """
    from kg.reason.closure import Closure
    from kg.reason.owl_rl import compile_rules

    axioms = ontology_triples() if ontology is None else tuple(ontology)
    rules, facts = compile_rules(axioms)
    closure = Closure(rules, record=record)
    closure.add((*facts, *axioms, *triples))
    return closure


def realise(triples: Iterable[Triple], name: str, ontology: Iterable[Triple] | None = None) -> tuple[Triple, ...]:
    """Return what HermiT infers of the named things of *triples*; *name* stands in errors.

    Raises `kg.reason.hermit.Inconsistent` where there is no world in which all is so, KgError where there is no Java.
    """
    from kg.reason.hermit import realise as run

    return run((*(ontology_triples() if ontology is None else ontology), *triples), name)
