"""What the explorer's data can be narrowed by: the names of filters, in the order in which they are told."""

from __future__ import annotations

from typing import Final

__all__ = ["FILTERS"]

FILTERS: Final = ("actor", "place", "type", "factuality", "source", "document")
