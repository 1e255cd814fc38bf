"""`kg query`."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from kg.cli.options import is_terminal, output_option, store_option, write_output

__all__ = ["command"]


def _parse_params(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    if bad := [name for name, equals, _ in pairs if not equals]:
        raise click.BadParameter(f"{bad[0]!r} has no value; NAME=VALUE")
    return {name: value for name, _, value in pairs}


@click.command()
@click.argument("query", required=False, metavar="NAME|FILE|-")
@store_option
@click.option("--data", type=click.Path(path_type=Path), help="Ask this RDF file instead of a store.")
@click.option(
    "--param",
    "params",
    multiple=True,
    callback=_parse_params,
    metavar="NAME=VALUE",
    help="Bind a variable to an IRI, a name as the graph has it, a day or a number.",
)
@click.option(
    "--format",
    "format",
    type=click.Choice(["table", "csv", "tsv", "json", "jsonl"]),
    default="table",
    show_default=True,
    help="The form of the answer.",
)
@click.option("--columns", metavar="A,B,…", help="Show these columns alone, in this order.")
@output_option
@click.option("--list", "listing", is_flag=True, help="List the bundled queries and what they answer.")
@click.option("--fail-if-any", is_flag=True, help="Exit with 1 if the answer has a row.")
def command(
    query: str | None,
    store: Path,
    data: Path | None,
    params: dict[str, str],
    format: str,
    columns: str | None,
    output: str,
    listing: bool,
    fail_if_any: bool,
) -> None:
    """Answer a SPARQL question over a store or an RDF file.

    The question is the name of a bundled query, a file, a text in braces, or - for stdin. The default graph is the union
    of all graphs, and our prefixes are known.

    \b
    Example:
      kg build && kg query 'SELECT ?type (COUNT(*) AS ?n) { ?c ckg:eventType ?type } GROUP BY ?type ORDER BY ?type'
    """
    from kg.sparql import find_query, format_answer, list_queries, open_source, run_query

    if listing:
        write_output(output, "".join(f"{q.name:24} {q.summary}\n" for q in list_queries()).encode())
        return
    if query is None:
        raise click.UsageError("there is no query; give a name, a file or - (kg query --list shows the names)")
    question = find_query(query)
    answer = run_query(open_source(data or store), question, params)
    if columns is not None:
        answer = answer.select([name.strip() for name in columns.split(",")])
    width = shutil.get_terminal_size().columns if is_terminal(output) else None
    write_output(output, format_answer(answer, format, width=width).encode())
    if fail_if_any and answer.rows:
        click.get_current_context().exit(1)
