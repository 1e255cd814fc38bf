"""The web application: its addresses, and what stands around them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from kg.serve.problems import Problem
from kg.serve.web.assets import ASSETS
from kg.serve.web.data import answer_of, bundled, void
from kg.serve.web.editor import editor_facts
from kg.serve.web.exchange import Guard
from kg.serve.web.explore import evidence, graph, lead, releases, view
from kg.serve.web.linked import data, thing
from kg.serve.web.pages import page, page_of_job, question, search
from kg.serve.web.site import Site
from kg.serve.web.sparql import graph_store, sparql

__all__ = ["make_app"]

ANY: Final = ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
ROUTES: Final = (
    ("/sparql", sparql, ANY),
    ("/rdf-graph-store", graph_store, ANY),
    ("/.well-known/void", void, ("GET",)),
    ("/.well-known/sparql-examples", answer_of("examples"), ("GET",)),
    ("/api/openapi.json", answer_of("openapi"), ("GET",)),
    ("/api/queries", answer_of("queries"), ("GET",)),
    ("/api/queries/{name}", bundled, ("GET",)),
    ("/", page_of_job("home"), ("GET",)),
    ("/queries", page_of_job("queries-page"), ("GET",)),
    ("/queries/{name}", question, ("GET",)),
    ("/search", search, ("GET",)),
    ("/explore", lead, ("GET",)),
    ("/explore/graph.json", graph, ("GET",)),
    ("/explore/evidence.json", evidence, ("GET",)),
    ("/explore/releases.json", releases, ("GET",)),
    ("/explore/editor.json", editor_facts, ("GET",)),
    ("/explore/{view}", view, ("GET",)),
    ("/page/{path:path}", page, ("GET",)),
    ("/id/{path:path}", thing, ("GET",)),
    ("/data/{path:path}", data, ("GET",)),
)
# Anyone's page may ask what anyone may read; there are no cookies, and a change needs the token.
CORS: Final = Middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_methods=["GET", "POST"],
    allow_headers=["Accept", "Authorization", "Content-Type", "If-None-Match"],
    expose_headers=["ETag", "KG-Taken-For", "Link", "Retry-After"],
    max_age=86400,
)


def make_app(site: Site, log: Callable[[str], None] | None = None) -> Guard:
    """Return the application that serves *site*; *log* gets a line for each request."""

    @asynccontextmanager
    async def working(app: Starlette) -> AsyncIterator[None]:
        await site.pool.start()
        yield
        await site.pool.close()

    routes = [
        *(Route(path, endpoint, methods=list(methods)) for path, endpoint, methods in ROUTES),
        Mount("/assets", ASSETS),
    ]
    app = Starlette(
        routes=routes, middleware=[CORS], lifespan=working,
        exception_handlers={HTTPException: _wrong_address, Problem: _told},
    )  # fmt: skip
    app.router.redirect_slashes = (
        False  # it would lead to the address behind a web server, or to one that a client names
    )
    app.state.site = site
    return Guard(app, site.limits, log)


async def _wrong_address(request: Request, error: Any) -> Response:
    wrong = {404: "there is nothing at this address", 405: "this address does not take this method"}
    return await _told(request, Problem(error.status_code, wrong.get(error.status_code, ""), dict(error.headers or {})))


async def _told(request: Request, problem: Any) -> Response:
    media_type, body = problem.told(request.headers.get("accept", ""), request.app.state.site.root)
    return Response(body, problem.status, {"Cache-Control": "no-store"} | problem.headers, media_type)
