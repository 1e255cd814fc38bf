"""What `kg export` is told of a dataset, and how it describes what it writes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from kg.cli.options import progress_bar, write_output

if TYPE_CHECKING:
    from kg.export.describe import About, Description
    from kg.export.source import Source
    from kg.export.table import Options

__all__ = ["about_options", "checked_about", "describe_to", "release_to"]

Told = Mapping[str, str | None]
_TOLD: Final = {
    "title": ("TEXT", "What the dataset is called; default: by its number of reports."),
    "description": ("TEXT", "What the dataset is; default: its counts."),
    "license": (
        "IRI",
        "The licence of the data (also for csvw and nanopub); default: none but that of the bundled reports.",
    ),
    "publisher": ("NAME|URL", "Who publishes the dataset (also for csvw and nanopub)."),
    "hosted-at": ("URL", "The folder on the web from which its files will be fetched."),
}


def about_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that tell what a dataset is; *command* gets them as `told`."""

    @wraps(command)
    def gathered(*args: Any, **options: Any) -> Any:
        told = {name: options.pop(name) for name in (option.replace("-", "_") for option in _TOLD)}
        return command(*args, told=told, **options)

    found: Callable[..., Any] = gathered
    for name, (metavar, text) in reversed(_TOLD.items()):
        found = click.option(f"--{name}", metavar=metavar, help=f"For --release and --describe: {text}")(found)
    return found


def checked_about(told: Told, options: Options, target: str | None = None) -> About:
    """Return what is told of a dataset, checked before anything is written, as is the suffix of its description *target*."""
    from kg.export.describe import About

    if target is not None:
        _format_of(target)
    return About(issued=options.issued, **told)


def describe_to(
    source: Source, target: str, exported: Mapping[str, Path], about: About, told: Mapping[str, str], *, validate: bool
) -> None:
    """Describe *source* and the files *exported*, by their formats, in the file *target* (`.ttl` or `.jsonld`).

    *told* is what their writers have said of what is left out.
    """
    from kg.export.describe import describe

    description = describe(source, exported, about=about, validate=validate, told=told)
    write_output(target, description.as_bytes(_format_of(target)))
    _tell(description, validate)


def release_to(source: Source, folder: Path, options: Options, about: About, *, validate: bool, **chosen: Any) -> None:
    """Make a release of *source* in *folder*; *chosen* are options of `write_release`."""
    from kg.export.release import write_release

    with progress_bar() as progress:
        release = write_release(source, folder, options, progress, about=about, validate=validate, **chosen)
    click.echo(f"{folder}: {len(release.files)} files, {release.description.survey.quads} quads", err=True)
    _tell(release.description, validate)


def _tell(description: Description, validate: bool) -> None:
    """Tell what is left out or missing, and what came of a check; the command exits with 1 where the data does not conform."""
    for told in description.dataset.told_left_out:
        click.echo(told, err=True)
    if description.missing:
        click.echo(f"not told: {', '.join(f'--{name}' for name in description.missing)}", err=True)
    if validate:
        found = description.dataset.conformance
        click.echo(f"checked against the shapes: {found.told}", err=True)
        click.get_current_context().exit(found.exit_code)


def _format_of(target: str) -> str:
    from kg.export.describe import check_format
    from kg.formats.suffixes import format_of

    return "turtle" if target == "-" else check_format(format_of(target))
