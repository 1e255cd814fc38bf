"""Parts quads into their graphs, each a file of N-Triples in a folder, so that memory holds none of them whole."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import UsageError

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["SentGraph", "cut", "spool"]

KEPT: Final = 64 << 20  # bytes of lines in memory, before they go to their files


@dataclass(frozen=True, slots=True)
class SentGraph:
    """A named graph that is sent: how many triples it has, the sha256 of its lines, and the files that they are in.

    Lines with blank nodes are in *blank*: those of one request alone share their blank nodes.
    """

    name: str
    triples: int
    sha256: str
    path: Path
    blank: Path

    def parts(self, size: int, triples: int) -> Iterator[bytes]:
        """Yield the lines in parts of at most *size* bytes and *triples* lines; the first has every blank node."""
        first = self.blank.read_bytes() if self.blank.exists() else b""
        with self.path.open("rb") if self.path.exists() else BytesIO() as file:
            yield from cut(file, size, triples, first)


def cut(rows: Iterable[bytes], size: int, triples: int, first: bytes = b"") -> Iterator[bytes]:
    """Yield *rows* in parts of at most *size* bytes and *triples* lines, after *first*, which is in one part; none is empty."""
    lines, length, count = [first] if first else [], len(first), first.count(b"\n")
    for line in rows:
        if lines and (length + len(line) > size or count >= triples):
            yield b"".join(lines)
            lines, length, count = [], 0, 0
        lines.append(line)
        length, count = length + len(line), count + 1
    if lines:
        yield b"".join(lines)


def spool(quads: Iterable[Quad], folder: Path, into: str | None, where: str) -> tuple[SentGraph, ...]:
    """Write the graphs of *quads*, which come sorted and each once, into *folder*; return them by name.

    *into* names the graph of the triples that are in none; without, such a triple raises UsageError, which begins with *where*.
    """
    from pyoxigraph import DefaultGraph

    drafts: dict[str, _Draft] = {}
    kept = 0
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            if into is None:
                raise UsageError(where, "has triples in no named graph", "--into IRI, the graph to put them into")
            name = into
        else:
            name = quad.graph_name.value
        draft = drafts.get(name) or drafts.setdefault(name, _Draft(folder / f"{len(drafts)}.nt"))
        kept += draft.add(f"{quad.triple} .\n".encode())
        if kept > KEPT:
            kept = 0
            for other in drafts.values():
                other.flush()
    return tuple(drafts[name].finished(name) for name in sorted(drafts))


@dataclass
class _Draft:
    path: Path
    triples: int = 0
    lines: list[bytes] = field(default_factory=list)
    blank: list[bytes] = field(default_factory=list)
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def add(self, line: bytes) -> int:
        # A line begins with _: or has it before an object; inside a literal it may be mistaken, which does no harm.
        (self.blank if b"_:" in line else self.lines).append(line)
        self.digest.update(line)
        self.triples += 1
        return len(line)

    def flush(self) -> None:
        for path, lines in ((self.path, self.lines), (self._blank, self.blank)):
            if lines:
                with path.open("ab") as file:
                    file.writelines(lines)
                lines.clear()

    def finished(self, name: str) -> SentGraph:
        self.flush()
        return SentGraph(name, self.triples, self.digest.hexdigest(), self.path, self._blank)

    @property
    def _blank(self) -> Path:
        return self.path.with_suffix(".blank.nt")
