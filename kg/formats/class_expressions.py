"""Anonymous parts of an ontology as one line each, in the Manchester syntax of OWL 2 (W3C Note, 2012), IRIs in angle brackets.

SWRL rules are in the human readable syntax of SWRL (W3C Member Submission, 2004, section 2.2). What has no form in either is
written as its properties and values in square brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from kg.namespaces import OWL, RDF, RDFS, SWRL, XSD

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, NamedNode, Triple

__all__ = ["Expressions"]

JOINED: Final[Mapping[str, str]] = {OWL + "unionOf": " or ", OWL + "intersectionOf": " and "}
FILLED: Final[Mapping[str, str]] = {
    OWL + "someValuesFrom": "some",
    OWL + "allValuesFrom": "only",
    OWL + "hasValue": "value",
}
COUNTED: Final[Mapping[str, str]] = {
    OWL + "minCardinality": "min",
    OWL + "maxCardinality": "max",
    OWL + "cardinality": "exactly",
    OWL + "minQualifiedCardinality": "min",
    OWL + "maxQualifiedCardinality": "max",
    OWL + "qualifiedCardinality": "exactly",
}
FACETS: Final[Mapping[str, str]] = {
    XSD + "minInclusive": ">=",
    XSD + "maxInclusive": "<=",
    XSD + "minExclusive": ">",
    XSD + "maxExclusive": "<",
}
PREDICATES: Final = (SWRL + "classPredicate", SWRL + "propertyPredicate")
ARGUMENTS: Final = (SWRL + "argument1", SWRL + "argument2")


class Expressions:
    """The triples of a file, asked for what a blank node stands for."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._facts: dict[Any, dict[str, list[Any]]] = {}
        for triple in triples:
            self._facts.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)

    @staticmethod
    def is_blank(node: object) -> bool:
        """Tell whether *node* is a blank node."""
        from pyoxigraph import BlankNode

        return isinstance(node, BlankNode)

    def subjects(self, predicate: str, value: str) -> list[NamedNode | BlankNode]:
        """Return what has the IRI *value* for *predicate*, in order."""
        return [s for s, facts in self._facts.items() if any(o.value == value for o in facts.get(predicate, ()))]

    def objects(self, node: object, predicate: str) -> list[Any]:
        """Return the values of *predicate* on *node*, in order."""
        return self._facts.get(node, {}).get(predicate, [])

    def facts(self, node: object) -> Iterator[tuple[str, Any]]:
        """Return all predicates and values of *node*, in order."""
        for predicate, values in self._facts.get(node, {}).items():
            for value in values:
                yield predicate, value

    def items(self, node: object) -> list[Any]:
        """Return the items of an RDF list; a list that bites its own tail ends where it does."""
        found, seen = [], set()
        while node not in seen and (first := self.objects(node, RDF + "first")):
            seen.add(node)
            found.append(first[0])
            node = next(iter(self.objects(node, RDF + "rest")), None)
        return found

    def chain(self, node: object) -> str:
        """Return a property chain as one line."""
        return " o ".join(map(self.render, self.items(node)))

    def rule(self, node: object) -> str:
        """Return the SWRL rule *node* as one line, with its label if it has one."""
        label = next((f"{label.value}: " for label in self.objects(node, RDFS + "label")), "")
        body, head = (
            " ∧ ".join(self._atom(atom) for found in self.objects(node, SWRL + part) for atom in self.items(found))
            for part in ("body", "head")
        )
        return f"{label}{body} ⇒ {head}"

    def concluded(self, node: object) -> list[str]:
        """Return the IRIs of what the SWRL rule *node* concludes."""
        atoms = [atom for head in self.objects(node, SWRL + "head") for atom in self.items(head)]
        found = [term for atom in atoms for predicate in PREDICATES for term in self.objects(atom, predicate)]
        return [term.value for term in found if not self.is_blank(term)]

    def _atom(self, node: object) -> str:
        predicates = [
            self._part(term, frozenset()) for predicate in PREDICATES for term in self.objects(node, predicate)
        ]
        arguments = [self._argument(term) for predicate in ARGUMENTS for term in self.objects(node, predicate)]
        return f"{predicates[0]}({', '.join(arguments)})" if predicates else self.render(node)

    def _argument(self, term: Any) -> str:
        is_variable = any(kind.value == SWRL + "Variable" for kind in self.objects(term, RDF + "type"))
        return f"?{re.split(r'[#/:]', term.value)[-1]}" if is_variable else self.render(term)

    def render(self, node: Any, above: frozenset[Any] = frozenset()) -> str:
        """Return *node* as one line; a node inside itself is written as …."""
        from pyoxigraph import Literal, NamedNode

        if isinstance(node, NamedNode):
            return f"<{node.value}>"
        if isinstance(node, Literal):
            return str(node) if node.language else f'"{node.value}"'
        if node in above:
            return "…"
        inside = above | {node}
        return self._known_form(node, inside) or self._any_form(node, inside)

    def _known_form(self, node: Any, above: frozenset[Any]) -> str:
        facts = {predicate: values[0] for predicate, values in self._facts.get(node, {}).items()}
        if RDF + "first" in facts:
            return ", ".join(self.render(item, above) for item in self.items(node))
        for predicate, word in JOINED.items():
            if predicate in facts:
                return word.join(self._part(item, above) for item in self.items(facts[predicate]))
        if OWL + "oneOf" in facts:
            return "{" + ", ".join(self.render(item, above) for item in self.items(facts[OWL + "oneOf"])) + "}"
        if OWL + "complementOf" in facts:
            return f"not {self._part(facts[OWL + 'complementOf'], above)}"
        if OWL + "inverseOf" in facts:
            return f"inverse {self.render(facts[OWL + 'inverseOf'], above)}"
        if OWL + "onDatatype" in facts:
            return self._facets(facts, above)
        return self._restriction(facts, above) if OWL + "onProperty" in facts else ""

    def _restriction(self, facts: Mapping[str, Any], above: frozenset[Any]) -> str:
        on = self._part(facts[OWL + "onProperty"], above)
        for predicate, word in FILLED.items():
            if predicate in facts:
                return f"{on} {word} {self._part(facts[predicate], above)}"
        for predicate, word in COUNTED.items():
            if predicate in facts:
                filler = facts.get(OWL + "onClass", facts.get(OWL + "onDataRange"))
                of = f" {self._part(filler, above)}" if filler is not None else ""
                return f"{on} {word} {facts[predicate].value}{of}"
        return f"{on} Self" if OWL + "hasSelf" in facts else ""

    def _facets(self, facts: Mapping[str, Any], above: frozenset[Any]) -> str:
        bounds = [
            f"{FACETS.get(predicate, f'<{predicate}>')} {self.render(value, above)}"
            for facet in self.items(facts.get(OWL + "withRestrictions"))
            for predicate, value in self.facts(facet)
        ]
        return f"{self.render(facts[OWL + 'onDatatype'], above)}[{', '.join(bounds)}]"

    def _part(self, node: Any, above: frozenset[Any]) -> str:
        text = self.render(node, above)
        return f"({text})" if self.is_blank(node) and " " in text else text

    def _any_form(self, node: Any, above: frozenset[Any]) -> str:
        return (
            "[" + "; ".join(f"<{predicate}> {self.render(value, above)}" for predicate, value in self.facts(node)) + "]"
        )
