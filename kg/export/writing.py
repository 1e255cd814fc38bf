"""Writes an export as one file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.errors import UsageError
from kg.export.counts import Counts
from kg.export.source import Source
from kg.export.table import EXPORT_FORMATS, Options
from kg.formats.rdf import serialise

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
    data = serialise(source.quads(), EXPORT_FORMATS[format].name)
    if b"<oxprefix: " in data:
        raise UsageError(path, f"cannot be written as {format}", "another format")
    path.write_bytes(data)
    return source.counts
