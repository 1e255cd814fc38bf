"""What the names of graphs tell that is lost where the triples of all graphs stand in one.

Of our own graphs, little: which document says what is in plain triples too, and only what is inferred is told by its graph
alone. What the names of others' graphs tell, nobody knows.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from kg.export.source import Source
from kg.namespaces import CKG, ONTOLOGY

__all__ = ["MERGED", "Merging"]

MERGED: Final = ("turtle", "jsonld", "ntriples", "rdfxml", "turtle12")
IN_DOCUMENT: Final = f"<{CKG}inDocument>".encode()
INFERRED: Final = b"/graph/inferred>"
# A line with four terms; where it has three, what stands before the full stop is the object.
NAME: Final = re.compile(rb"^\S+ \S+ .* (<[^<>]*>|_:\S+) \.$", re.MULTILINE)
OURS: Final = re.compile(
    rb"<.*/graph/(document/[^/>]+|registry|world|inferred)>|<" + re.escape(ONTOLOGY.encode()) + b">"
)


@dataclass(frozen=True)
class Merging:
    """What a source's names of graphs tell; the source is gone through when that is asked for, once."""

    source: Source

    def told(self, format: str) -> str:
        """Return in words what *format* does not keep apart; "" where it keeps all, or nothing is lost."""
        if format not in MERGED:
            return ""
        inferred, strange = self._found
        names = f"{len(strange)} graphs" if len(strange) > 1 else "one graph"
        parts = (
            f"which {inferred} triples are inferred" if inferred else "",
            f"the names of {names}, such as {strange[0]}" if strange else "",
        )
        return " and ".join(filter(None, parts))

    @cached_property
    def _found(self) -> tuple[int, list[str]]:
        """How many triples stand in a graph of what is inferred, and which graphs are not ours, by name."""
        graphs: Counter[bytes] = Counter()
        ours = False  # in a file without any document of ours, no graph is
        for block in self.source.blocks():
            ours = ours or IN_DOCUMENT in block
            graphs.update(NAME.findall(block))
        inferred = sum(count for name, count in graphs.items() if ours and name.endswith(INFERRED))
        return inferred, sorted(name.decode() for name in graphs if not (ours and OURS.fullmatch(name)))
