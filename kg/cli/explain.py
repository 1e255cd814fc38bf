"""`kg explain`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import output_option, store_option, write_output

__all__ = ["command"]


@click.command()
@click.argument("thing", metavar="IRI")
@store_option
@output_option
def command(thing: str, store: Path, output: str) -> None:
    """Walk a claim, statement, incident, mention or actor back to its sentences.

    IRI may be short (id:claim/…, ckg:…), or a name as the graph has it.

    \b
    Example:
      kg build && kg explain 'Jund al-Aqsa'
    """
    from kg.explain import explain, format_explanation
    from kg.query import resolve_thing
    from kg.store import StoreFolder

    folder = StoreFolder(store)
    graph = folder.open()
    explanation = explain(graph, resolve_thing(graph, thing, "kg explain").value, folder.document)
    colour = output == "-" and sys.stdout.isatty()
    write_output(output, format_explanation(explanation, colour=colour).encode())
