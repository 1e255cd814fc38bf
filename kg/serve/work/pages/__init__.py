"""Pages to read: actors, places, incidents, documents, claims, sources, answers. They need no script."""

from __future__ import annotations

__all__: list[str] = []
