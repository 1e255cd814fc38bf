"""The data that the explorer draws: the graph in columns, and the words behind a mark. docs/explorer.md has the contract."""

from __future__ import annotations

__all__: list[str] = []
