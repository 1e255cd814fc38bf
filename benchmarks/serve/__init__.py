"""Requests a second of `kg serve` and of other endpoints over the same triples, from one and the same client."""

from __future__ import annotations

__all__: list[str] = []
