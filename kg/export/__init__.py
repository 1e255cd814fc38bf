"""A graph to take home: written, read back by an independent parser, counted, described."""

from __future__ import annotations

from kg.export.table import EXPORT_FORMATS, Format, Options

__all__ = ["EXPORT_FORMATS", "Format", "Options"]
