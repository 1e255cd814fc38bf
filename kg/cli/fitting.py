"""Which options of `kg export` go with which job: one that would say nothing is refused."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import click
from click.core import ParameterSource

from kg.errors import UsageError
from kg.formats.suffixes import CODED_FORMATS

__all__ = ["check_fitting"]

# Formats that say of themselves when, by whom and under which licence they were made.
SIGNED: Final = ("csvw", "nanopub")
ABOUT: Final = ("title", "description", "license", "publisher", "hosted_at")
# Options that say nothing there, and where they do.
IN_A_RELEASE: Final = {
    "output": "the folder of --release alone",
    "frame": "--format jsonld -o FILE",
    "no_check": "no such option: a release is always checked",
    "describe": "no such option: a release is always described",
}
DESCRIBED: Final = "--describe FILE, --release DIR"
IN_A_FILE: Final = dict.fromkeys(("without", "compress", "force"), "--release DIR")
IN_CODED: Final = dict.fromkeys(
    ("graph", "document", "frame", "no_check", "issued", "describe", "release", *IN_A_FILE, *ABOUT, "validate"),
    "an RDF format, or no such option",
)


def check_fitting(context: click.Context) -> None:
    """Raise UsageError where an option was given that does not go with the others."""
    given = {name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    formats: tuple[str, ...] = context.params["formats"]
    if {"store", "data"} <= given:
        raise UsageError("--store", "does not go with --data", "one of the two")
    for format in formats:
        if format in CODED_FORMATS:
            _refuse(given, IN_CODED, format)
    if "release" in given:
        _refuse(given, IN_A_RELEASE, "--release")
        return
    if len(formats) > 1:
        raise UsageError(f"--format {formats[1]}", "is one format more than a file has", "--release DIR, or one format")
    _refuse(given, IN_A_FILE, "a file")
    if "describe" not in given:
        _refuse(given, dict.fromkeys(("title", "description", "hosted_at", "validate"), DESCRIBED), "a file")
        if not set(formats) & set(SIGNED):
            right = f"{DESCRIBED}, or the formats {' and '.join(SIGNED)}"
            _refuse(given, dict.fromkeys(("license", "publisher", "issued"), right), "a file that does not tell it")


def _refuse(given: Collection[str], useless: dict[str, str], what: str) -> None:
    for name, right in useless.items():
        if name in given:
            option = "--" + name.replace("_", "-")
            raise UsageError(option, f"does not go with {what}", right)
