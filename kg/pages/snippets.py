"""A few statements as Turtle that is short to read: a prefix for each folder of IRIs, named for what it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.namespaces import PREFIXES, RDF, XSD

if TYPE_CHECKING:
    from pyoxigraph import Literal, NamedNode

__all__ = ["Statement", "turtle"]

UNSAID: Final = (RDF + "type", RDF + "langString", XSD + "string")  # Turtle writes these without their IRI
Statement: TypeAlias = "tuple[str, str, NamedNode | Literal]"


def turtle(statements: Iterable[Statement]) -> str:
    """Return *statements* as Turtle, subjects in the order of their first statement; each one once."""
    from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

    found = list(dict.fromkeys(statements))
    subjects = list(dict.fromkeys(subject for subject, _, _ in found))
    found.sort(key=lambda statement: subjects.index(statement[0]))
    triples = [Triple(NamedNode(s), NamedNode(p), o) for s, p, o in found]
    iris = [iri for s, p, o in found for iri in (s, p, *_iris(o)) if iri not in UNSAID]
    data = serialize(triples, format=RdfFormat.TURTLE, prefixes=_prefixes(iris)) or b""
    lines = data.decode().rstrip().split("\n")
    heads = sorted(line for line in lines if line.startswith("@prefix "))
    body = [line.replace("\t", "  ") for line in lines if not line.startswith("@prefix ")]
    return "\n".join([*heads, "", *body]) + "\n"


def _iris(term: NamedNode | Literal) -> list[str]:
    from pyoxigraph import NamedNode

    return [term.value if isinstance(term, NamedNode) else term.datatype.value]


def _prefixes(iris: Iterable[str]) -> dict[str, str]:
    """Return a prefix for each name space of *iris*: ours, else the last word of the name space, numbered where it is taken."""
    spaces = sorted({space for iri in iris if (space := _space(iri))})
    known = {space: prefix for prefix, space in PREFIXES.items()}
    prefixes = {known[space]: space for space in spaces if space in known}
    for space in spaces:
        if space not in known:
            word = re.sub(r"[^a-z]", "", re.split(r"[/#]", space.rstrip("/#"))[-1].lower()) or "n"
            numbers = (f"{word}{number or ''}" for number in range(len(spaces) + 1))
            prefixes[next(name for name in numbers if name not in prefixes and name not in PREFIXES)] = space
    return prefixes


def _space(iri: str) -> str:
    fitting = [space for space in PREFIXES.values() if iri.startswith(space)]
    return max(fitting, key=len, default="") or iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
