"""Addresses that describe the data and the questions: `/.well-known/…` and `/api/…`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.problems import Problem
from kg.serve.web.site import Site
from kg.serve.web.sparql import endpoint_address

__all__ = ["answer_of", "bundled", "void"]


def answer_of(job: str) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint that answers with the job of this name, in the form that the client likes best."""

    async def endpoint(request: Request) -> Response:
        site: Site = request.app.state.site
        return await site.respond(request, _described(job, request))

    return endpoint


async def void(request: Request) -> Response:
    """Describe all that is served."""
    site: Site = request.app.state.site
    return await site.describe(request, _described("void", request))


async def bundled(request: Request) -> Response:
    """Answer a bundled query; its parameters are those of the address, `format` the form; an empty one is none."""
    site: Site = request.app.state.site
    given = request.query_params.multi_items()
    names = [name for name, _ in given]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise Problem(400, f"the parameter '{twice[0][:80]}' is given twice; once")
    params = tuple((name, value) for name, value in given if name != "format" and value)
    job = {"job": "bundled", "name": request.path_params["name"], "params": params}
    asked = {"accept": request.headers.get("accept", ""), "format": request.query_params.get("format", "")}
    return await site.respond(request, job | asked)


def _described(job: str, request: Request) -> dict[str, str]:
    asked_form = request.query_params.get("format", "")
    accept = request.headers.get("accept", "")
    return {"job": job, "accept": accept, "format": asked_form, "url": endpoint_address(request)}
