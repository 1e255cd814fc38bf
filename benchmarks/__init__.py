"""Side-by-side runs: the store beside rdflib, the extractor beside its bare parser. `python -m benchmarks` prints them."""

from __future__ import annotations

__all__: list[str] = []
