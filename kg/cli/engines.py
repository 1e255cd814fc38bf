"""Who does the tasks of a command."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stdout
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.engines import Engine

__all__ = ["chosen_engine"]


@contextmanager
def chosen_engine(name: str, address: str | None, jobs: int | None) -> Iterator[Engine | None]:
    """Give the engine called *name* for the time of the body; None for processes of this machine, as a build starts them."""
    if name == "local":
        if address is not None:
            raise click.UsageError("--address goes with --engine ray")
        yield None
        return
    from kg.engines.cluster import RayEngine

    # Ray tells on stdout of nodes that die.
    with redirect_stdout(sys.stderr), closing(RayEngine(address, jobs)) as engine:
        yield engine
