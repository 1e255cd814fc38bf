"""What queries say of themselves: a list of them for people, for a pipe and as JSON or Turtle, and each one in full."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from kg.errors import UsageError
from kg.sparql.header import NamedQuery, Param

__all__ = ["list_as", "show_as"]

FORMATS = "table, json, jsonl or turtle"


def list_as(queries: Sequence[NamedQuery], format: str, width: int | None) -> bytes:
    """Return the list of *queries*; as a table, lines of `name  summary` where *width* (the terminal's) is None.

    Raises UsageError for a format other than table, json, jsonl and turtle.
    """
    if format == "table":
        lines = (f"{query.name:24} {query.summary}\n" for query in queries)
        return ("".join(lines) if width is None else _table(queries, width)).encode()
    if format == "jsonl":
        return "".join(json.dumps(_as_json(query), ensure_ascii=False) + "\n" for query in queries).encode()
    return _as_document(queries, [_as_json(query) for query in queries], format)


def show_as(query: NamedQuery, format: str, width: int | None) -> bytes:
    """Return all that *query* says of itself, and its text.

    Raises UsageError for a format other than table, json, jsonl and turtle.
    """
    if format == "table":
        return "".join(line + "\n" for line in _told(query)).encode()
    told = _as_json(query) | {"text": query.text}
    if format == "jsonl":
        return (json.dumps(told, ensure_ascii=False) + "\n").encode()
    return _as_document([query], told, format)


def _as_document(queries: Iterable[NamedQuery], told: Any, format: str) -> bytes:
    if format == "json":
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    if format == "turtle":
        from kg.sparql.executables import write_executables

        return write_executables(queries)
    raise UsageError(format, "is no form of a list of queries", f"--format {FORMATS}")


def _as_json(query: NamedQuery) -> dict[str, Any]:
    columns = [{"name": name, "description": query.meanings.get(name, "")} for name in query.columns]
    return {
        "name": query.name,
        "title": query.header.get("title", ""),
        "summary": query.summary,
        "description": query.description,
        "tags": list(query.tags),
        "params": [_param_as_json(param) for param in query.params.values()],
        "columns": columns,
        "example": query.example,
    }


def _param_as_json(param: Param) -> dict[str, Any]:
    told: dict[str, Any] = {"name": param.name, "type": param.kind, "description": param.meaning}
    told |= {"class": param.of, "required": param.required, "default": param.default, "example": param.example}
    return told | {"enum": list(param.enum)}


def _told(query: NamedQuery) -> Iterable[str]:
    yield query.name
    yield from (f"  {line}" for line in (query.summary, query.description) if line)
    if query.params:
        yield "Parameters"
        yield from (f"  {line}" for param in query.params.values() for line in _param_told(param))
    if query.columns:
        yield "Columns"
        room = max(len(name) for name in query.columns)
        yield from (f"  {name:{room}}  {query.meanings.get(name, '')}".rstrip() for name in query.columns)
    if query.example:
        yield from ("Example", f"  {query.example}")
    yield from ("Query", *(f"  {line}".rstrip() for line in query.body.rstrip("\n").split("\n")))


def _param_told(param: Param) -> Iterable[str]:
    kind = f"{param.kind}, {param.of}" if param.of else param.kind
    yield f"{param.name} ({kind}{', required' if param.required else ''})  {param.meaning}".rstrip()
    if param.enum:
        yield f"    one of: {', '.join(param.enum)}"
    if param.default is not None:
        yield f"    default: {param.default}"
    if param.example:
        value = f'"{param.example}"' if " " in param.example else param.example
        yield f"    example: --param {param.name}={value}"


def _table(queries: Sequence[NamedQuery], width: int) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("query", "answers", "parameters", box=SIMPLE_HEAD)
    for query in queries:
        table.add_row(Text(query.name, no_wrap=True), Text(query.summary), Text(" ".join(query.params)))
    file = io.StringIO()
    Console(file=file, width=width, color_system=None).print(table)
    return "".join(line.rstrip() + "\n" for line in file.getvalue().strip("\n").splitlines())
