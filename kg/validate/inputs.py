"""Where the data and the shapes of a validation come from: files, stdin, the web if allowed, chosen graphs of a store."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import UsageError
from kg.formats.rdf import exported, parse_rdf
from kg.formats.release import is_release, release_quads
from kg.formats.remote import is_remote, parse_remote
from kg.formats.suffixes import FORMATS, SUFFIXES, format_of
from kg.identifiers import graph_iri
from kg.namespaces import ONTOLOGY, RDF
from kg.store import StoreFolder

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["parse_data", "parse_shapes", "store_data"]

DEFAULT_GRAPHS: Final = ("documents", "consolidated", "registry")
# Rooms of `kg.identifiers.graph_iri`, by the name of a choice.
ROOMS: Final = {"consolidated": "world", "registry": "registry", "reasoned": "reasoned"}


def parse_data(name: str, format: str | None, allow_network: bool) -> Iterable[Quad]:
    """Return the quads of a file, of the folder of a store or of a release, of stdin (`-`), or of an address of the web.

    *format* is that of stdin, and of a file whose suffix names none. Raises UsageError where nothing tells the format, or the
    web is not allowed, and InputError where it cannot be read.
    """
    if name != "-" and is_release(Path(name)):
        return release_quads(Path(name))
    if name != "-" and Path(name).is_dir():
        return exported(StoreFolder(Path(name)).quads())
    return _parsed(name, format, allow_network, lenient=True)


def parse_shapes(name: str, format: str | None, allow_network: bool) -> Iterable[Quad]:
    """Return the quads of a file of shapes or of an ontology, of stdin, or of an address of the web; as `parse_data`."""
    return _parsed(name, format, allow_network, lenient=False)


def _parsed(name: str, format: str | None, allow_network: bool, *, lenient: bool) -> Iterable[Quad]:
    if name == "-":
        return _of_stdin(format, lenient=lenient)
    if not is_remote(name):
        named = format_of(name, ", or --format") if format is None or _has_format(name) else format
        return parse_rdf(Path(name), named, lenient=lenient)
    if not allow_network:
        raise UsageError(name, "is on the web", "--allow-network, or a copy of it")
    return parse_remote(name)


def _has_format(name: str) -> bool:
    return Path(name).suffix.lower() in SUFFIXES


def _of_stdin(format: str | None, *, lenient: bool) -> Iterable[Quad]:
    if format is None:
        raise UsageError("-", "has no suffix that tells its format", f"--format with one of: {', '.join(FORMATS)}")
    if sys.stdin is None:
        raise UsageError("-", "is closed", "a standard input that can be read")
    return parse_rdf(sys.stdin.buffer, format, "-", lenient=lenient)


def store_data(
    folder: StoreFolder, graphs: Sequence[str] = (), documents: Sequence[str] = ()
) -> tuple[list[Quad], list[Quad]]:
    """Return the quads of the chosen *graphs* of a store, and what the other graphs answer for: the types of things.

    What is inferred of a thing goes with the graph that says what it is. What `kg reason` has inferred speaks of what other
    graphs describe: where it is chosen, these answer with all they say. *documents* are file names, and choose among the graphs
    of documents. Raises UsageError where there is none of that name, StoreError where the store cannot be read.
    """
    names = graphs or (() if documents else DEFAULT_GRAPHS)
    kept = folder.documents()
    known = {document.name for document in kept}
    if unknown := [name for name in documents if name not in known]:
        raise UsageError(unknown[0], "is no document of the store", f"one of: {', '.join(sorted(known))}")
    chosen = {graph_iri(room, base=folder.base) for name, room in ROOMS.items() if name in names}
    if documents or "documents" in names:
        keys = [document.key for document in kept if not documents or document.name in documents]
        chosen |= {graph_iri("document", key, folder.base) for key in keys}
    if "ontology" in names:
        chosen.add(ONTOLOGY)
    return _parted(folder, chosen)


def _parted(folder: StoreFolder, chosen: set[str]) -> tuple[list[Quad], list[Quad]]:
    inferred, reasoned = (graph_iri(room, base=folder.base) for room in ("inferred", "reasoned"))
    quads = [(str(quad.graph_name).strip("<>"), quad) for quad in folder.quads()]
    typed = {quad.subject for graph, quad in quads if graph in chosen and _is_type(quad)}
    data, context = [], []
    for graph, quad in quads:
        if graph in chosen or (graph == inferred and quad.subject in typed):
            data.append(quad)
        # The ontology answers in any case, from its own files; what is reasoned answers for nothing.
        elif graph not in (ONTOLOGY, reasoned) and (reasoned in chosen or _is_type(quad)):
            context.append(quad)
    return data, context


def _is_type(quad: Quad) -> bool:
    return bool(quad.predicate.value == RDF + "type")
