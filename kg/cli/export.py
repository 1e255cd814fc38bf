"""`kg export`."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from kg.cli.describing import about_options, checked_about, describe_to, release_to
from kg.cli.fitting import check_fitting
from kg.cli.options import output_option, progress_bar, store_option, write_output
from kg.errors import LossError, UsageError
from kg.export import EXPORT_FORMATS, Options
from kg.formats.suffixes import CODED_FORMATS, SUFFIXES

if TYPE_CHECKING:
    from kg.export.source import Source

__all__ = ["command"]


@click.command()
@store_option
@click.option("--data", type=click.Path(path_type=Path), help="Export this RDF file, or release, instead of a store.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice((*EXPORT_FORMATS, *CODED_FORMATS)),
    help="By default as the suffix of the file says, else nquads; --list tells what each is. Several times for --release; "
    "there, by default all.",
)
@click.option(
    "--without", multiple=True, type=click.Choice(tuple(EXPORT_FORMATS)), help="For --release: leave out this format."
)
@output_option
@click.option(
    "--document", metavar="NAME", help="This document alone, by file name or key, with what it needs of the registry."
)
@click.option(
    "--graph",
    type=click.Choice(["data", "all"]),
    default="data",
    show_default=True,
    help="data: documents, registry, world, what is inferred; all: also the ontology.",
)
@click.option(
    "--frame", type=click.Choice(["entity", "event"]), help="Nest JSON-LD: one tree for each entity, or event."
)
@click.option(
    "--allow-loss",
    is_flag=True,
    help="Write a format that cannot carry everything; --list tells what is left out. A release leaves out, and names, "
    "a format that cannot be written.",
)
@click.option("--no-check", is_flag=True, help="Do not read back what was written, nor count it.")
@click.option(
    "--issued", metavar="DAY", help="The day of making, YYYY-MM-DD; default: that of SOURCE_DATE_EPOCH, else none."
)
@click.option(
    "--release", type=click.Path(path_type=Path), metavar="DIR", help="Make a release: every format, described."
)
@click.option("--compress", is_flag=True, help="For --release: compress the files of data with gzip.")
@click.option("--force", is_flag=True, help="For --release: replace a release that is there.")
@click.option(
    "--describe", metavar="FILE", help="Describe the dataset besides (VoID, DCAT), as .ttl or .jsonld; - for stdout."
)
@click.option(
    "--validate",
    is_flag=True,
    help="For --release and --describe: check the data against the bundled shapes, and say what came of it. Exits with 1 where "
    "it does not conform.",
)
@about_options
@click.option("--list", "listing", is_flag=True, help="List the formats, and what each cannot carry.")
@click.pass_context
def command(
    context: click.Context,
    store: Path,
    data: Path | None,
    formats: tuple[str, ...],
    without: tuple[str, ...],
    output: str,
    document: str | None,
    graph: str,
    frame: str | None,
    allow_loss: bool,
    no_check: bool,
    issued: str | None,
    release: Path | None,
    compress: bool,
    force: bool,
    describe: str | None,
    validate: bool,
    told: Mapping[str, str | None],
    listing: bool,
) -> None:
    """Write a store or an RDF file in another form, and check that nothing is lost.

    What is written is read back by an independent parser and counted before it is put in its place. Turtle, JSON-LD, N-Triples
    and RDF/XML have no names of graphs: which document says what is in plain triples there, too. A format that cannot carry
    everything says what before it writes, and wants --allow-loss. Rows as ACLED's and records as PLOVER's tell their losses
    themselves.

    \b
    Example:
      kg build && kg export --format turtle -o sample.ttl
    """
    if listing:
        write_output(output, _listed().encode())
        return
    from kg.issued import issued_day

    options = Options(frame, issued_day(issued), told["license"], told["publisher"])
    check_fitting(context)
    if any(name in CODED_FORMATS for name in formats):
        _write_coded(data or store, formats[0], output)
        return
    from kg.export.source import Source

    source = Source(data or store, document, graph == "all")
    if describe is not None and release is None and _is_same(describe, output):
        raise UsageError(f"--describe {describe}", "is where the export goes", "another file for the description")
    about = checked_about(told, options, describe)
    if release is not None:
        names = [name for name in formats or EXPORT_FORMATS if name not in without]
        chosen = {"allow_loss": allow_loss, "compress": compress, "force": force, "validate": validate}
        release_to(source, release, options, about, formats=names, **chosen)
        return
    format = formats[0] if formats else _format_of(output)
    left_out = _export(source, format, output, options, allow_loss, not no_check)
    if describe is not None:
        exported = {} if output == "-" else {format: Path(output)}
        describe_to(source, describe, exported, about, {format: left_out}, validate=validate)


def _is_same(one: str, other: str) -> bool:
    return one == other or ("-" not in (one, other) and Path(one).resolve() == Path(other).resolve())


def _format_of(output: str) -> str:
    if output == "-":
        return "nquads"
    suffix = Path(output).suffix.lower()
    views = [row.name for row in EXPORT_FORMATS.values() if suffix and row.suffix == suffix]
    found = SUFFIXES.get(suffix) or (views[0] if views else "")
    if not found:
        right = f"one of: {' '.join(sorted({*SUFFIXES, *(row.suffix for row in EXPORT_FORMATS.values())} - {''}))}"
        raise UsageError(output, f"the suffix {suffix!r} names no format", f"{right}, or --format")
    return found


def _export(source: Source, format: str, output: str, options: Options, allow_loss: bool, check: bool) -> str:
    """Export, and return what the writer says of what it has left out."""
    from kg.export.merging import Merging
    from kg.export.writing import export_file

    notes: list[str] = []
    if told := Merging(source).told(format):
        _tell(f"{format}: does not tell {told}; trig and nquads do")
    with progress_bar() as progress, TemporaryDirectory(prefix="kg-export-") as folder:
        path = Path(folder) / "export" if output == "-" else Path(output)
        if output == "-" and EXPORT_FORMATS[format].folder:
            raise UsageError("stdout", f"cannot hold the format {format}, which is a folder", "-o DIR")
        try:
            export_file(
                source,
                format,
                path,
                options=options,
                allow_loss=allow_loss,
                check=check,
                progress=progress,
                tell=notes.append,
            )
        except LossError as error:
            if error.where == str(path) != output:
                raise LossError("stdout", error.wrong, error.right) from error
            raise
        if output == "-":
            _copy_to_stdout(path)
    for note in notes:
        _tell(f"{format}: {note}")
    return "; ".join(notes)


def _tell(text: str) -> None:
    click.echo(text, err=True)


def _copy_to_stdout(path: Path) -> None:
    if sys.stdout is None:  # as `>&-` leaves it
        raise UsageError("stdout", "is closed", "one that can be written to, or -o FILE")
    with path.open("rb") as file:
        shutil.copyfileobj(file, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def _listed() -> str:
    from kg.export.merging import MERGED

    lines = []
    for row in EXPORT_FORMATS.values():
        holds = "all but" if row.loses else "all, but not in which graph it stands" if row.name in MERGED else "all"
        lines.append(f"{row.name:14} {row.suffix or 'folder':10} {row.title}: {holds}")
        lines += (f"{'':25} - {what}" for what in row.loses)
        lines += [f"{'':25} - refuses {row.refuses}"] if row.refuses else []
    lines += (f"{name:14} {'':10} event data; each row tells what it loses" for name in CODED_FORMATS)
    return "".join(line + "\n" for line in lines)


def _write_coded(store: Path, format: str, output: str) -> None:
    from kg.coding import export_coded

    export = export_coded(store, format)
    write_output(output, export.data)
    click.echo(export.summary, err=True)
