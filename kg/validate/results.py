"""One validation result as terms (SHACL §3.6.2), the same whichever engine has found it, and the report graph of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.namespaces import PREFIXES, RDF, SH, XSD
from kg.validate.report import Source, Violation
from kg.validate.shapes import Path
from kg.validate.shapes.model import name_of

if TYPE_CHECKING:
    from kg.validate.shapes.model import Node, Term

__all__ = ["Result", "in_order", "report_turtle", "violation_of"]

CONSTRUCTS: Final = {"*": "zeroOrMorePath", "+": "oneOrMorePath", "?": "zeroOrOnePath", "^": "inversePath"}


@dataclass(frozen=True, slots=True)
class Result:
    """A validation result: *component* and *severity* are local names of SHACL, or full IRIs; *constraint* a SPARQL one."""

    focus_node: Term
    shape: Node
    component: str
    severity: str
    path: Path | None = None
    value: Term | None = None
    messages: tuple[Literal, ...] = ()
    constraint: Node | None = None


def violation_of(result: Result, source: Source | None = None, within: str = "", identity: str = "") -> Violation:
    """Return *result* as plain text, with what is known of it besides (see Violation)."""
    return Violation(
        shape=name_of(result.shape),
        focus_node=_text(result.focus_node),
        path=result.path.text if result.path is not None else "",
        value=_text(result.value),
        message=min((message.value for message in result.messages), default=""),
        severity=result.severity,
        component=result.component,
        source=source,
        within=within,
        identity=identity,
    )


def in_order(results: Iterable[Result]) -> tuple[Result, ...]:
    """Return *results* without repetitions, by shape, focus node, path and value."""
    return tuple(sorted(set(results), key=lambda result: (violation_of(result), str(result.shape), str(result))))


def _text(term: Term | None) -> str:
    return "" if term is None or isinstance(term, BlankNode) else term.value


def report_turtle(conforms: bool, results: Iterable[Result]) -> str:
    """Return the SHACL report graph of *results*, which come in order, as Turtle: the same text for the same results."""
    writer = _Writer()
    data = serialize(writer.report(conforms, results), format=RdfFormat.TURTLE, prefixes=_prefixes())
    return (data or b"").decode()


def _prefixes() -> dict[str, str]:
    return {prefix: PREFIXES[prefix] for prefix in ("ckg", "sh", "xsd")}


class _Writer:
    """Writes results as triples; blank nodes are numbered as they come."""

    def __init__(self) -> None:
        self._count = 0
        self._labels: dict[Any, Any] = {}

    def report(self, conforms: bool, results: Iterable[Result]) -> Iterator[Triple]:
        report = self._blank()
        yield from self._typed(report, "ValidationReport")
        yield from self._state(report, "conforms", Literal(str(conforms).lower(), datatype=NamedNode(XSD + "boolean")))
        for result in results:
            node = self._blank()
            yield from self._state(report, "result", node)
            yield from self._result(node, result)

    def _result(self, node: Any, result: Result) -> Iterator[Triple]:
        yield from self._typed(node, "ValidationResult")
        yield from self._state(node, "focusNode", self._named(result.focus_node))
        if result.path is not None:
            yield from self._path(node, SH + "resultPath", result.path)
        if result.value is not None:
            yield from self._state(node, "value", self._named(result.value))
        yield from self._state(node, "resultSeverity", _term(result.severity))
        yield from self._state(node, "sourceConstraintComponent", _term(result.component))
        yield from self._state(node, "sourceShape", self._named(result.shape))
        if result.constraint is not None:
            yield from self._state(node, "sourceConstraint", self._named(result.constraint))
        for message in result.messages:
            yield from self._state(node, "resultMessage", message)

    def _path(self, subject: Any, predicate: str, path: Path) -> Iterator[Triple]:
        """Write *path* behind a property, as SHACL §2.3.1 has it."""
        if path.iri:
            yield Triple(subject, NamedNode(predicate), NamedNode(path.iri))
        elif path.kind == "/":
            yield from self._list(subject, predicate, path.steps)
        else:
            node = self._blank()
            yield Triple(subject, NamedNode(predicate), node)
            if path.kind == "|":
                yield from self._list(node, SH + "alternativePath", path.steps)
            else:
                yield from self._path(node, SH + CONSTRUCTS[path.kind], path.steps[0])

    def _list(self, subject: Any, predicate: str, steps: tuple[Path, ...]) -> Iterator[Triple]:
        for step in steps:
            node = self._blank()
            yield Triple(subject, NamedNode(predicate), node)
            yield from self._path(node, RDF + "first", step)
            subject, predicate = node, RDF + "rest"
        yield Triple(subject, NamedNode(predicate), NamedNode(RDF + "nil"))

    def _state(self, node: Any, name: str, value: Any) -> Iterator[Triple]:
        yield Triple(node, NamedNode(SH + name), value)

    def _typed(self, node: Any, name: str) -> Iterator[Triple]:
        yield Triple(node, NamedNode(RDF + "type"), NamedNode(SH + name))

    def _blank(self) -> Any:
        self._count += 1
        return BlankNode(f"n{self._count:06d}")

    def _named(self, term: Any) -> Any:
        """Return *term*; a blank node of the data or the shapes gets a number of this report."""
        if not isinstance(term, BlankNode):
            return term
        if term not in self._labels:
            self._labels[term] = self._blank()
        return self._labels[term]


def _term(name: str) -> Any:
    return NamedNode(name if ":" in name else SH + name)
