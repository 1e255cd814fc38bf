r"""`python -m benchmarks.validation`: seconds, peak memory and results of SHACL engines on one graph with one file of shapes.

Each run is a process of its own, from its start to its end: start of the interpreter or machine, loading, validating, writing
the report; ours reads the ontology besides. The graphs are made (`graph`), with faults that are counted; so every engine's
results can be held against what there is to find, by shape. The shapes are twenty (`shapes.ttl`).

The peers are no dependencies of the project, so each is given by `--peer NAME=WHERE`, or PEER_NAME in the environment:

    python -m venv rudof && rudof/bin/pip install pyrudof==0.3.35
    mvn -f benchmarks/validation/peers/jena.xml dependency:copy-dependencies -DoutputDirectory=$PWD/jena
    mvn -f benchmarks/validation/peers/topbraid.xml dependency:copy-dependencies -DoutputDirectory=$PWD/topbraid
    python -m benchmarks.validation --peer pyrudof=rudof/bin/python --peer 'jena=jena/*' --peer 'topbraid=topbraid/*' \
        --peer java=/path/to/java      # Jena 6 wants Java 21 or newer; default: the `java` of the path

pySHACL comes with the project. A peer that is not there has a line that says so. A run of more than half a minute is not
repeated, and pySHACL gets no graph beyond 100,000 triples unless `--largest pyshacl=1000000` says so.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.validation.compare import Row, compare
from benchmarks.validation.engines import ENGINES, OURS, PEERS
from benchmarks.validation.graph import write_graph

HEADER: Final = (
    f"{'triples':>10} {'engine':>9} {'seconds':>8} {'cpu s':>8} {'peak MB':>8} {'results':>14} {'to ours':>8}"
)


def main(arguments: Sequence[str]) -> None:
    """Print the engines side by side for each size, then how ours grows."""
    chosen = _parser().parse_args(arguments)
    where = _places(chosen.peer)
    for engine in ENGINES:
        if missing := [name for name in engine.needs if name not in where]:
            print(f"{engine.name} is left out: no --peer {missing[0]}=…", file=sys.stderr)
    with _folder(chosen.folder) as folder:
        print(HEADER)
        ours = [_print_size(size, folder, where, chosen) for size in sorted({*chosen.sizes, *chosen.curve})]
    if grown := [row for row in ours if not row.failure]:
        _print_growth(grown)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.validation")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000], help="triples, for all")
    parser.add_argument("--curve", type=int, nargs="*", default=[300_000, 3_000_000], help="triples, for ours alone")
    parser.add_argument("--runs", type=int, default=3, help="of each engine on each graph")
    parser.add_argument("--peer", type=_pair, action="append", default=[], metavar="NAME=WHERE", help=", ".join(PEERS))
    parser.add_argument("--largest", type=_pair, action="append", default=[], metavar="ENGINE=TRIPLES")
    parser.add_argument("--folder", type=Path, help="keep graphs and reports there")
    return parser


def _pair(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    if name not in {*PEERS, *(engine.name for engine in ENGINES)} or not value:
        raise argparse.ArgumentTypeError(f"{text}: not NAME=VALUE with a name of {', '.join(PEERS)}")
    return name, value


def _places(given: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return where each peer is that is there: as *given*, or by the environment, or on the path."""
    known = {name: os.environ.get(f"PEER_{name.upper()}") for name in PEERS} | dict(given)
    known["java"] = known["java"] or which("java")
    return {name: place for name, place in known.items() if place}


@contextmanager
def _folder(chosen: Path | None) -> Iterator[Path]:
    if chosen:
        chosen.mkdir(parents=True, exist_ok=True)
        yield chosen
    else:
        with TemporaryDirectory() as temporary:
            yield Path(temporary)


def _print_size(size: int, folder: Path, where: Mapping[str, str], chosen: argparse.Namespace) -> Row:
    """Print a row for each engine that gets a graph of *size*, and return that of ours."""
    largest = {engine.name: engine.largest for engine in ENGINES} | {name: int(most) for name, most in chosen.largest}
    engines = [engine for engine in ENGINES if where.keys() >= set(engine.needs) and size <= largest[engine.name]]
    sample = write_graph(folder / f"g{size}.nt", size)
    rows = compare(sample, engines if size in chosen.sizes else engines[:1], where, chosen.runs)
    for row in rows:
        print(_line(row, rows[0]), flush=True)
    return rows[0]


def _line(row: Row, ours: Row) -> str:
    start = f"{row.triples:>10,} {row.engine:>9}"
    if row.failure:
        return f"{start}  failed: {row.failure}"
    ratio = "" if ours.failure else f"{row.seconds / ours.seconds:.2f}×"
    times = f"{row.seconds:>8.2f} {row.processor_seconds:>8.2f}"
    return f"{start} {times} {row.megabytes:>8,.0f} {row.results:>14} {ratio:>8}".rstrip()


def _print_growth(rows: Sequence[Row]) -> None:
    """Print what a triple takes at each size: it stays the same where time grows as the graph does."""
    print(f"\n{'triples':>10} {'µs each':>8} {'bytes each':>11}   {OURS} alone")
    for row in rows:
        seconds, megabytes = row.seconds / row.triples, row.megabytes / row.triples
        print(f"{row.triples:>10,} {seconds * 1e6:>8.1f} {megabytes * 2**20:>11,.0f}")


if __name__ == "__main__":
    main(sys.argv[1:])
