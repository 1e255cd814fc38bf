"""`kg explain`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import endpoint_option, is_terminal, output_option, store_option, timeout_option, write_output
from kg.terminal import printable

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.endpoint import Endpoint
    from kg.store import StoreFolder

__all__ = ["command"]


@click.command()
@click.argument("thing", metavar="IRI")
@store_option
@endpoint_option
@timeout_option
@click.option("--inferred", is_flag=True, help="Tell what a reasoner infers of it, by which rules, and from what.")
@output_option
def command(thing: str, store: Path, endpoint: str | None, timeout: float, inferred: bool, output: str) -> None:
    """Walk a claim, statement, incident, mention or actor back to its sentences.

    IRI may be short (id:claim/…, ckg:…), or a name as the graph has it. With --inferred, each triple that follows by the
    ontology is told with its rule and premises, down to sentences. An endpoint holds no documents: of it each quote is
    shown without the words around it.

    \b
    Example:
      kg build && kg explain 'Jund al-Aqsa'
    """
    from kg.explain import explain, format_explanation
    from kg.sparql import resolve_thing
    from kg.store import StoreFolder

    folder = StoreFolder(store)
    graph: Any = _endpoint(endpoint, timeout, inferred) if endpoint else folder.open()
    node = resolve_thing(graph, thing, "kg explain").value
    if inferred:
        write_output(output, printable(_inferred(folder, graph, node)).encode())
        return
    explanation = explain(graph, node, None if endpoint else folder.document)
    colour = is_terminal(output)
    write_output(output, format_explanation(explanation, colour=colour).encode())


def _endpoint(url: str, timeout: float, inferred: bool) -> Endpoint:
    from kg.endpoint import Endpoint
    from kg.errors import UsageError

    if inferred:
        raise UsageError(
            "--inferred", "does not go with --endpoint", "a store: what follows is inferred from all of it"
        )
    return Endpoint(url, timeout=timeout)


def _inferred(folder: StoreFolder, graph: Store, node: str) -> str:
    from kg.explain import explain
    from kg.inferences import infer_graph, inferences_about, proof_lines
    from kg.namespaces import shorten

    explain(graph, node)  # raises where the graph knows nothing of it
    closure = infer_graph(folder.quads(), record=True, base=folder.base)
    found = inferences_about(closure, node)
    proofs = ["\n".join(proof_lines(graph, closure, triple, folder.document)) for triple in found]
    follow = "1 triple follows" if len(found) == 1 else f"{len(found)} triples follow"
    return "\n\n".join([f"{shorten(node)}: {follow}", *proofs]) + "\n"
