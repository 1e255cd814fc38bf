"""Pages from templates: Jinja2, all text escaped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.templates import Render, templates

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["embedded_json", "render"]

FOLDER: Final = Path(__file__).parent / "templates"


def render(template: str, root: str, values: Mapping[str, Any]) -> bytes:
    """Return the page as bytes of UTF-8; *root* is the path that the server is reached at."""
    given = {"root": root, "path": "", "iri": "", "embedded": "", "asked_for": ""} | dict(values)
    return (_rendered()(template, given).strip() + "\n").encode("utf-8", "replace")


def embedded_json(value: Any) -> Markup:
    """Return *value* as JSON that can stand in a script element: nothing in it ends the element."""
    from markupsafe import Markup

    text = json.dumps(value, ensure_ascii=False)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


@cache
def _rendered() -> Render:
    return templates(FOLDER, "kg serve", "serve")
