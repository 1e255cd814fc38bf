"""What a run may be told of its input: the fields of records, metadata kept beside, and the bounds of one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.read.media_types import PDF
from kg.reading_defaults import SECONDS

__all__ = ["MIB", "Limits", "ReadOptions"]

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds within which one document is read: seconds of time, bytes of memory and of the file or record itself.

    A PDF has a bound of memory of its own, since a page of a few bytes may draw itself again and again until there is none.
    """

    seconds: float = SECONDS
    memory: int = 4096 * MIB
    size: int = 128 * MIB
    pdf_memory: int = 1024 * MIB

    def memory_for(self, media_type: str | None) -> int:
        """Return how many bytes of memory reading a document of *media_type* may take."""
        return min(self.memory, self.pdf_memory) if media_type == PDF else self.memory


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read.

    `fields` tells, for `text`, `html`, `id`, `title`, `author`, `publisher`, `issued` and `url`, which key of a JSON Lines
    record holds it ("article.body" reaches into an object); `manifest` is a CSV file of metadata by file name.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    manifest: Path | None = None
    limits: Limits = field(default_factory=Limits)
