"""Reads Turtle files of shapes and ontologies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError

__all__ = ["read_turtle"]


def read_turtle(path: Path) -> Iterator[ox.Quad]:
    """Yield the triples of a Turtle file; raises InputError with its name, and the line where it does not parse."""
    try:
        with path.open("rb") as file:
            yield from ox.parse(file, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    except SyntaxError as error:
        where = f"{path}:{error.lineno}" if error.lineno else path
        raise InputError(where, f"not read as Turtle: {error.msg}", "well-formed Turtle") from error
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror or error}", "the path of a Turtle file") from error
