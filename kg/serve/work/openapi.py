"""The REST interface of the bundled queries as OpenAPI 3.1."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from kg import __version__
from kg.serve.work.bundled import forms_of
from kg.sparql import NamedQuery
from kg.sparql.header import Param

__all__ = ["openapi"]

_TYPES: Final[dict[str, dict[str, Any]]] = {
    "thing": {"type": "string"},
    "text": {"type": "string"},
    "date": {"type": "string", "format": "date"},
    "number": {"type": "number"},
    "integer": {"type": "integer"},
    "boolean": {"type": "boolean"},
}
_PROBLEM: Final = {
    "description": "What is wrong, in one line (RFC 9457)",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def openapi(queries: Iterable[NamedQuery], public: str = "") -> bytes:
    """Return the description of `/api/queries` and of each query below it, as JSON; *public* is the server's address."""
    paths: dict[str, Any] = {"/api/queries": {"get": _listing()}}
    paths |= {f"/api/queries/{query.name}": {"get": _operation(query)} for query in queries}
    problem = {
        "type": "object",
        "properties": {
            name: {"type": kind} for name, kind in
            (("type", "string"), ("title", "string"), ("status", "integer"), ("detail", "string"))
        },
        "required": ["title", "status"],
    }  # fmt: skip
    told = {
        "openapi": "3.1.0",
        "info": {"title": "Queries of conflict-kg", "version": __version__},
        **({"servers": [{"url": public}]} if public else {}),
        "paths": paths,
        "components": {"schemas": {"Problem": problem}},
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _listing() -> dict[str, Any]:
    return {
        "operationId": "list-queries",
        "summary": "The queries, what they answer and their parameters.",
        "responses": {"200": {"description": "The list", "content": {"application/json": {}}}},
    }


def _operation(query: NamedQuery) -> dict[str, Any]:
    forms = forms_of(query)
    form = {
        "name": "format",
        "in": "query",
        "description": "The form of the answer; otherwise as the Accept header says.",
        "schema": {"type": "string", "enum": list(forms)},
    }
    content: dict[str, Any] = {types[0]: {} for types in forms.values()}
    return {
        "operationId": query.name,
        "summary": query.summary,
        **({"description": query.description} if query.description else {}),
        "tags": list(query.tags),
        "parameters": [*map(_parameter, query.params.values()), form],
        "responses": {
            "200": {"description": "The answer", "content": content},
            **dict.fromkeys(("400", "403", "406", "503", "504"), _PROBLEM),
        },
    }


def _parameter(param: Param) -> dict[str, Any]:
    schema = dict(_TYPES[param.kind])
    schema |= {"enum": list(param.enum)} if param.enum else {}
    schema |= {"default": param.default} if param.default is not None else {}
    told = {"name": param.name, "in": "query", "required": param.required and param.default is None, "schema": schema}
    told |= {} if told["required"] else {"allowEmptyValue": True}
    meaning = {"description": param.meaning} if param.meaning else {}
    return told | meaning | ({"example": param.example} if param.example else {})
