"""One timed way to write one format, in a process of its own: `python -m benchmarks.export.runs WAY FORMAT STORE OUTPUT`.

What stands in memory before the clock starts is not timed: rdflib and Oxigraph have loaded the store then. The peak is that of
the whole process.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, Final

from benchmarks.frame.memory import peak
from kg.export.source import Source
from kg.export.writing import export_file
from kg.formats.rdf import pyoxigraph_format
from kg.namespaces import PREFIXES

__all__ = ["RDFLIB", "WAYS"]

RDFLIB: Final = {
    "turtle": "turtle",
    "jsonld": "json-ld",
    "trig": "trig",
    "nquads": "nquads",
    "ntriples": "nt",
    "rdfxml": "xml",
}
WITH_GRAPHS: Final = ("trig", "nquads")
Write = Callable[[], object]


def _ours(format: str, store: Path, output: Path, check: bool) -> Write:
    import pyoxigraph  # noqa: F401

    import kg.export.rdf  # noqa: F401  as the others have their libraries when the clock starts

    source = Source(store)
    return lambda: export_file(source, format, output, check=check)


def _sorted_file(format: str, store: Path, output: Path) -> Write:
    """An RDF file in another order, which is read and sorted first."""
    lines = Source(store).dataset.read_bytes().splitlines(keepends=True)
    unsorted = output.with_name("unsorted.nq")
    unsorted.write_bytes(b"".join(lines[::2] + lines[1::2]))
    return lambda: export_file(Source(unsorted), format, output)


def _oxigraph(format: str, store: Path, output: Path) -> Write:
    from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store

    loaded = Store()
    loaded.bulk_load(path=str(Source(store).dataset), format=RdfFormat.N_QUADS)
    if format in WITH_GRAPHS:
        return lambda: loaded.dump(str(output), format=pyoxigraph_format(format), prefixes=PREFIXES)
    merged = Store()
    merged.bulk_extend(Quad(*quad.triple) for quad in loaded)
    return lambda: merged.dump(str(output), format=pyoxigraph_format(format), from_graph=DefaultGraph())


def _rdflib(format: str, store: Path, output: Path) -> Write:
    from rdflib import Dataset, Graph

    from kg.formats.writers.json_ld import context

    dataset = Dataset(default_union=True)
    dataset.parse(Source(store).dataset, format="nquads")
    graph: Graph = dataset
    if format not in WITH_GRAPHS:
        graph = Graph()
        for triple in dataset.triples((None, None, None)):
            graph.add(triple)
    options: dict[str, Any] = {"context": context()} if format == "jsonld" else {}
    return lambda: graph.serialize(str(output), format=RDFLIB[format], **options)


WAYS: Final[dict[str, Callable[[str, Path, Path], Write]]] = {
    "kg export": lambda format, store, output: _ours(format, store, output, True),
    "kg export, unchecked": lambda format, store, output: _ours(format, store, output, False),
    "kg export, from a file": _sorted_file,
    "Oxigraph": _oxigraph,
    "rdflib": _rdflib,
}


def main(way: str, format: str, store: str, output: str) -> None:
    """Write once, and print seconds, CPU seconds, bytes and peak as JSON."""
    write = WAYS[way](format, Path(store), Path(output))
    start, cpu = perf_counter(), process_time()
    write()
    seconds, cpu = perf_counter() - start, process_time() - cpu
    print(json.dumps({"seconds": seconds, "cpu": cpu, "bytes": Path(output).stat().st_size, "peak": peak()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
