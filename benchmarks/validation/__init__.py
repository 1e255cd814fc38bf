"""SHACL engines side by side on one graph with one file of shapes."""

from __future__ import annotations

__all__: list[str] = []
