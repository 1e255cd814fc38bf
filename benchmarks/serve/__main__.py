"""`python -m benchmarks.serve`: requests a second of `kg serve` beside `oxigraph serve`, Fuseki and rdflib-endpoint.

Each has the triples of the bundled reports in its default graph and is asked the same ten queries in turn by --clients
connections for --seconds; each query has a number of its own, so that no server answers from what it has kept. Then `kg serve`
alone gets pages and queries mixed, for --mixed seconds: what was not answered well, and memory before and after. Server and
client share the machine's cores. A peer that is not installed is told and left out (tests/peers/install.sh brings them).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from benchmarks.serve.load import Outcome, load
from benchmarks.serve.servers import SERVERS, Running, kg
from kg.namespaces import PREFIXES
from kg.pipeline import build
from kg.resources import seeds
from kg.sparql import open_source
from kg.sparql.tokens import with_prefixes

__all__ = ["main"]

QUERIES = (
    "ASK { ?c a ckg:Claim }",
    "SELECT ?c ?f { ?c a ckg:Claim ; ckg:factuality ?f } LIMIT 50",
    "SELECT ?f (COUNT(?c) AS ?n) { ?c ckg:factuality ?f ; a ckg:Claim } GROUP BY ?f",
    "SELECT ?q { ?c ckg:factuality ckg:Denied ; ckg:evidence ?e . ?e oa:hasSelector ?s . ?s oa:exact ?q }",
    'SELECT ?x ?l { ?x a ckg:ArmedGroup ; rdfs:label ?l FILTER(CONTAINS(LCASE(?l), "front")) }',
    "SELECT ?d (COUNT(*) AS ?n) { ?c a ckg:Claim ; ckg:inDocument ?d } GROUP BY ?d",
    "SELECT ?i ?l { ?i a ckg:Incident ; rdfs:label ?l OPTIONAL { ?i ckg:edtf ?w } } ORDER BY ?l LIMIT 20",
    "SELECT ?a ?b { ?x ckg:oneSide ?a ; ckg:otherSide ?b }",
    "SELECT DISTINCT ?s ?l { ?c ckg:claimedBy ?s . ?s rdfs:label ?l }",
    "CONSTRUCT { ?c ckg:factuality ?f } { ?c a ckg:Claim ; ckg:factuality ?f } LIMIT 50",
)
PARTS = 6
ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    chosen = _parser().parse_args(arguments)
    with TemporaryDirectory() as folder:
        store, triples = Path(folder) / "store", Path(folder) / "triples.nt"
        build([seeds()], store=store)
        triples.write_bytes(_triples(store))
        print(f"{'server':16} {'answers/s':>10} {'median ms':>10} {'99 % ms':>9}  not answered well")
        rates = {}
        for name, start in SERVERS.items():
            if chosen.servers and name not in chosen.servers:
                continue
            try:
                rates[name] = _compare(name, start, store, triples, chosen).rate
            except (FileNotFoundError, RuntimeError, ValueError) as error:
                print(f"{name:16} left out: {error}")
        print(
            ", ".join(
                f"{rates['kg serve'] / rate:.2f}× {name}" for name, rate in rates.items() if rate and name != "kg serve"
            )
        )
        if chosen.mixed:
            with kg(store, triples) as running:
                _mixed(running, store, chosen)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serve")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=15.0)
    parser.add_argument("--mixed", type=float, default=120.0, help="seconds of pages and queries together; 0 for none")
    parser.add_argument("--servers", nargs="*", help="these alone, by name")
    return parser


def _triples(store: Path) -> bytes:
    from pyoxigraph import RdfFormat, serialize

    triples = dict.fromkeys(quad.triple for quad in open_source(store))
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _targets(path: str) -> list[str]:
    return [f"{path}?query={quote(with_prefixes(text, PREFIXES))}%20%23{{}}" for text in QUERIES]


def _compare(name: str, start: Any, store: Path, triples: Path, chosen: argparse.Namespace) -> Outcome:
    with start(store, triples) as running:
        targets = _targets(running.path)
        load(running.port, targets, 4, 2.0, ACCEPT)  # the first answers of a virtual machine are its slowest
        outcome = load(running.port, targets, chosen.clients, chosen.seconds, ACCEPT)
    _print(name, outcome)
    return outcome


def _print(name: str, outcome: Outcome) -> None:
    bad = {status: count for status, count in sorted(outcome.statuses.items()) if status != 200}
    times = f"{outcome.percentile(50):10.1f} {outcome.percentile(99):9.1f}"
    print(f"{name:16} {outcome.rate:10.0f} {times}  {bad or 'none'}", flush=True)


def _mixed(running: Running, store: Path, chosen: argparse.Namespace) -> None:
    graph = open_source(store)
    text = "SELECT DISTINCT ?x { VALUES ?kind { ckg:Claim ckg:ArmedGroup ckg:Document ckg:Incident } ?x a ?kind }"
    base = "https://w3id.org/conflict-kg/id/"
    found: Any = graph.query(text, use_default_graph_as_union=True, prefixes=PREFIXES)
    things = [row[0].value for row in found]
    pages = [f"/page/{iri.removeprefix(base)}?_={{}}" for iri in things]
    targets = [
        target
        for pair in zip(pages, _targets("/sparql") * (len(pages) // len(QUERIES) + 1), strict=False)
        for target in pair
    ]
    load(running.port, targets, 8, 5.0, ACCEPT)
    outcome, memory = Outcome(), [_memory(running.pid)]
    for _ in range(PARTS):
        outcome += load(running.port, targets, chosen.clients, chosen.mixed / PARTS, ACCEPT)
        memory.append(_memory(running.pid))
    _print("pages + queries", outcome)
    each = f"every {chosen.mixed / PARTS:.0f} s"
    print(f"memory of server and workers, MB: {memory[0]} at first, then {each} {', '.join(map(str, memory[1:]))}")


def _memory(pid: int) -> int:
    """Return the resident memory of a process and its children, in megabytes."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(_resident(each) for each in (str(pid), *children)) // 1024


def _resident(pid: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    main(sys.argv[1:])
