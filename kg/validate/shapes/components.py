"""What SHACL-SPARQL adds to a shapes graph: queries with their prefixes, and constraint components made of queries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from pyoxigraph import Literal

from kg.errors import InputError
from kg.namespaces import OWL, SH
from kg.validate.shapes.model import Component, SparqlText, name_of
from kg.validate.shapes.paths import Objects

__all__ = ["read_components", "read_query", "variable_of"]

# The longest name without a colon at the end of an IRI (SHACL §1.1).
LOCAL_NAME: Final = re.compile(r"[^\W\d][\w.·-]*\Z")

Fault = Callable[[str, str], InputError]


def read_query(node: Any, form: str, objects: Objects, fault: Fault) -> SparqlText:
    """Return the query of a constraint, a validator or a target; *fault* makes the error where it has none, or several."""
    texts, messages = objects(node, SH + form), objects(node, SH + "message")
    if len(texts) != 1:
        raise fault(f"has {len(texts)} texts for sh:{form}", "one SPARQL query")
    for name, value in ((form, texts[0]), *(("message", message) for message in messages)):
        if not isinstance(value, Literal):
            raise fault(f"has sh:{name} {value}", "one string")
    return SparqlText(node, form, texts[0].value, _prefixes(node, objects, fault), tuple(messages))


def _prefixes(node: Any, objects: Objects, fault: Fault) -> dict[str, str]:
    """Return the prefixes that sh:prefixes leads to, through owl:imports (SHACL §5.2.1)."""
    found: dict[str, str] = {}
    waiting, seen = objects(node, SH + "prefixes"), set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        for declared in objects(one, SH + "declare"):
            for prefix in objects(declared, SH + "prefix"):
                for namespace in objects(declared, SH + "namespace"):
                    if found.setdefault(prefix.value, namespace.value) != namespace.value:
                        both = f"{found[prefix.value]} and {namespace.value}"
                        raise fault(
                            f"has the prefix {prefix.value}: twice, for {both}", "one namespace for each prefix"
                        )
        waiting += objects(one, OWL + "imports")
    return found


def variable_of(path: Any) -> str:
    """Return the name of the variable that a parameter with this path is bound to: its local name."""
    found = LOCAL_NAME.search(name_of(path))
    return found[0] if found else ""


def read_components(objects: Objects, subjects: Callable[[str], list[Any]], where: str) -> tuple[Component, ...]:
    """Return the SPARQL-based constraint components of a shapes graph, by IRI; raises InputError, which names *where*."""
    holders = {node for name in ("validator", "nodeValidator", "propertyValidator") for node in subjects(SH + name)}
    return tuple(_component(node, objects, where) for node in sorted(holders, key=str) if name_of(node))


def _component(node: Any, objects: Objects, where: str) -> Component:
    def fault(wrong: str, right: str) -> InputError:
        return InputError(where, f"{name_of(node)} {wrong}", right)

    parameters, optional = {}, set()
    for parameter in objects(node, SH + "parameter"):
        for path in objects(parameter, SH + "path"):
            name = variable_of(path)
            parameters[name] = name_of(path)
            if any(flag.value in ("true", "1") for flag in objects(parameter, SH + "optional")):
                optional.add(name)
    if not set(parameters) - optional:
        raise fault("has no parameter that must be there", "an sh:parameter without sh:optional")
    both = next(_validators(node, "validator", objects, fault), None)
    of_nodes = next(_validators(node, "nodeValidator", objects, fault), None)
    of_properties = next(_validators(node, "propertyValidator", objects, fault), None)
    return Component(node, parameters, frozenset(optional), of_nodes or both, of_properties or both)


def _validators(node: Any, name: str, objects: Objects, fault: Fault) -> Iterator[SparqlText]:
    of_component = tuple(objects(node, SH + "message"))
    for validator in objects(node, SH + name):
        form = "ask" if objects(validator, SH + "ask") else "select"
        if form == "ask" or objects(validator, SH + "select"):
            query = read_query(validator, form, objects, fault)
            yield replace(query, messages=query.messages or of_component)
