"""Compiles OWL axioms into rules, after OWL 2 RL (OWL 2 Profiles, §4.3): one rule for each axiom instead of one for all.

What the profile leaves out is left out here: nothing concludes that something exists, nor what else there is. Beyond it go
bounds of numbers, and defined classes in either direction as far as a rule can tell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Final

from kg.namespaces import OWL, RDFS, XSD
from kg.reason.axioms import TYPE, Axioms, bracketed
from kg.reason.expressions import expression_rules
from kg.reason.rules import Rule, Triple
from kg.reason.swrl import swrl_rules

__all__ = ["compile_rules"]

SAME, DIFFERENT = bracketed(OWL + "sameAs"), bracketed(OWL + "differentFrom")
X, Y, Z = "?x", "?y", "?z"
CHARACTERISTICS: Final[dict[str, Callable[[str], Rule]]] = {
    "SymmetricProperty": lambda p: Rule("prp-symp", ((X, p, Y),), ((Y, p, X),)),
    "TransitiveProperty": lambda p: Rule("prp-trp", ((X, p, Y), (Y, p, Z)), ((X, p, Z),)),
    "IrreflexiveProperty": lambda p: Rule("prp-irp", ((X, p, X),), ()),
    "AsymmetricProperty": lambda p: Rule("prp-asyp", ((X, p, Y), (Y, p, X)), ()),
    "FunctionalProperty": lambda p: Rule("prp-fp", ((X, p, Y), (X, p, Z)), ((Y, SAME, Z),), distinct=((Y, Z),)),
    "InverseFunctionalProperty": lambda p: Rule("prp-ifp", ((Y, p, X), (Z, p, X)), ((Y, SAME, Z),), distinct=((Y, Z),)),
}


def compile_rules(ontology: Iterable[Triple]) -> tuple[tuple[Rule, ...], tuple[Triple, ...]]:
    """Return the rules of an ontology, and the triples that it adds to every graph (who is different from whom).

    Functional data properties make no rule: two literals are never one thing, and SHACL says so better.
    """
    axioms = Axioms(ontology)
    rules = (*_class_axioms(axioms), *_property_axioms(axioms), *_keys(axioms), *expression_rules(axioms))
    facts = tuple(dict.fromkeys((*_listed(axioms), *_different(axioms))))
    return (*dict.fromkeys((*rules, *swrl_rules(axioms), *_equality())),), facts


def _equality() -> Iterator[Rule]:
    yield Rule("eq-sym", ((X, SAME, Y),), ((Y, SAME, X),))
    yield Rule("eq-trans", ((X, SAME, Y), (Y, SAME, Z)), ((X, SAME, Z),))
    yield Rule("eq-diff1", ((X, SAME, Y), (X, DIFFERENT, Y)), ())


def _class_axioms(axioms: Axioms) -> Iterator[Rule]:
    for below, above in axioms.pairs(bracketed(RDFS + "subClassOf")):
        yield Rule("cax-sco", ((X, TYPE, below),), ((X, TYPE, above),))
    for one, other in axioms.pairs(bracketed(OWL + "equivalentClass")):
        yield Rule("cax-eqc", ((X, TYPE, one),), ((X, TYPE, other),))
        yield Rule("cax-eqc", ((X, TYPE, other),), ((X, TYPE, one),))
    for one, other in axioms.pairs(bracketed(OWL + "disjointWith")):
        yield Rule("cax-dw", ((X, TYPE, one), (X, TYPE, other)), ())
    for node in axioms.instances(bracketed(OWL + "AllDisjointClasses")):
        yield from _exclusive(axioms, axioms.value(node, bracketed(OWL + "members")))
    for union, members in axioms.pairs(bracketed(OWL + "disjointUnionOf")):
        yield from _exclusive(axioms, members)
        for member in axioms.members(members):
            yield Rule("cls-uni", ((X, TYPE, member),), ((X, TYPE, union),))
    yield Rule("cls-nothing", ((X, TYPE, bracketed(OWL + "Nothing")),), ())


def _exclusive(axioms: Axioms, members: str | None) -> Iterator[Rule]:
    for one, other in combinations(axioms.members(members) if members else (), 2):
        yield Rule("cax-dw", ((X, TYPE, one), (X, TYPE, other)), ())


def _property_axioms(axioms: Axioms) -> Iterator[Rule]:
    for below, above in axioms.pairs(bracketed(RDFS + "subPropertyOf")):
        yield Rule("prp-spo1", (axioms.atom(X, below, Y),), (axioms.atom(X, above, Y),))
    for one, other in axioms.pairs(bracketed(OWL + "equivalentProperty")):
        yield Rule("prp-eqp", ((X, one, Y),), ((X, other, Y),))
        yield Rule("prp-eqp", ((X, other, Y),), ((X, one, Y),))
    for prop, kind in axioms.pairs(bracketed(RDFS + "domain")):
        yield Rule("prp-dom", ((X, prop, Y),), ((X, TYPE, kind),))
    for prop, kind in axioms.pairs(bracketed(RDFS + "range")):
        if not _is_datatype(axioms, kind):
            yield Rule("prp-rng", ((X, prop, Y),), ((Y, TYPE, kind),))
    for one, other in axioms.pairs(bracketed(OWL + "inverseOf")):
        if not one.startswith("_:"):
            yield Rule("prp-inv", ((X, one, Y),), ((Y, other, X),))
            yield Rule("prp-inv", ((X, other, Y),), ((Y, one, X),))
    for one, other in axioms.pairs(bracketed(OWL + "propertyDisjointWith")):
        yield Rule("prp-pdw", ((X, one, Y), (X, other, Y)), ())
    for node in axioms.instances(bracketed(OWL + "AllDisjointProperties")):
        for head in axioms.values(node, bracketed(OWL + "members")):
            yield from (Rule("prp-pdw", ((X, a, Y), (X, b, Y)), ()) for a, b in combinations(axioms.members(head), 2))
    data = set(axioms.instances(bracketed(OWL + "DatatypeProperty")))
    for name, rule in CHARACTERISTICS.items():
        yield from (rule(prop) for prop in axioms.instances(bracketed(OWL + name)) if prop not in data)
    for prop, steps in axioms.pairs(bracketed(OWL + "propertyChainAxiom")):
        chain = list(axioms.members(steps))
        body = (axioms.atom(f"?x{n}", step, f"?x{n + 1}") for n, step in enumerate(chain))
        yield Rule("prp-spo2", tuple(body), (("?x0", prop, f"?x{len(chain)}"),))


def _keys(axioms: Axioms) -> Iterator[Rule]:
    for kind, keys in axioms.pairs(bracketed(OWL + "hasKey")):
        same = [
            (axioms.atom(X, key, f"?v{n}"), axioms.atom(Y, key, f"?v{n}")) for n, key in enumerate(axioms.members(keys))
        ]
        body = ((X, TYPE, kind), *(one for one, _ in same), *(other for _, other in same), (Y, TYPE, kind))
        yield Rule("prp-key", body, ((X, SAME, Y),), distinct=((X, Y),))


def _listed(axioms: Axioms) -> Iterator[Triple]:
    for kind, members in axioms.pairs(bracketed(OWL + "oneOf")):
        if not axioms.is_data_range(kind):
            yield from ((member, TYPE, kind) for member in axioms.members(members))


def _different(axioms: Axioms) -> Iterator[Triple]:
    for node in axioms.instances(bracketed(OWL + "AllDifferent")):
        for head in (
            *axioms.values(node, bracketed(OWL + "distinctMembers")),
            *axioms.values(node, bracketed(OWL + "members")),
        ):
            for one, other in combinations(axioms.members(head), 2):
                yield from ((one, DIFFERENT, other), (other, DIFFERENT, one))


def _is_datatype(axioms: Axioms, node: str) -> bool:
    return node.startswith(f"<{XSD}") or node == bracketed(RDFS + "Literal") or axioms.is_data_range(node)
