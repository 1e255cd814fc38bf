"""Framed JSON-LD 1.1 in our context: by entity or by event, everything that is said of it nested in it.

PyLD frames, one entity or event at a time: framing a whole graph at once takes time that grows with its square. Whatever no
frame reaches follows as plain nodes, so that nothing is lost. The whole graph is in memory meanwhile.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from kg.errors import MissingExtraError, UsageError
from kg.export.counts import Counts, count_quads, without_graphs
from kg.export.views.framing import Chunk, by_entity, by_event, merged
from kg.namespaces import ONTOLOGY
from kg.resources import ontology_file

if TYPE_CHECKING:
    from kg.export.source import Source
    from kg.export.table import Options

__all__ = ["count_frames", "write_frames"]

CONTEXT: Final = ONTOLOGY + "/context.jsonld"
FRAMES: Final = {"entity": by_entity, "event": by_event}
BLANK: Final = "urn:conflict-kg:blank:"


def write_frames(source: Source, out: BinaryIO, options: Options) -> None:
    """Write the framed graph, one entity, event or other node a line; raises UsageError where the frame is unknown."""
    if options.frame not in FRAMES:
        raise UsageError(options.frame or "--frame", "is no frame", f"one of: {', '.join(FRAMES)}")
    out.write(b'{"@context": ' + json.dumps(_context(), ensure_ascii=False).encode() + b', "@graph": [')
    for number, chunk in enumerate(FRAMES[options.frame](merged(source, BLANK))):
        line = json.dumps(_framed(chunk), ensure_ascii=False, sort_keys=True)
        out.write((",\n" if number else "\n").encode() + line.replace(f'"{BLANK}', '"_:').encode())
    out.write(b"\n]}\n")


def count_frames(path: Path) -> Counts:
    """Count the triples that are in the file, each once however often it is nested."""
    from pyoxigraph import RdfFormat, parse

    quads = set(parse(path=str(path), format=RdfFormat.JSON_LD))
    return without_graphs(count_quads(sorted(quads, key=str)))


@cache
def _context() -> dict[str, Any]:
    document = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))
    context: dict[str, Any] = document["@context"]
    return context


def _framed(chunk: Chunk) -> dict[str, Any]:
    try:
        from pyld import jsonld
    except ModuleNotFoundError as error:
        raise MissingExtraError("framed JSON-LD", "jsonld") from error
    options = {"documentLoader": _bundled, "omitGraph": True, "embed": "@once"}
    # PyLD keeps what it has read by name, and works an inline context through anew for each call.
    found: dict[str, Any] = jsonld.frame(list(chunk.nodes), {"@context": CONTEXT, **chunk.frame}, options)
    found.pop("@context", None)
    return found


def _bundled(url: str, options: Any = None) -> dict[str, Any]:
    """Give PyLD the bundled context, and nothing from anywhere else."""
    if url != CONTEXT:
        raise UsageError(url, "is a context elsewhere", "a graph without one: no network is used")
    document = {"@context": _context()}
    # Static: to be kept from one call to the next.
    return {"contextUrl": None, "documentUrl": url, "document": document, "tag": "static"}
