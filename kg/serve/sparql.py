"""`/sparql`: the SPARQL 1.1 Protocol."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.problems import Problem
from kg.serve.protocol import Operation, operation
from kg.serve.site import Site

__all__ = ["sparql"]


async def sparql(request: Request) -> Response:
    """Answer a query; without one, say what this endpoint is."""
    site: Site = request.app.state.site
    asked = operation(
        request.method, request.scope["query_string"], request.headers.get("content-type", ""), await request.body()
    )
    accept = request.headers.get("accept", "")
    if asked is None:
        return await site.respond(request, {"job": "service", "accept": accept, "url": str(request.url)})
    if asked.kind == "update":
        return await _update(site, request, asked)
    job = {"job": "query", "accept": accept, "format": asked.format}
    graphs = {"default_graphs": asked.default_graphs, "named_graphs": asked.named_graphs}
    return await site.respond(request, job | graphs, asked.text.encode())


async def _update(site: Site, request: Request, asked: Operation) -> Response:
    raise Problem(403, "this endpoint only answers; nobody may change what it holds")
