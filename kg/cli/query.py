"""`kg query`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kg.cli.options import (
    endpoint_option,
    opened_output,
    output_option,
    store_option,
    terminal_width,
    timeout_option,
    write_output,
)
from kg.errors import UsageError
from kg.formats.suffixes import FORMATS

if TYPE_CHECKING:
    from kg.sparql import NamedQuery, Solutions

__all__ = ["command"]

# As kg.sparql has them; written here since help must not load it. A test holds the two together.
ANSWER_FORMATS: Final = (
    *("table", "markdown", "csv", "tsv", "json", "json-rows", "jsonl", "xml", "arrow", "parquet"),
    *FORMATS,
)


def _parse_params(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    names = [name for name, _, _ in pairs]
    for name, equals, _ in pairs:
        if not equals or not name:
            raise click.BadParameter(f"{name!r} has no {'value' if name else 'name'}; NAME=VALUE")
        if names.count(name) > 1:
            raise click.BadParameter(f"{name!r} is given twice; one value for each name")
    return {name: value for name, _, value in pairs}


@click.command()
@click.argument("query", required=False, metavar="NAME|FILE|-")
@store_option
@click.option("--data", type=click.Path(path_type=Path), help="Ask this RDF file instead of a store.")
@endpoint_option
@timeout_option
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
    type=click.Choice(ANSWER_FORMATS),
    default="table",
    show_default=True,
    metavar="FORMAT",
    help=f"The form of the answer: {', '.join(ANSWER_FORMATS[:10])}; of CONSTRUCT and DESCRIBE also {', '.join(FORMATS)}.",
)
@click.option("--columns", metavar="A,B,…", help="Show these columns alone, in this order.")
@output_option
@click.option(
    "--pack",
    "packs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="A folder of queries of your own, besides the bundled ones. May be given several times.",
)
@click.option("--list", "listing", is_flag=True, help="List the queries, what they answer and their parameters.")
@click.option("--show", "showing", is_flag=True, help="Show what the query says of itself, and its text; ask nothing.")
@click.option(
    "--executables",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write each query (of the packs, if any) as sh:SPARQLExecutable Turtle into DIR; ask nothing.",
)
@click.option("--fail-if-any", is_flag=True, help="Exit with 1 if the answer has a row, a triple, or is true.")
def command(
    query: str | None,
    store: Path,
    data: Path | None,
    endpoint: str | None,
    timeout: float,
    params: dict[str, str],
    format: str,
    columns: str | None,
    output: str,
    packs: tuple[Path, ...],
    listing: bool,
    showing: bool,
    executables: Path | None,
    fail_if_any: bool,
) -> None:
    """Answer a SPARQL question over a store, an RDF file or an endpoint.

    The question is the name of a bundled query, a file, a text in braces, or - for stdin. Of a store and a file, the
    default graph is the union of all graphs; our prefixes are known.

    \b
    Example:
      kg build && kg query 'SELECT ?type (COUNT(*) AS ?n) { ?c ckg:eventType ?type } GROUP BY ?type ORDER BY ?type'
    """
    from kg.sparql import find_query, stream_query

    if executables is not None:
        _write_executables(executables, packs)
    elif listing:
        _list(packs, format, output)
    elif query is None:
        raise click.UsageError("there is no query; give a name, a file or - (kg query --list shows the names)")
    elif showing:
        _show(find_query(query, packs, _tell), format, output)
    else:
        question = find_query(query, packs, _tell)
        found = stream_query(_source(store, data, endpoint, timeout), question, params, tell=_tell)
        if columns is not None:
            found = found.select([name.strip() for name in columns.split(",")])
        if _write(found, format, output) and fail_if_any:
            click.get_current_context().exit(1)


def _tell(line: str) -> None:
    click.echo(line, err=True)


def _source(store: Path, data: Path | None, endpoint: str | None, timeout: float) -> Any:
    from kg.sparql import open_source

    if endpoint is None:
        return open_source(data or store)
    if data is not None:
        raise UsageError("--endpoint", "does not go with --data", "one of the two")
    return import_module("kg.endpoint").Endpoint(endpoint, timeout=timeout)


def _write(found: Solutions, format: str, output: str) -> bool:
    """Write the answer, and tell whether it has a row, or is true."""
    from kg.sparql import Solutions, to_python, write_answer

    any_row = False

    def rows() -> Iterator[tuple[Any, ...]]:
        nonlocal any_row
        for row in found.rows:
            any_row = any_row or found.kind != "answer" or to_python(row[0]) is True
            yield row

    with opened_output(output) as out:
        write_answer(Solutions(found.columns, rows(), found.kind), format, out, width=terminal_width(output))
    return any_row


def _list(packs: tuple[Path, ...], format: str, output: str) -> None:
    from kg.sparql import list_queries
    from kg.sparql.listing import list_as

    found = list_queries(packs, _tell)
    write_output(output, list_as(found, format, terminal_width(output)))


def _show(question: NamedQuery, format: str, output: str) -> None:
    from kg.sparql.listing import show_as

    write_output(output, show_as(question, format, terminal_width(output)))


def _write_executables(folder: Path, packs: tuple[Path, ...]) -> None:
    from kg.sparql import list_queries, pack_queries
    from kg.sparql.executables import write_executables

    found = [query for pack in packs for query in pack_queries(pack).values()] if packs else list_queries()
    texts = {query.name: write_executables([query]) for query in found}
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        write_output(str(folder / f"{name}.ttl"), text)
    _tell(f"{folder}: {len(texts)} queries")
