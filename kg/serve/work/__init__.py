"""The work behind the server, in processes that can be killed: answers over a store. It knows no web framework."""

from __future__ import annotations

__all__: list[str] = []
