"""The engine `sparql`: shapes compiled to SPARQL, asked of an Oxigraph store.

`exact` keeps literals to the letter, `data` holds the graph; `core`, `custom` and `prebinding` compile constraints, `plan` a
whole shapes graph; `reading` and `faithful` tell which queries the store answers to the letter, `patterns` writes regular
expressions for it; `engine` runs the plan, `coverage` counts what it reaches, `explain` writes it down.
"""

from __future__ import annotations

__all__: list[str] = []
