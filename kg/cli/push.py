"""`kg push`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from kg.cli.options import a_number, progress_bar, store_option, timeout_option, write_output

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kg.push import Plan, Settings

__all__ = ["command"]

LISTED: Final = 8  # names of graphs in a message; --dry-run lists all


@click.command()
@click.argument("endpoint", metavar="ENDPOINT")
@store_option
@click.option("--data", type=click.Path(path_type=Path), help="Push this RDF file instead of a store.")
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
@click.option("--part-size", type=click.FloatRange(min=0.001, max=1000), callback=a_number, default=4.0, show_default=True,
              metavar="MB", help="Send larger graphs in parts of this size.")  # fmt: skip
@timeout_option
@click.option("--retries", type=click.IntRange(0, 20), default=5, show_default=True, metavar="N",
              help="Try so often again where the endpoint is away, after 0.5 s, 1 s, 2 s …")  # fmt: skip
@click.option("--again", is_flag=True, help="Send also what is there.")
@click.option(
    "--delete-others",
    is_flag=True,
    help="Remove graphs of earlier pushes that are not among these, but what others have added to.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
def command(
    endpoint: str,
    store: Path,
    data: Path | None,
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

    All is sent that the queries ask: documents, registry, world, what is inferred, the ontology. Each graph replaces the one of
    its name. A push that was broken off goes on with the same command: what is there
    whole is not sent again. Credentials: KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, KG_ENDPOINT_TOKEN, or a netrc file.

    \b
    Example:
      kg build && kg push http://localhost:7878 --server oxigraph
    """
    from kg.endpoint import connect
    from kg.identifiers import graph_iri
    from kg.push import Settings, make_plan, push
    from kg.push.spool import spool

    quads, base = _source(store, data)
    target = connect(endpoint, server=server, update_url=update, graph_store_url=graph_store, timeout=timeout)
    marks = graph_iri("pushed", base=base)
    settings = Settings(marks, protocol, max(1, int(part_size * 1_000_000)), retries, again, delete_others)
    with TemporaryDirectory() as folder, progress_bar() as progress:
        graphs = spool(quads, Path(folder), _iri(into), str(data or store))
        plan = make_plan(target, graphs, settings)
        if dry_run:
            write_output("-", _listed(plan).encode())
            return
        notes = push(target, plan, settings, progress)
    click.echo("\n".join([*notes, *_told(target.url, plan, settings, str(data or store))]), err=True)


def _source(store: Path, data: Path | None) -> tuple[Iterable[Quad], str]:
    """Return the quads sorted and each once, and the base of our names."""
    from kg.formats.rdf import read_file
    from kg.namespaces import DATA
    from kg.store import StoreFolder

    if data is None:
        folder = StoreFolder(store)
        return folder.quads(), folder.base
    return sorted(set(read_file(data)), key=str), DATA


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
    rows: list[tuple[str, object, str]] = [("send", graph.triples, graph.name) for graph in plan.send]
    rows += [("there", graph.triples, graph.name) for graph in plan.there]
    rows += [("remove", "", name) for name in plan.remove] + [("other", "", name) for name in plan.others]
    return "".join(f"{state:7}{triples:>10}  {name}\n" for state, triples, name in sorted(rows, key=lambda row: row[2]))


def _told(url: str, plan: Plan, settings: Settings, source: str) -> Iterator[str]:
    graphs = [*plan.send, *plan.there]
    triples = sum(graph.triples for graph in graphs)
    removed = f", {len(plan.remove)} removed" if plan.remove else ""
    counts = f"{_number(len(graphs), 'graph')}, {_number(triples, 'triple')}"
    yield f"{url}: {counts}: {len(plan.send)} sent, {len(plan.there)} there already{removed}"
    if plan.others:
        some = ", ".join(plan.others[:LISTED]) + ", …" * (len(plan.others) > LISTED)
        count = f"{_number(len(plan.others), 'graph')} at the endpoint {'is' if len(plan.others) == 1 else 'are'}"
        why = "others have added to what was pushed there" if settings.delete_others else "--delete-others removes them"
        yield f"{url}: {count} not in {source}: {some}; {why}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")
