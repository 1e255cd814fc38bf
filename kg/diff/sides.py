"""One version to compare: a store, an RDF file, or the folder of a release; as sorted lines, and as a graph to ask."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from kg.diff.lines import Line, graph_of, sort, sorted_lines, without_graph
from kg.errors import InputError, UsageError
from kg.formats.ontology import canonical
from kg.formats.rdf import parse_rdf
from kg.formats.suffixes import SUFFIXES, format_of
from kg.namespaces import CKG, ONTOLOGY, OWL, RDF, SKOS
from kg.store import StoreFolder

if TYPE_CHECKING:
    from typing import BinaryIO

    from pyoxigraph import Quad, Store

__all__ = ["Side", "check_documents", "graphs_of_documents", "left_out", "open_sides", "release_file"]

# What lies beside the N-Quads of a release.
MANIFESTS: Final = ("ro-crate-metadata.json", "SHA256SUMS")
SCHEMES: Final = (OWL + "Ontology", SKOS + "ConceptScheme")
IN_ONTOLOGY: Final = f" <{ONTOLOGY}> .\n".encode()
DATA_FILES: Final = ("*.nq", "*.nq.gz", "data/*.nq", "data/*.nq.gz")


@dataclass(frozen=True)
class Side:
    """A version at *path*; *file* is the RDF file that holds it, None for a store.

    Without *graphs*, the names of graphs are left out; without *ontology*, that of a store is.
    """

    path: Path
    file: Path | None
    graphs: bool = True
    ontology: bool = True

    @cached_property
    def has_graphs(self) -> bool:
        """Tell whether it names graphs: N-Quads and TriG do, also where all is in the default graph; JSON-LD may."""
        if self.file is None or self.file.suffix in (".gz", ".nq", ".trig"):
            return True
        from pyoxigraph import NamedNode

        return any(isinstance(quad.graph_name, NamedNode) for quad in _read(self.file))

    @cached_property
    def has_ontology(self) -> bool:
        """Tell whether it holds the ontology in its graph."""
        from pyoxigraph import NamedNode

        return self.store.contains_named_graph(NamedNode(ONTOLOGY))

    @cached_property
    def is_ontology(self) -> bool:
        """Tell whether it is a file of an ontology or a SKOS scheme: it declares one, and holds no document."""
        from pyoxigraph import NamedNode

        def declares(kind: str) -> bool:
            pattern = None, NamedNode(RDF + "type"), NamedNode(kind), None
            return next(self.store.quads_for_pattern(*pattern), None) is not None

        declared = self.file is not None and any(map(declares, SCHEMES))
        return declared and not declares(CKG + "Document")

    def lines(self) -> Iterator[bytes]:
        """Yield the canonical lines, sorted."""
        lines = self.whole_lines()
        if not self.ontology:
            lines = (line for line in lines if not _in_ontology(line))
        return lines if self.graphs else sort(map(without_graph, lines))

    def ontology_lines(self) -> Iterator[bytes]:
        """Yield the canonical lines of a file, sorted, or of the ontology that a store holds."""
        lines = self.whole_lines()
        return lines if self.file else filter(_in_ontology, lines)

    def ontology_quads(self) -> Iterator[Quad]:
        """Yield the quads of `ontology_lines`."""
        from pyoxigraph import NamedNode

        return self.store.quads_for_pattern(None, None, None, None if self.file else NamedNode(ONTOLOGY))

    def whole_lines(self) -> Iterator[bytes]:
        """Yield the canonical lines of all that it holds, sorted."""
        if self.file is None:
            return _raw(StoreFolder(self.path).dataset())
        return sorted_lines(_parsed(self.file))

    @property
    def policy(self) -> str:
        """Return the name of the acceptance policy that a store was built with; "" where that is not known."""
        return "" if self.file else Path(StoreFolder(self.path).options().get("policy", "")).stem

    @cached_property
    def store(self) -> Store:
        """Return the graph to look things up in."""
        if self.file is None:
            return StoreFolder(self.path).open()
        from pyoxigraph import Store

        store = Store()
        store.bulk_extend(_read(self.file))
        return store


def open_sides(old: Path, new: Path, release: Callable[[Path], Path | None] | None = None) -> tuple[Side, Side]:
    """Open both versions; where one of them names no graph (Turtle does not), the names of graphs do not count.

    *release* gives the N-Quads file of a release folder, None where the folder is none. Raises InputError or StoreError where
    one is not there or not readable.
    """
    sides = [Side(path, path if _is_file(path) else (release or release_file)(path)) for path in (old, new)]
    for side in sides:
        if side.file is None:
            StoreFolder(side.path).generation()
    graphs = len({side.has_graphs for side in sides}) == 1
    stores = [side.file is None for side in sides]
    # An export leaves out the ontology that a store holds beside its data.
    ontology = all(stores) or not any(stores) or sides[stores.index(False)].has_ontology
    old_side, new_side = (replace(side, graphs=graphs, ontology=ontology) for side in sides)
    return old_side, new_side


def left_out(*sides: Side) -> tuple[str, ...]:
    """Say what is not compared."""
    notes = []
    if not all(side.graphs for side in sides):
        notes.append("one version names no graphs: names of graphs are not compared")
    if not all(side.ontology for side in sides):
        which = "old" if sides[0].file is None else "new"
        notes.append(f"only the {which} version holds an ontology: ontologies are not compared")
    return tuple(notes)


def check_documents(sides: Iterable[Side], names: Collection[str]) -> None:
    """Raise UsageError where neither side has a document of one of *names*, which are file names."""
    known = {quad.object.value for side in sides for quad in _file_names(side)} if names else set()
    for name in names:
        if name not in known:
            near = ", ".join(sorted(known)[:3]) or "one of a graph with documents"
            raise UsageError(name, "is a document of neither version", f"a file name such as {near}")


def graphs_of_documents(sides: Sequence[Side], names: Collection[str]) -> set[str]:
    """Return the graphs of the documents of *names*.

    Raises UsageError as `check_documents` does, or where a side names no graphs.
    """
    check_documents(sides, names)
    if not all(side.graphs for side in sides):
        raise UsageError("--document", "cannot cut a patch where a version names no graphs", "stores or N-Quads")
    quads = (quad for side in sides for quad in _file_names(side))
    return {quad.graph_name.value for quad in quads if quad.object.value in names}


def _file_names(side: Side) -> Iterator[Any]:
    from pyoxigraph import NamedNode

    return side.store.quads_for_pattern(None, NamedNode(CKG + "fileName"), None, None)


def release_file(path: Path) -> Path | None:
    """Return the N-Quads file of the release in the folder *path*; None where it is no release.

    Raises InputError where it holds none, or more than one.
    """
    if not any((path / name).is_file() for name in MANIFESTS):
        return None
    found = sorted(file for pattern in DATA_FILES for file in path.glob(pattern))
    if len(found) != 1:
        raise InputError(path, f"holds {len(found) or 'no'} N-Quads files", "a release, which has one *.nq or *.nq.gz")
    return found[0]


def _in_ontology(line: Line) -> bool:
    return line.endswith(IN_ONTOLOGY) and graph_of(line) == ONTOLOGY


def _is_file(path: Path) -> bool:
    return path.is_file() or (path.suffix in SUFFIXES and not path.exists())


def _raw(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def _read(path: Path) -> Iterator[Quad]:
    """Yield the quads of an RDF file to the letter, or of one of N-Quads that is compressed."""
    if path.suffix != ".gz":
        yield from parse_rdf(path, format_of(path))
        return
    try:
        with gzip.open(path) as file:
            yield from parse_rdf(cast("BinaryIO", file), "nquads", str(path))
    except EOFError as error:
        raise InputError(path, "is cut off", "a whole file of gzip") from error


def _parsed(path: Path) -> Iterator[Quad]:
    """Yield the quads of a file; with blank nodes, which have no names of their own, by canonical names."""
    from pyoxigraph import BlankNode

    held: list[Quad] = []
    for quad in _read(path):
        if BlankNode in (type(quad.subject), type(quad.object), type(quad.graph_name)):
            held.append(quad)
        else:
            yield quad
    yield from canonical(held)
