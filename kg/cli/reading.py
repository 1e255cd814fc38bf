"""What the commands that read reports share: options of reading, and what is said of it at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from kg.cli.options import a_number
from kg.reading_defaults import RECORD_FIELDS, SECONDS
from kg.terminal import printable_line

if TYPE_CHECKING:
    from kg.errors import KgError
    from kg.model import Document
    from kg.pipeline import BuildResult
    from kg.read import ReadOptions

__all__ = ["Told", "listed", "places", "reading_options", "tell_reading", "tell_store", "told_reading"]


# So many names are listed in a message.
_SHOWN = 3


class Told(Protocol):
    """What is said of a document: a Document, or a summary of one."""

    @property
    def name(self) -> str: ...
    @property
    def warnings(self) -> tuple[str, ...]: ...
    @property
    def language(self) -> str | None: ...
    @property
    def is_foreign(self) -> bool: ...
    @property
    def unread(self) -> Mapping[str, int]: ...


def _fields(ctx: click.Context, option: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for name, _, key in pairs:
        if name not in RECORD_FIELDS or not key:
            raise click.BadParameter(f"{name!r} is no field; FIELD=KEY with a field of {', '.join(RECORD_FIELDS)}")
    return {name: key for name, _, key in pairs}


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that tell how reports are read, as the parameters that `told_reading` takes."""
    for option in (
        click.option(
            "--time-limit",
            type=click.FloatRange(min=0, max=86_400, min_open=True),
            callback=a_number,
            default=SECONDS,
            show_default=True,
            metavar="SECONDS",
            help="The longest time for one report that is no plain text; one that takes longer is passed over.",
        ),
        click.option(
            "--manifest",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="A CSV file of metadata by file name, for what reports do not say of themselves.",
        ),
        click.option(
            "--map",
            "fields",
            multiple=True,
            callback=_fields,
            metavar="FIELD=KEY",
            help="Which key of a JSON Lines record holds its text, html, id, title, author, publisher, issued or url; "
            "a.b reaches into objects. May be given several times.",
        ),
    ):
        command = option(command)
    return command


def told_reading(fields: Mapping[str, str], manifest: Path | None, time_limit: float) -> ReadOptions:
    """Return the options of reading that a command was given."""
    from kg.read import Limits, ReadOptions

    return ReadOptions(fields, manifest, Limits(seconds=time_limit))


def places(documents: Iterable[Document], paths: Iterable[Path]) -> dict[str, str]:
    """Return by key where each document was found: the path of its file, with "#" and its own name in there if it has one."""
    return {
        document.key: f"{path}{document.name[len(path.name) :]}"
        for document, path in zip(documents, paths, strict=True)
    }


def listed(names: Sequence[str], most: int) -> str:
    """Return the first names, and how many more there are."""
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def tell_reading(
    documents: Iterable[tuple[Path, Told]],
    failures: Iterable[KgError],
    left_out: Mapping[str, int] | None = None,
) -> None:
    """Say on stderr what was passed over and why, what the readers noticed, and what is in other languages.

    *documents* come one by one, each with its file; what is noticed is told by name.
    """
    noticed, foreign, in_part = list[tuple[str, str, str]](), Counter[str](), Counter[str]()
    for path, document in documents:
        place = f"{path}{document.name[len(path.name) :]}"
        noticed += [(document.name, place, warning) for warning in document.warnings]
        foreign.update([str(document.language)] if document.is_foreign else ())
        in_part.update({} if document.is_foreign else document.unread)
    for told in _told_failures(failures):
        click.echo(printable_line(f"passed over: {told}"), err=True)
    for _, place, warning in sorted(noticed):
        click.echo(printable_line(f"{place}: {warning}"), err=True)
    if left_out:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(left_out.items()))
        click.echo(printable_line(f"left out, as no report: {kinds}"), err=True)
    if foreign:
        tags = ", ".join(f"{count} {tag}" for tag, count in sorted(foreign.items()))
        click.echo(f"not in English, so no claims are read out of them: {tags}", err=True)
    if in_part:
        tags = ", ".join(f"{count} {tag}" for tag, count in sorted(in_part.items()))
        click.echo(f"paragraphs of other documents that are not in English, and so are not read out: {tags}", err=True)


def _told_failures(failures: Iterable[KgError]) -> Iterator[str]:
    """Yield a line for each failure; more than are listed in a message, of one reason, are one line that counts them."""
    alike: dict[tuple[str, str], list[KgError]] = {}
    for failure in failures:
        alike.setdefault((failure.wrong, failure.right), []).append(failure)
    for (wrong, right), found in alike.items():
        if len(found) > _SHOWN:
            yield f"{len(found)} reports ({listed([one.where for one in found], _SHOWN)}): {wrong}; {right}"
        else:
            yield from map(str, found)


def tell_store(result: BuildResult) -> None:
    """Say on stderr what a store holds."""
    count = result.run.documents
    counts = f"{count} document{'' if count == 1 else 's'}, {result.run.claims} claims, {result.count} quads"
    click.echo(f"{result.store}: {counts}", err=True)
