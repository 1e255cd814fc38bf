"""Who does the tasks of a run: this process, several processes of this machine, or a Ray cluster."""

from __future__ import annotations

from kg.engines.engine import Engine
from kg.engines.local import LocalEngine

__all__ = ["Engine", "LocalEngine"]
