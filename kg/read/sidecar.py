"""Metadata that is kept beside reports fills what a document does not say of itself, marked as such."""

from __future__ import annotations

from pathlib import Path

from kg.model import Document

__all__ = ["Sidecars"]


class Sidecars:
    """The metadata beside reports, read once for each folder; *manifest* is a CSV file for all of them."""

    def __init__(self, manifest: Path | None) -> None:
        self.manifest = manifest

    def filled(self, path: Path, document: Document) -> Document:
        """Return *document* of the file at *path* with the fields that it does not state."""
        return document
