"""How the time and memory of consolidation grow with the number of claims."""

from __future__ import annotations

__all__: list[str] = []
