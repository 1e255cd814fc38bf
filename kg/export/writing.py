"""Writes an export as one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.errors import InputError, UsageError
from kg.export.counts import Counts
from kg.export.source import Source
from kg.export.table import EXPORT_FORMATS, Options
from kg.formats.rdf import parse_rdf, serialise

__all__ = ["export_file"]


def export_file(
    source: Source,
    format: str,
    path: Path,
    *,
    options: Options,
    allow_loss: bool = False,
    check: bool = True,
    progress: Callable[[str, int, int], None] | None = None,
) -> Counts:
    """Write *source* to *path* in *format* and return what it holds."""
    path.write_bytes(serialise(source.quads(), EXPORT_FORMATS[format].name))
    try:
        if format == "rdfxml":
            list(parse_rdf(path, format))
    except InputError as error:
        raise UsageError(path, f"cannot be written as {format} ({error.wrong})", "another format") from error
    return source.counts
