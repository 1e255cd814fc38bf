"""Addresses of things (`/id/…`) and of the documents about them: `/page/…` to read, `/data/….ttl` and the like for machines.

An IRI of the store is its base and a path; here the path stands behind `/id/`. A thing is no document, so its address leads on
to one by 303 (Cool URIs for the Semantic Web, W3C, 2008, §4.2).
"""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.paths import encoded
from kg.serve.problems import Problem
from kg.serve.web.site import Site
from kg.serve.work.media import GRAPHS, choose

__all__ = ["alternates", "data", "path_of", "thing"]

SUFFIXES: Final = {"ttl": "turtle", "jsonld": "jsonld", "nt": "ntriples", "rdf": "rdfxml"}
_FORMS: Final = {
    "html": ("text/html", "application/xhtml+xml"),
    **{suffix: GRAPHS[format] for suffix, format in SUFFIXES.items()},
}


async def thing(request: Request) -> Response:
    """Lead to the page or to the data of a thing, as the client likes best; raises Problem 404 where nothing is known of it."""
    site: Site = request.app.state.site
    form = choose(_FORMS, request.headers.get("accept", ""))
    path, root = path_of(request), site.root
    await site.answer(request, {"job": "known", "iri": site.folder.base + path})
    target = f"{root}/page/{path}" if form == "html" else f"{root}/data/{path}.{form}"
    return Response(status_code=303, headers={"Location": target, "Vary": "Accept", "Link": alternates(root, path)})


async def data(request: Request) -> Response:
    """Give what is known of a thing, in the form of the address's suffix."""
    site: Site = request.app.state.site
    path, dot, suffix = path_of(request).rpartition(".")
    if not dot or suffix not in SUFFIXES:
        raise Problem(404, f"data has an address that ends in one of: {', '.join('.' + name for name in SUFFIXES)}")
    job = {"job": "resource", "iri": site.folder.base + path, "accept": "", "format": SUFFIXES[suffix]}
    response = await site.respond(request, job)
    response.headers["Link"] = alternates(site.root, path)
    return response


def alternates(root: str, path: str) -> str:
    """Return the Link header that names the other forms of what is told of the thing at *path* (RFC 8288)."""
    links = [f'<{root}/page/{path}>; rel="alternate"; type="text/html"']
    types = {suffix: GRAPHS[format][0] for suffix, format in SUFFIXES.items()}
    links += [f'<{root}/data/{path}.{suffix}>; rel="alternate"; type="{type}"' for suffix, type in types.items()]
    return ", ".join([*links, f'<{root}/id/{path}>; rel="describes"'])


def path_of(request: Request) -> str:
    """Return the path behind the first part of the address, in ASCII: what is no letter of an IRI is percent-encoded."""
    path: str = request.path_params["path"]
    if {".", ".."} & set(path.split("/")):
        raise Problem(404, "there is nothing at this address")
    return encoded(path)
