"""SHACL property paths (SHACL §2.3.1): read from any graph, written as a SPARQL 1.1 path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, Final

from kg.namespaces import RDF, SH

__all__ = ["Objects", "Path", "items", "read_path"]

REPEATED: Final = {SH + "zeroOrMorePath": "*", SH + "oneOrMorePath": "+", SH + "zeroOrOnePath": "?"}
# SPARQL parsers go down a path by recursion, and the store plans a sequence in time that grows with the cube of its length; no
# vocabulary has paths of that size.
DEEPEST: Final = 50
LONGEST: Final = 100
MOST_STEPS: Final = 500

Objects = Callable[[Any, str], list[Any]]  # the values of a property, given by its IRI, on a node


@dataclass(frozen=True, slots=True)
class Path:
    """A path: *kind* is `iri`, `^`, `/`, `|`, `*`, `+` or `?`; *iri* is "" but for the first, which has no *steps*."""

    kind: str
    iri: str = ""
    steps: tuple[Path, ...] = ()

    @property
    def sparql(self) -> str:
        """Return it in the syntax of SPARQL, IRIs in angle brackets."""
        if self.kind == "iri":
            return f"<{self.iri}>"
        if self.kind in "/|":
            return self.kind.join(step._inner for step in self.steps)
        inner = self.steps[0]._inner
        return f"^{inner}" if self.kind == "^" else inner + self.kind

    @property
    def text(self) -> str:
        """Return it for people: the bare IRI of a single property, else as SPARQL."""
        return self.iri or self.sparql

    @property
    def predicates(self) -> frozenset[str]:
        """Return the IRIs of all properties in it."""
        return frozenset(self._iris())

    @property
    def in_order(self) -> tuple[Path, ...]:
        """Return the steps of a sequence, those inside others too, one after the other; of any other path, itself."""
        if self.kind == "/":
            return tuple(step for part in self.steps for step in part.in_order)
        if self.kind == "^":
            return tuple(
                step.steps[0] if step.kind == "^" else Path("^", steps=(step,)) for step in self.steps[0].in_order[::-1]
            )
        return (self,)

    @property
    def _inner(self) -> str:
        return self.sparql if self.kind == "iri" else f"({self.sparql})"

    def _iris(self) -> Iterator[str]:
        if self.iri:
            yield self.iri
        for step in self.steps:
            yield from step._iris()


def read_path(node: Any, objects: Objects, iri_of: Callable[[Any], str]) -> Path:
    """Return the path that *node* stands for; *iri_of* gives the IRI of a node, or "" for any other.

    Raises ValueError, with what is wrong, where it is no well-formed path, or longer or deeper than paths get.
    """
    path = _read(node, objects, iri_of, 0, count())
    if len(path.in_order) > LONGEST:
        raise ValueError(f"a path of {len(path.in_order)} steps, more than {LONGEST}")
    return path


def _read(node: Any, objects: Objects, iri_of: Callable[[Any], str], depth: int, steps: Iterator[int]) -> Path:
    if next(steps) > MOST_STEPS:
        raise ValueError(f"a path of more than {MOST_STEPS} steps")
    if iri := iri_of(node):
        return Path("iri", iri)
    if depth > DEEPEST:
        raise ValueError(f"a path nested more than {DEEPEST} deep, or in a circle")

    def below(step: Any) -> Path:
        return _read(step, objects, iri_of, depth + 1, steps)

    if objects(node, RDF + "first"):  # a list is a sequence, whatever else is said of its head
        return Path("/", steps=_steps(node, objects, below))
    for predicate, kind in (*REPEATED.items(), (SH + "inversePath", "^")):
        for step in objects(node, predicate)[:1]:
            return Path(kind, steps=(below(step),))
    for choices in objects(node, SH + "alternativePath")[:1]:
        return Path("|", steps=_steps(choices, objects, below))
    raise ValueError("neither a property nor a path of SHACL")


def _steps(head: Any, objects: Objects, below: Callable[[Any], Path]) -> tuple[Path, ...]:
    steps = items(head, objects)
    if len(steps) < 2:
        raise ValueError("a list of fewer than two paths")
    return tuple(map(below, steps))


def items(head: Any, objects: Objects) -> list[Any]:
    """Return the items of an RDF list; raises ValueError where it is no list with an end."""
    found, seen = [], set()
    while str(head).strip("<>") != RDF + "nil":
        first, rest = objects(head, RDF + "first"), objects(head, RDF + "rest")
        if len(first) != 1 or len(rest) != 1 or head in seen:
            raise ValueError("no well-formed RDF list")
        seen.add(head)
        found.append(first[0])
        head = rest[0]
    return found
