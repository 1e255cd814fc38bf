"""Serves a store: the SPARQL protocol, linked data, and pages to read. Opening this package loads no web framework."""

from __future__ import annotations

from kg.serve.limits import Limits
from kg.serve.web.running import serve

__all__ = ["Limits", "serve"]
