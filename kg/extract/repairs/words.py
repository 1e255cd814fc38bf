"""Words and relations that several repairs look for."""

from __future__ import annotations

__all__ = ["COORDINATORS", "NOMINAL_SUBJECT"]

COORDINATORS = frozenset({"and", "or", "&"})
NOMINAL_SUBJECT = frozenset({"nsubj", "nsubj:pass"})
