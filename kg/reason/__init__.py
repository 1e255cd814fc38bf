"""Ask an OWL reasoner whether an ontology holds together.

`check_ontology` merges Turtle files and puts two questions to HermiT: is there a world in which all axioms are true
(consistency), and can every class have an instance (satisfiability). It is meant for the ontology and for small slices
of data: HermiT slows down badly with thousands of individuals. It derives no triples.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

__all__ = ["OntologyReport", "check_ontology"]


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
