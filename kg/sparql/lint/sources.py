"""Reads the queries of files, folders and stdin: `.rq` and `.sparql`, and the `sh:SPARQLExecutable`s of an RDF file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from kg.formats.positions import find_subjects
from kg.formats.rdf import read_file
from kg.formats.suffixes import SUFFIXES
from kg.namespaces import SH
from kg.sparql.lint.engine import lint_text
from kg.sparql.lint.rules import Finding
from kg.sparql.lint.vocabulary import Vocabulary
from kg.sparql.texts import STDIN, read_text

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["QueryText", "lint_source", "read_queries"]

PLAIN: Final = (".rq", ".sparql")
Told: TypeAlias = Mapping[Any, Mapping[str, list[Any]]]
EXECUTABLE: Final = tuple(SH + name for name in ("select", "ask", "construct", "describe", "update"))


@dataclass(frozen=True, slots=True)
class QueryText:
    """A query: the file it stands in, and its text; *name* is its IRI in an RDF file, where it begins at *line* and *column*.

    *prefixes* are those that `sh:prefixes` gives it, *params* the names of its `sh:parameter`s.
    """

    file: str
    text: str
    name: str = ""
    line: int = 0
    column: int = 0
    prefixes: Mapping[str, str] = field(default_factory=dict)
    params: frozenset[str] = frozenset()


def read_queries(paths: Sequence[Path]) -> tuple[QueryText, ...]:
    """Return the queries of *paths*, in their order; a folder is read down to its last `.rq` and `.sparql`, by name.

    Raises InputError where a file cannot be read, or is neither a query nor RDF.
    """
    return tuple(query for path in paths for query in _of_path(path))


def lint_source(query: QueryText, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Return the findings in *query*; of one that stands in an RDF file, at its subject there."""
    found = lint_text(query.file, query.text, vocabulary, query.prefixes, query.params)
    if not query.name:
        return found
    told = (replace(one, message=f"{one.message} (line {one.line} of <{query.name}>)") for one in found)
    return tuple(replace(one, line=query.line, column=query.column) for one in told if one.rule != "missing-header")


def _of_path(path: Path) -> Iterator[QueryText]:
    if path == STDIN:
        yield QueryText("stdin", read_text(path))
    elif path.is_dir():
        files = sorted(one for one in path.rglob("*") if one.suffix in PLAIN and one.is_file())
        yield from (QueryText(str(one), read_text(one)) for one in files)
    elif path.suffix in SUFFIXES:
        yield from _of_rdf(path)
    else:
        yield QueryText(str(path), read_text(path))


def _of_rdf(path: Path) -> Iterator[QueryText]:
    quads = list(read_file(path))
    queries = [quad for quad in quads if quad.predicate.value in EXECUTABLE]
    names = {_text(quad.subject) for quad in queries}
    places = find_subjects(path, SUFFIXES[path.suffix], names)
    told = _told(quads)
    for quad in sorted(queries, key=lambda quad: (_text(quad.subject), _text(quad.object))):
        name = _text(quad.subject)
        place = places.get(name)
        line, column = (place.line, place.column) if place else (1, 1)
        prefixes, params = _prefixes(told, quad.subject), _params(told, quad.subject)
        yield QueryText(str(path), _text(quad.object), name, line, column, prefixes, params)


def _told(quads: list[Quad]) -> Told:
    told: dict[Any, dict[str, list[Any]]] = {}
    for quad in quads:
        told.setdefault(quad.subject, {}).setdefault(quad.predicate.value, []).append(quad.object)
    return told


def _params(told: Told, subject: object) -> frozenset[str]:
    """Return the names of the parameters of *subject*: of each its `sh:name`, or the last part of its `sh:path`."""
    names = ((_all(told, one, "name"), _all(told, one, "path")) for one in _all(told, subject, "parameter"))
    return frozenset(re.split(r"[/#]", _text((name or path)[0]))[-1] for name, path in names if name or path)


def _prefixes(told: Told, subject: object) -> dict[str, str]:
    """Return what `sh:prefixes/sh:declare` gives to *subject* (SHACL §5.2.1)."""
    declared = (one for source in _all(told, subject, "prefixes") for one in _all(told, source, "declare"))
    pairs = ((_all(told, one, "prefix"), _all(told, one, "namespace")) for one in declared)
    return {_text(prefix[0]): _text(space[0]) for prefix, space in pairs if prefix and space}


def _all(told: Told, node: object, name: str) -> list[Any]:
    return told.get(node, {}).get(SH + name, [])


def _text(term: object) -> str:
    return str(getattr(term, "value", ""))
