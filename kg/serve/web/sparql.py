"""`/sparql` and `/rdf-graph-store`: the SPARQL 1.1 Protocol, and the reading half of the Graph Store protocol."""

from __future__ import annotations

from secrets import compare_digest

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.problems import Problem
from kg.serve.web.protocol import Operation, operation
from kg.serve.web.site import Site

__all__ = ["endpoint_address", "graph_store", "sparql"]


async def sparql(request: Request) -> Response:
    """Answer a query; without one, say what this endpoint is."""
    site: Site = request.app.state.site
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
    asked = operation(
        request.method, request.scope["query_string"], request.headers.get("content-type", ""), await request.body()
    )
    accept = request.headers.get("accept", "")
    if asked is None:
        asked_form = request.query_params.get("format", "")
        address = endpoint_address(request)
        return await site.respond(request, {"job": "service", "accept": accept, "format": asked_form, "url": address})
    if asked.kind == "update":
        return await _update(site, request, asked)
    job = {"job": "query", "accept": accept, "format": asked.format}
    graphs = {"default_graphs": asked.default_graphs, "named_graphs": asked.named_graphs}
    return await site.respond(request, job | graphs, asked.text.encode())


def endpoint_address(request: Request) -> str:
    """Return the address of the endpoint, as the world has it."""
    site: Site = request.app.state.site
    return f"{site.public}/sparql" if site.public else str(request.url.replace(path="/sparql", query=""))


async def _update(site: Site, request: Request, asked: Operation) -> Response:
    if site.token is None:
        raise Problem(403, "this endpoint only answers; nobody may change what it holds")
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not compare_digest(given.strip().encode(), site.token.encode()):
        raise Problem(401, "an update needs the token: Authorization: Bearer …", {"WWW-Authenticate": "Bearer"})
    await site.change(asked.text.encode(), asked.default_graphs, asked.named_graphs)
    return Response(status_code=204)


async def graph_store(request: Request) -> Response:
    """Give the graph that `?graph=IRI` names, or with `?default` the union of all."""
    if request.method == "OPTIONS":
        return Response(status_code=204, headers={"Allow": "GET, HEAD, OPTIONS"})
    if request.method not in ("GET", "HEAD"):
        raise Problem(405, "graphs are only read here", {"Allow": "GET, HEAD, OPTIONS"})
    site: Site = request.app.state.site
    graphs, default = request.query_params.getlist("graph"), "default" in request.query_params
    if len(graphs) + default != 1:
        raise Problem(400, "names no graph, or several; ?graph=IRI or ?default")
    job = {"job": "graph", "graph": graphs[0] if graphs else None, "accept": request.headers.get("accept", "")}
    return await site.respond(request, job | {"format": request.query_params.get("format", "")})
