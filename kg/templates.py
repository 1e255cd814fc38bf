"""HTML from templates: Jinja2, all text escaped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import MissingExtraError

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["templates"]


def templates(folder: Path, command: str, extra: str) -> Environment:
    """Return what renders the templates in *folder*; an unknown name in one is an error.

    Raises MissingExtraError, naming *command* and *extra*, where Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise MissingExtraError(command, extra) from error
    loader = FileSystemLoader(folder)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
