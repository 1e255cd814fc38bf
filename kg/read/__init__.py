"""Reports in any format → documents whose paragraphs know what they are for.

A file's format is told (`media_types`) and its reader chosen (`parse`). A text file is decoded (`decode`), cut into runs of
lines (`paragraphs`), given roles (`roles`, with `comments`, `bylines` and `furniture`), and asked what it says about itself
(`metadata`); nothing is cleaned, and every character keeps its place. The reader of a marked-up format gives a `draft`, of
which `assemble` makes a document with the way back to page or element. Files with many reports give `containers` of them;
what a document does not say, a `sidecar` may.
"""

from __future__ import annotations

from kg.read.comments import commenter
from kg.read.files import ReadResult, read_document, read_files, read_paths
from kg.read.options import Limits, ReadOptions
from kg.read.parse import parse_document

__all__ = [
    "Limits",
    "ReadOptions",
    "ReadResult",
    "commenter",
    "parse_document",
    "read_document",
    "read_files",
    "read_paths",
]
