"""How fast the explorer of `kg serve` is in a browser: until it shows something, what it takes, and how smoothly it moves."""

from __future__ import annotations

__all__: list[str] = []
