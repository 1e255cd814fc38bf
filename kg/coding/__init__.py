"""The graph in the form of other projects' event data: rows of ACLED, records of PLOVER, and what fits into neither."""

from __future__ import annotations

from kg.coding.export import CodedExport, export_coded

__all__ = ["CodedExport", "export_coded"]
