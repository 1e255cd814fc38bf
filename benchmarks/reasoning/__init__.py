"""How long whole graphs take to reason over: our rules after OWL 2 RL, beside owlrl at sizes that it can finish."""

from __future__ import annotations

__all__: list[str] = []
