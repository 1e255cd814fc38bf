"""One document of a dataset, so that the file stands alone.

1. The graph of the document, whole.
2. Of the registry, what describes a thing that the document names, with the names, successions and belongings of that thing,
   and what it lies in or is part of, upward. Of whatever else these rows mention: its type and label.
3. What is inferred of the things in 1 and 2.
4. The graph of the ontology, where the dataset has it.

The world layer stays out: it is drawn from all documents, and its nodes rest on the claims of others.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final, TypeAlias

from kg.errors import UsageError
from kg.formats.writers.lines import block_lines, joined, statements
from kg.namespaces import CKG, ONTOLOGY, RDF, RDFS

__all__ = ["document_blocks"]

Blocks: TypeAlias = Callable[[], Iterable[bytes]]
FILE_NAME: Final = f"<{CKG}fileName>".encode()
GRAPH: Final = re.compile(rb"<(.*graph/)document/([^/>]+)>")
UPWARD: Final = frozenset(f"<{CKG}{name}>".encode() for name in ("within", "partOf"))
INTRODUCING: Final = frozenset({f"<{RDF}type>".encode(), f"<{RDFS}label>".encode()})
ONTOLOGY_GRAPH: Final = f"<{ONTOLOGY}>".encode()


@dataclass(frozen=True, slots=True)
class _Document:
    """A document of the dataset: its graph, and the graphs beside it."""

    graph: bytes
    name: str
    key: str

    def beside(self, room: bytes) -> bytes:
        found = GRAPH.fullmatch(self.graph)
        assert found is not None
        return b"<" + found[1] + room + b">"


def document_blocks(blocks: Blocks, name: str, where: Path) -> list[bytes]:
    """Return the canonical N-Quads of the document *name*, a file name or a key.

    Raises UsageError where there is none or more than one.
    """
    document = _find(blocks(), name, where)
    lines = set(_lines_of(blocks(), {document.graph, ONTOLOGY_GRAPH}))
    rows = [row for row in statements(joined(lines)) if row[3] == document.graph]
    registry: dict[bytes, list[bytes]] = defaultdict(list)
    for line in _lines_of(blocks(), {document.beside(b"registry")}):
        registry[line.split(b" ", 1)[0]].append(line)
    described = set(_described({term for row in rows for term in (row[0], row[2])}, registry))
    lines |= described
    subjects = {line.split(b" ", 1)[0] for line in described} | {row[0] for row in rows}
    inferred = _lines_of(blocks(), {document.beside(b"inferred")})
    lines |= {line for line in inferred if line.split(b" ", 1)[0] in subjects}
    return [joined(sorted(lines))]


def _find(blocks: Iterable[bytes], name: str, where: Path) -> _Document:
    documents = list(_documents(blocks))
    found = [d for d in documents if name in (d.name, d.key, Path(d.name).stem)]
    if len(found) == 1:
        return found[0]
    if found:
        keys = ", ".join(sorted(d.key for d in found))
        raise UsageError(f"{where}: {name}", f"is the name of {len(found)} documents", f"one of their keys: {keys}")
    names = sorted({d.name for d in documents})
    near = get_close_matches(name, names, n=3) or names[:5]
    right = f"such as {', '.join(near)}" if near else "a store, or a file with graphs of kg build"
    raise UsageError(f"{where}: {name}", "is no document there", right)


def _documents(blocks: Iterable[bytes]) -> Iterator[_Document]:
    with_names = (row for block in blocks if FILE_NAME in block for row in statements(block))
    for _, predicate, value, graph in with_names:
        if predicate == FILE_NAME and (found := GRAPH.fullmatch(graph)):
            # The escapes of N-Quads are those of JSON.
            yield _Document(graph, json.loads(value), found[2].decode())


def _lines_of(blocks: Iterable[bytes], graphs: Collection[bytes]) -> Iterator[bytes]:
    ends = tuple(b" " + graph + b" ." for graph in graphs)
    return (line for block in blocks for line in block_lines(block) if line.endswith(ends))


def _described(named: Collection[bytes], registry: dict[bytes, list[bytes]]) -> Iterator[bytes]:
    """Yield the lines of the registry that describe what is *named*, and those that introduce what they mention."""
    waiting = [name for name in named if name in registry]
    seen, mentioned = set(waiting), set()
    while waiting:
        name = waiting.pop()
        yield from registry[name]
        for _, predicate, value, _ in statements(joined(registry[name])):
            if value not in registry or value in seen:
                continue
            if predicate in UPWARD or value.startswith(name[:-1] + b"/"):
                seen.add(value)
                waiting.append(value)
            else:
                mentioned.add(value)
    for name in mentioned - seen:
        yield from (line for line in registry[name] if line.split(b" ", 2)[1] in INTRODUCING)
