"""Every bundled query on graphs of any size, beside plain Oxigraph on the same text and beside rdflib."""

from __future__ import annotations

__all__: list[str] = []
