"""Tells each result where its focus node stands in the files that were validated, and in the documents it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.formats.positions import find_subjects
from kg.formats.suffixes import format_of
from kg.validate.report import Place, ValidationReport
from kg.validate.reports.context import Text

if TYPE_CHECKING:
    from kg.model import Document

__all__ = ["read_texts", "texts_of", "with_places"]


def with_places(report: ValidationReport, files: Sequence[Path]) -> ValidationReport:
    """Return *report* with the line and column of each focus node: of the first of *files* in which it is a subject.

    A node that is a subject in none of them has the file alone where there is only one.
    """
    wanted = {violation.focus_node for violation in report.violations if violation.focus_node}
    found: dict[str, Place] = {}
    for path in files:
        positions = find_subjects(path, format_of(path), wanted - found.keys())
        found |= {iri: Place(str(path), place.line, place.column) for iri, place in positions.items()}
    alone = Place(str(files[0])) if len(files) == 1 else None
    placed = (replace(violation, place=found.get(violation.focus_node, alone)) for violation in report.violations)
    return replace(report, violations=tuple(placed))


def texts_of(documents: Iterable[Document]) -> dict[str, Text]:
    """Return documents of a store by file name; they lie where nobody has said."""
    return {document.name: Text(document.name, document.text) for document in documents}


def read_texts(paths: Sequence[Path]) -> dict[str, Text]:
    """Return the documents of files and folders by file name; raises InputError where none can be read."""
    from kg.read import read_paths

    names = {document.name: document.text for document in read_paths(paths).documents}
    files = [path for given in paths for path in ([given] if given.is_file() else sorted(given.rglob("*")))]
    where = {path.name: path for path in reversed(files)}
    return {name: Text(where[name].as_posix() if name in where else name, text) for name, text in names.items()}
