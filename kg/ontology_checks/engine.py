"""Runs checks over the union of some files, and makes a validation report of what they find."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from kg.errors import QueryError
from kg.formats.rdf import read_file
from kg.namespaces import ONTOLOGY_CHECK, OWN
from kg.ontology_checks.catalogue import COLUMNS, LEVELS, Check
from kg.ontology_checks.findings import Finding, report_of
from kg.ontology_checks.own_terms import find_own_terms
from kg.ontology_checks.published import published_terms
from kg.ontology_checks.spelling import Spelling
from kg.validate import ValidationReport

__all__ = ["check_files"]

TERM: Final = NamedNode(OWN + "Term")


def check_files(paths: Sequence[Path], checks: Iterable[Check], *, fail_on: str = LEVELS[0]) -> ValidationReport:
    """Run *checks* over the union of the RDF files *paths*; the report conforms if no finding is as grave as *fail_on*.

    Findings come gravest first, then by check, entity, property and value. The nodes checked are the ontology's own terms;
    a file without any is not checked at all. `owl:imports` are not followed.

    Raises:
        UsageError: the suffix of a file names no RDF format.
        InputError: a file is missing, empty or not in the format of its suffix.
        QueryError: a check does not run.
    """
    store = _load(paths)
    own = find_own_terms(store)
    if not own.kinds:
        return ValidationReport(conforms=True)
    told = [*own.quads(), *published_terms()]
    store.extend(told)
    spelling = Spelling(
        quad.subject.value for quad in told if quad.object == TERM and isinstance(quad.subject, NamedNode)
    )
    found = [finding for check in checks for finding in _findings(store, check, spelling)]
    conforms = not any(finding.check.level in LEVELS[: LEVELS.index(fail_on) + 1] for finding in found)
    rules = frozenset(ONTOLOGY_CHECK + check.name for check in checks)
    return replace(report_of(found, conforms, len(own.kinds)), rules=rules)


def _load(paths: Sequence[Path]) -> Store:
    store = Store()
    for path in paths:
        labels: dict[str, BlankNode] = {}
        store.extend(_apart(quad, labels) for quad in read_file(path))
    return store


def _apart(quad: Quad, labels: dict[str, BlankNode]) -> Quad:
    """Put *quad* into the default graph, its blank nodes kept apart from those of other files."""

    def renamed(term: Any) -> Any:
        return labels.setdefault(term.value, BlankNode()) if isinstance(term, BlankNode) else term

    return Quad(renamed(quad.subject), quad.predicate, renamed(quad.object))


def _findings(store: Store, check: Check, spelling: Spelling) -> Iterator[Finding]:
    try:
        solutions = store.query(check.text)
        names = tuple(variable.value for variable in getattr(solutions, "variables", ()))
        if names != COLUMNS:
            raise QueryError(check.name, f"selects {' '.join(names) or 'nothing'}", f"SELECT ?{' ?'.join(COLUMNS)}")
        for entity, path, value in solutions:  # type: ignore[union-attr]
            if isinstance(entity, NamedNode):
                near = spelling.nearest(entity.value) if check.nearest else ""
                yield Finding(check, entity, path, value, near)
    except (SyntaxError, ValueError) as error:
        raise QueryError(check.name, f"cannot be run: {str(error).splitlines()[0]}", "a SPARQL 1.1 query") from error
