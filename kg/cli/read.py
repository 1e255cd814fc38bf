"""`kg read`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import docs_argument, output_option, progress_bar, strict_option, terminal_width, write_output
from kg.cli.read_table import document_lines
from kg.cli.reading import listed, places, reading_options, tell_reading, told_reading
from kg.terminal import printable

if TYPE_CHECKING:
    from kg.model import Document

__all__ = ["command"]

# So many names are listed in a message.
_SHOWN = 3


@click.command()
@docs_argument
@click.option(
    "--format",
    "format",
    type=click.Choice(["table", "plain", "jsonl"]),
    default="table",
    show_default=True,
    help="Paragraphs with their roles and places; the text alone, on which offsets count; or documents, one a line.",
)
@output_option
@reading_options
@strict_option
def command(
    docs: tuple[Path, ...],
    format: str,
    output: str,
    fields: Mapping[str, str],
    manifest: Path | None,
    time_limit: float,
    strict: bool,
) -> None:
    """Show reports as they are read: text, what each paragraph is for, and what they say of themselves.

    DOCS are files, folders and patterns in quotes ('reports/**/*.html'); without any, the bundled sample reports. Read are
    plain text, HTML, Markdown, PDF, DOCX, EPUB, JSON Lines, WARC and e-mail.

    \b
    Example:
      kg read --format jsonl -o documents.jsonl
    """
    from kg import resources
    from kg.consolidate.copies import find_copies
    from kg.read import read_paths

    given = docs or resources.sample_reports()
    with progress_bar() as progress:
        read = read_paths(given, strict=strict, options=told_reading(fields, manifest, time_limit), progress=progress)
    place = places(read.documents, read.paths)
    width = terminal_width(output)
    write_output(output, _written(read.documents, place, format, width).encode("utf-8", "surrogatepass"))
    tell_reading(zip(read.paths, read.documents, strict=True), read.failures, read.left_out)
    names = _names(read.documents, place)
    for text in find_copies(read.documents).texts:
        published = listed([names[key] for key in text.documents], _SHOWN)
        click.echo(printable(f"one text, published {len(text.documents)} times: {published}"), err=True)
    click.echo(f"{len(read.documents)} document{'' if len(read.documents) == 1 else 's'} read", err=True)


def _names(documents: Iterable[Document], place: Mapping[str, str]) -> dict[str, str]:
    """Return by key what each document is called: its name, and where that is another's too, where it was found."""
    documents = tuple(documents)
    found = Counter(document.name for document in documents)
    return {d.key: d.name if found[d.name] == 1 else place[d.key] for d in documents}


def _written(documents: Iterable[Document], place: Mapping[str, str], format: str, width: int | None) -> str:
    if format == "plain":
        return "\n".join(document.text for document in documents)
    if format == "table":
        return "\n".join("".join(document_lines(document, place[document.key], width)) for document in documents)
    import json

    from kg.store import document_to_json

    return "".join(json.dumps(document_to_json(document), ensure_ascii=False) + "\n" for document in documents)
