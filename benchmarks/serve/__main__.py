"""Requests a second of `kg serve` and of other endpoints over the same triples, from one and the same client.

Each has the triples of the bundled reports in its default graph and is asked the same ten queries in turn by many connections
at once; each query has a number of its own, so that no server answers from what it has kept. Then `kg serve` alone gets pages
and queries mixed. Server and client share the machine's cores.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from urllib.parse import quote

from benchmarks.amounts import AMOUNTS, Amounts, Size
from benchmarks.frame.command import run
from benchmarks.frame.comparison import Comparison, Row, missing
from benchmarks.serve.load import Outcome, load
from benchmarks.serve.servers import SERVERS, Running, Server, kg
from kg.evaluate import Table
from kg.namespaces import PREFIXES
from kg.pipeline import build
from kg.resources import seeds
from kg.sparql import open_source
from kg.sparql.tokens import with_prefixes

QUERIES: Final = (
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
PARTS: Final = 6
ACCEPT: Final = "application/sparql-results+json, application/n-triples;q=0.9"


def compare(size: Size) -> Iterator[Comparison]:
    """Ask all servers that are there, and compare answers a second and how long the slow ones take."""
    amounts = AMOUNTS[size]
    with TemporaryDirectory() as folder:
        store, triples = Path(folder) / "store", Path(folder) / "triples.nt"
        build([seeds()], store=store)
        triples.write_bytes(_triples(store))
        outcomes = {server.name: _asked(server, store, triples, amounts) for server in SERVERS if not server.lacks}
        with kg(store, triples) as running:
            mixed = _mixed(running, store, amounts)
    told = f"{len(QUERIES)} queries in turn over the triples of five reports, {amounts.served_clients} connections"
    rates = [_row(server, outcomes, lambda outcome: outcome.rate) for server in SERVERS]
    yield Comparison(
        name="serving",
        title="Serving SPARQL",
        measured="good answers a second",
        unit="answers/s",
        size=told,
        better="more",
        means="How many people or programs one server can answer; ours also bounds each query in a process that can be killed.",
        ours=rates[0],
        peers=tuple(rates[1:]),
        details=(_table(outcomes), mixed),
    )
    waits = [_row(server, outcomes, lambda outcome: outcome.percentile(99)) for server in SERVERS]
    yield Comparison(
        name="serving-wait",
        title="Serving SPARQL, the slow answers",
        measured="milliseconds that 99 of 100 answers take at most",
        unit="ms",
        size=told,
        better="less",
        means="How long the unlucky one in a hundred waits while all the others ask, too.",
        ours=waits[0],
        peers=tuple(waits[1:]),
    )


def _triples(store: Path) -> bytes:
    from pyoxigraph import RdfFormat, serialize

    triples = dict.fromkeys(quad.triple for quad in open_source(store))
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


def _targets(path: str) -> list[str]:
    return [f"{path}?query={quote(with_prefixes(text, PREFIXES))}%20%23{{}}" for text in QUERIES]


def _asked(server: Server, store: Path, triples: Path, amounts: Amounts) -> Outcome | str:
    """Return what came of asking *server*, or why it could not be asked."""
    try:
        with server.start(store, triples) as running:
            targets = _targets(running.path)
            # The first answers of a virtual machine are its slowest.
            load(running.port, targets, 4, amounts.served_seconds / 5, ACCEPT)
            return load(running.port, targets, amounts.served_clients, amounts.served_seconds, ACCEPT)
    except (OSError, RuntimeError) as error:
        return str(error)


def _row(server: Server, outcomes: Mapping[str, Outcome | str], value: Callable[[Outcome], float]) -> Row:
    if server.lacks:
        return missing(server.name, server.lacks)
    outcome = outcomes[server.name]
    if isinstance(outcome, str) or not outcome.statuses[200]:
        return Row(server.name, server.version, why_not=str(outcome))
    return Row(server.name, server.version, value(outcome), f"not answered well: {_bad(outcome)}" * bool(_bad(outcome)))


def _bad(outcome: Outcome) -> str:
    return ", ".join(f"{n} × {status}" for status, n in sorted(outcome.statuses.items()) if status != 200)


def _table(outcomes: Mapping[str, Outcome | str]) -> Table:
    header = ("server", "answers/s", "median ms", "99 % ms", "not answered well")
    asked = {name: outcome for name, outcome in outcomes.items() if isinstance(outcome, Outcome)}
    return Table("Server by server", "", header, tuple((name, *_cells(outcome)) for name, outcome in asked.items()))


def _cells(outcome: Outcome) -> tuple[str, ...]:
    times = (f"{outcome.percentile(percent):.1f}" for percent in (50, 99))
    return f"{outcome.rate:,.0f}", *times, _bad(outcome) or "none"


def _mixed(running: Running, store: Path, amounts: Amounts) -> Table:
    """Return what comes of asking for pages and queries in turn, six times as long, and the memory after each sixth."""
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
    rows = [("at first", *[""] * 4, f"{_memory(running.pid)}")]
    for part in range(PARTS):
        outcome = load(running.port, targets, amounts.served_clients, amounts.served_seconds, ACCEPT)
        rows.append((f"{part + 1} of {PARTS}", *_cells(outcome), f"{_memory(running.pid)}"))
    header = ("", "answers/s", "median ms", "99 % ms", "not answered well", "MB of server and workers")
    return Table("kg serve: pages and queries mixed", "", header, tuple(rows))


def _memory(pid: int) -> int:
    """Return the resident memory of a process and its children, in megabytes."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(_resident(each) for each in (str(pid), *children)) // 1024


def _resident(pid: str) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


if __name__ == "__main__":
    run("serve", __doc__, compare, sys.argv[1:])
