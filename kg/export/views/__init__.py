"""The graph in forms that are not plain RDF, or not all of it: for maps, networks, tables, search engines, other stores.

Each module has `write_<name>(source, out, options)`, and `read_<name>(path)` for the check, or `count_<name>(path)` where
nothing is left out; `kg.export.table` says what each leaves out.
"""

from __future__ import annotations

__all__: list[str] = []
