"""Documents that want to harm their reader, made at any size, and what reading them takes."""

from __future__ import annotations

__all__: list[str] = []
