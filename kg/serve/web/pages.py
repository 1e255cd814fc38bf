"""`/`, `/page/…`, `/queries/…`, `/search`: pages, made by the workers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.problems import Problem
from kg.serve.web.linked import alternates, path_of
from kg.serve.web.site import Site

__all__ = ["page", "page_of_job", "question", "search"]

LONGEST_NAME: Final = 200


async def page(request: Request) -> Response:
    """Give the page of a thing; `from` is where its list of claims begins."""
    site: Site = request.app.state.site
    path = path_of(request)
    job = {"job": "page", "iri": site.folder.base + path, "first": _number(request.query_params.get("from", "0"))}
    response = await site.respond(request, job)
    response.headers["Link"] = alternates(site.root, path)
    return response


def page_of_job(job: str) -> Callable[[Request], Awaitable[Response]]:
    """Return the endpoint of a page that depends on nothing but the store."""

    async def endpoint(request: Request) -> Response:
        site: Site = request.app.state.site
        return await site.respond(request, {"job": job})

    return endpoint


async def question(request: Request) -> Response:
    """Give the answer to a bundled query as a page; an empty field is none."""
    site: Site = request.app.state.site
    job = {"job": "question-page", "name": request.path_params["name"], "params": tuple(request.query_params.items())}
    return await site.respond(request, job)


async def search(request: Request) -> Response:
    """Give what bears the name `q`."""
    site: Site = request.app.state.site
    text = " ".join(request.query_params.get("q", "").split())
    if len(text) > LONGEST_NAME:
        raise Problem(400, f"a name has at most {LONGEST_NAME} characters")
    return await site.respond(request, {"job": "search", "text": text})


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Problem(400, "'from' is no number")
    return int(text)
