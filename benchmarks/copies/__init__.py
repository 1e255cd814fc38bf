"""How well reprints are found: invented reports with the truth about them, ours beside MinHash LSH, and how time grows."""

from __future__ import annotations

__all__: list[str] = []
