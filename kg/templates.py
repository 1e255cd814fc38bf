"""HTML from templates: Jinja2, all text escaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import MissingExtraError

__all__ = ["Render", "templates"]

# Takes the name of a template and its values, and returns the page.
Render = Callable[[str, Mapping[str, Any]], str]


def templates(folder: Path, command: str, extra: str) -> Render:
    """Return what renders the templates in *folder*; a name in one that has no value is an error.

    Raises MissingExtraError, naming *command* and *extra*, where Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined
    except ImportError as error:
        raise MissingExtraError(command, extra) from error
    loader = FileSystemLoader(folder)
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return lambda name, values: made.get_template(name).render(values)
