"""Text files → documents whose paragraphs know what they are for.

Bytes are decoded (`decode`), cut into runs of lines (`paragraphs`), given roles (`roles`, with `comments`, `bylines`
and `furniture`), and asked what they say about themselves (`metadata`). Nothing is cleaned: every character keeps its
place.
"""

from __future__ import annotations

from kg.read.comments import commenter
from kg.read.files import ReadResult, parse_document, read_document, read_paths

__all__ = ["ReadResult", "commenter", "parse_document", "read_document", "read_paths"]
