"""How well names are linked: labelled pairs of names, ours beside plain string similarity at its best threshold."""

from __future__ import annotations

__all__: list[str] = []
