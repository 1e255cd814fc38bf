"""Tells each result where its focus node stands in the files that were validated, and in the documents it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from kg.formats.positions import find_subjects
from kg.formats.suffixes import SUFFIXES
from kg.validate.report import Place, ValidationReport
from kg.validate.reports.context import Text

if TYPE_CHECKING:
    from kg.model import Document

__all__ = ["texts_of", "with_places"]


def with_places(report: ValidationReport, files: Sequence[Path], format: str | None = None) -> ValidationReport:
    """Return *report* with the line and column of each focus node: of the first of *files* in which it is a subject.

    *format* is that of files whose suffix names none. A node that is a subject in none of the files has the file alone where
    there is only one.
    """
    wanted = {violation.focus_node for violation in report.violations if violation.focus_node}
    found: dict[str, Place] = {}
    for path in files:
        positions = find_subjects(path, SUFFIXES.get(path.suffix.lower(), format or ""), wanted - found.keys())
        found |= {iri: Place(str(path), place.line, place.column) for iri, place in positions.items()}
    alone = Place(str(files[0])) if len(files) == 1 else None
    placed = (replace(violation, place=found.get(violation.focus_node, alone)) for violation in report.violations)
    return replace(report, violations=tuple(placed))


def texts_of(documents: Iterable[Document], paths: Iterable[Path] = ()) -> tuple[Text, ...]:
    """Return *documents* with where they lie: at *paths*, in the same order, else where nobody has said."""
    pairs = zip_longest(documents, paths)
    return tuple(
        Text(
            document.name,
            path.as_posix() if path else document.name,
            document.sha256,
            document.text,
            document.paragraphs,
            _is_plain(document, path),
        )
        for document, path in pairs
        if document is not None
    )


def _is_plain(document: Document, path: Path | None) -> bool:
    """Tell whether offsets in *document* are offsets in its file: not so for text within a mail, an archive or a record."""
    own_name = path.name if path else document.name.partition("#")[0]
    return document.media_type == "text/plain" and document.name == own_name
