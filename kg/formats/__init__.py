"""Files in and out: claims as JSON Lines, RDF in its serialisations, the registry's SKOS."""

from __future__ import annotations

__all__: list[str] = []
