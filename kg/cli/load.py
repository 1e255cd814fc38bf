"""`kg load`."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.cli.reading import tell_store

__all__ = ["command"]


@click.command()
@click.argument("shards", metavar="DIR|URL")
@store_option
def command(shards: str, store: Path) -> None:
    """Make a store of what kg build has left with --shards, wherever that ran.

    Nothing is read again: documents, claims and dataset are taken from there as they are.

    \b
    Example:
      kg build --shards kept --store one && kg load kept --store other
    """
    from kg.runs.load import load

    tell_store(load(shards, store=store))
