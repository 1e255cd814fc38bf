"""Exports beside the serializers of rdflib and Oxigraph, on stores of any size."""

from __future__ import annotations

__all__: list[str] = []
