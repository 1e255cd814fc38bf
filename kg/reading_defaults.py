"""What reading and the commands' options share, without loading a reader: help must come at once."""

from __future__ import annotations

from typing import Final

__all__ = ["EXTRA", "RECORD_FIELDS", "SECONDS"]

# What a record of a file may hold under a key: its text, as text or HTML, its own name, and what it says of itself.
RECORD_FIELDS: Final = ("text", "html", "id", "title", "author", "publisher", "issued", "url")
# The longest time for one report that is no plain text.
SECONDS: Final = 60.0
# The extra that brings the readers' libraries.
EXTRA: Final = "read"
