"""`/explore…`: the pages that a script of ours fills, and the data that it draws."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from kg.serve.problems import Problem
from kg.serve.web.assets import ASSETS
from kg.serve.web.site import Site

__all__ = ["evidence", "graph", "lead", "releases", "view"]

# These pages alone run scripts: our own files, and none in the page.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FILTERS: Final = ("actor", "place", "type", "factuality", "source", "document")
MOST_VALUES: Final = 200


async def lead(request: Request) -> Response:
    """Lead to the timeline, with all that the address says."""
    site: Site = request.app.state.site
    query = request.scope["query_string"].decode("latin-1")
    return Response(
        status_code=307, headers={"Location": f"{site.root}/explore/timeline" + (f"?{query}" if query else "")}
    )


async def view(request: Request) -> Response:
    """Give the page of a view."""
    site: Site = request.app.state.site
    name = request.path_params["view"]
    response = await site.respond(request, {"job": "explore-page", "view": name, "built": _built()})
    response.headers["Content-Security-Policy"] = POLICY
    return response


async def graph(request: Request) -> Response:
    """Give the graph in columns; the parameters are filters, and `release`."""
    site: Site = request.app.state.site
    given = _given(request, (*FILTERS, "release"))
    filters = tuple(sorted({(name, value) for name, value in given if name in FILTERS and value}))
    if len(filters) > MOST_VALUES:
        raise Problem(400, f"has {len(filters)} filters; at most {MOST_VALUES}")
    return await site.respond(request, {"job": "explore-graph", "filters": filters, "release": _release(given)})


async def evidence(request: Request) -> Response:
    """Give the words, and who says them, of the claims that `claim` names."""
    site: Site = request.app.state.site
    given = _given(request, ("claim", "release"))
    claims = tuple(value for name, value in given if name == "claim")
    return await site.respond(request, {"job": "explore-evidence", "claims": claims, "release": _release(given)})


async def releases(request: Request) -> Response:
    """Tell which releases can be compared."""
    site: Site = request.app.state.site
    _given(request, ())
    return await site.respond(request, {"job": "explore-releases"})


def _given(request: Request, known: tuple[str, ...]) -> list[tuple[str, str]]:
    given: list[tuple[str, str]] = request.query_params.multi_items()
    if unknown := next((name for name, _ in given if name not in known), None):
        raise Problem(400, f"has a parameter '{unknown[:80]}'; {', '.join(known) or 'it takes none'}")
    return given


def _release(given: list[tuple[str, str]]) -> str:
    names = [value for name, value in given if name == "release"]
    if len(names) > 1:
        raise Problem(400, "names several releases; one")
    return names[0] if names else "this"


def _built() -> Any:
    """Return what changes whenever the script is built anew, so that no page of before is kept."""
    _, found = ASSETS.lookup_path("explorer/.vite/manifest.json")
    return found.st_mtime_ns if found else None
