"""Brings RDF into the plain terms of rules, and back."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.identifiers import HASH_DIGITS, sha256_hex
from kg.namespaces import OWL
from kg.reason.rules import Triple

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["plain", "read_triples"]


def plain(quads: Iterable[Quad]) -> list[Triple]:
    """Return quads as triples of N-Triples terms, graphs left out, in their order."""
    return [(str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads]


def read_triples(paths: Iterable[Path]) -> tuple[Triple, ...]:
    """Return the triples of Turtle files, sorted, without `owl:imports`; blank nodes are named for the bytes of their file.

    Raises InputError where a file is missing, holds no triples, or is no Turtle.
    """
    return tuple(sorted({triple for path in paths for triple in _of_file(path)}))


def _of_file(path: Path) -> list[Triple]:
    from pyoxigraph import RdfFormat, parse

    try:
        data = path.read_bytes()
        quads = list(parse(data, format=RdfFormat.TURTLE))
    except FileNotFoundError as error:
        raise InputError(path, "no such file", "the path of a Turtle file") from error
    except (SyntaxError, OSError) as error:
        raise InputError(path, f"not read as Turtle: {error}", "an ontology in Turtle") from error
    if not quads:
        raise InputError(path, "holds no triples", "an ontology in Turtle")
    # The parser names blank nodes at random; their order of appearance is the file's own.
    names: dict[str, str] = {}
    file = f"_:f{sha256_hex(data)[:HASH_DIGITS]}n"
    return [(_term(s, file, names), p, _term(o, file, names)) for s, p, o in plain(quads) if p != f"<{OWL}imports>"]


def _term(term: str, file: str, names: dict[str, str]) -> str:
    return names.setdefault(term, f"{file}{len(names)}") if term.startswith("_:") else term
