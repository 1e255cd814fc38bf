"""The front of the server: HTTP, the protocol, bounds, workers. It opens no store."""

from __future__ import annotations

__all__: list[str] = []
