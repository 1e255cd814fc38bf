"""SPARQL endpoints of others, over HTTP: asked by the SPARQL protocol, filled by the Graph Store protocol or updates."""

from __future__ import annotations

__all__: list[str] = []
