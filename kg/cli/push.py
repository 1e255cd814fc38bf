"""`kg push`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from kg.cli.options import progress_bar, store_option, write_output

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.push import Plan, Pushed

__all__ = ["command"]


@click.command()
@click.argument("endpoint", metavar="ENDPOINT")
@store_option
@click.option("--data", type=click.Path(path_type=Path), help="Push this RDF file instead of a store.")
@click.option(
    "--graph",
    type=click.Choice(["data", "all"]),
    default="data",
    show_default=True,
    help="data: documents, registry, world, what is inferred; all: also the ontology.",
)
@click.option("--into", metavar="IRI", help="The graph for triples of --data that are in no named graph.")
@click.option(
    "--server",
    metavar="NAME",
    help="What the endpoint is, which tells its other addresses: fuseki, graphdb, neptune, oxigraph, qlever, rdf4j or "
    "virtuoso; by default as it says of itself.",
)
@click.option("--graph-store", metavar="URL", help="Where it takes graphs (Graph Store protocol).")
@click.option("--update", metavar="URL", help="Where it takes SPARQL updates.")
@click.option(
    "--protocol",
    type=click.Choice(["auto", "gsp", "update"]),
    default="auto",
    show_default=True,
    help="Graph Store protocol, or SPARQL updates; auto: the first that is offered.",
)
@click.option("--part-size", type=click.FloatRange(min=0.001), default=4.0, show_default=True, metavar="MB",
              help="Send larger graphs in parts of this size.")  # fmt: skip
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=300.0, show_default=True,
              metavar="SECONDS", help="The longest wait for one answer.")  # fmt: skip
@click.option("--retries", type=click.IntRange(0, 20), default=5, show_default=True, metavar="N",
              help="Try so often again where the endpoint is away, after 0.5 s, 1 s, 2 s …")  # fmt: skip
@click.option("--again", is_flag=True, help="Send also what is there.")
@click.option("--delete-others", is_flag=True, help="Remove graphs of earlier pushes that are no longer among these.")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
def command(
    endpoint: str,
    store: Path,
    data: Path | None,
    graph: str,
    into: str | None,
    server: str | None,
    graph_store: str | None,
    update: str | None,
    protocol: str,
    part_size: float,
    timeout: float,
    retries: int,
    again: bool,
    delete_others: bool,
    dry_run: bool,
) -> None:
    """Put a graph into a SPARQL store, one named graph per document, and count it there.

    Each graph replaces the one of its name. A push that was broken off goes on with the same command: what is there
    whole is not sent again. Credentials: KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, KG_ENDPOINT_TOKEN, or a netrc file.

    \b
    Example:
      kg build && kg push http://localhost:7878 --server oxigraph
    """
    from kg.endpoint import connect
    from kg.identifiers import graph_iri
    from kg.push import Settings, make_plan, push
    from kg.push.spool import spool

    quads, base = _source(store, data, graph)
    target = connect(endpoint, server=server, update_url=update, graph_store_url=graph_store, timeout=timeout)
    marks = graph_iri("pushed", base=base)
    settings = Settings(marks, protocol, max(1, int(part_size * 1_000_000)), retries, again, delete_others)
    with TemporaryDirectory() as folder, progress_bar() as progress:
        graphs = spool(quads, Path(folder), _iri(into), str(data or store))
        plan = make_plan(target, graphs, settings)
        if dry_run:
            write_output("-", _listed(plan).encode())
            return
        done = push(target, plan, settings, progress)
    click.echo(_told(target.url, plan, done), err=True)


def _source(store: Path, data: Path | None, graph: str) -> tuple[Iterator[Quad], str]:
    """Return the quads sorted and each once, and the base of our names."""
    from kg.formats.rdf import exported, read_file
    from kg.namespaces import DATA
    from kg.store import StoreFolder

    if data is None:
        folder = StoreFolder(store)
        quads = folder.quads()
        return (iter(quads) if graph == "all" else exported(quads)), folder.base
    rows = iter(sorted(set(read_file(data)), key=str))
    return (rows if graph == "all" else exported(rows)), DATA


def _iri(given: str | None) -> str | None:
    from kg.endpoint.address import is_iri
    from kg.errors import UsageError
    from kg.namespaces import expand

    if given is None:
        return None
    iri = expand(given)
    if not is_iri(iri):
        raise UsageError(f"--into {given}", "is no IRI", "one such as https://example.org/graph")
    return iri


def _listed(plan: Plan) -> str:
    rows = [("send", graph.triples, graph.name) for graph in plan.send]
    rows += [("there", graph.triples, graph.name) for graph in plan.there]
    lines = [f"{state:7}{triples:>10}  {name}\n" for state, triples, name in sorted(rows, key=lambda row: row[2])]
    return "".join([*lines, *(f"{'remove':7}{'':>10}  {name}\n" for name in plan.others)])


def _told(url: str, plan: Plan, done: Pushed) -> str:
    graphs = [*plan.send, *plan.there]
    triples = sum(graph.triples for graph in graphs)
    counts = f"{_number(len(graphs), 'graph')}, {_number(triples, 'triple')}"
    removed = f", {len(plan.others)} removed" if plan.others else ""
    done_so = f"{done.sent} sent, {len(plan.there)} there already{removed}"
    return "\n".join([*done.notes, f"{url}: {counts}: {done_so}"])


def _number(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")
