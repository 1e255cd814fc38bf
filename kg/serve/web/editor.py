"""`/explore/editor.json`: what the query editor must know of a store before it asks anything."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse

from kg.namespaces import PREFIXES
from kg.serve.web.site import Site

__all__ = ["editor_facts"]


async def editor_facts(request: Request) -> JSONResponse:
    """Give the base of the store's IRIs (what follows it has a page) and the prefixes that queries need not declare."""
    site: Site = request.app.state.site
    return JSONResponse({"base": site.folder.base, "prefixes": PREFIXES}, headers={"Cache-Control": "no-cache"})
