"""`/explore/editor.json`: what the query editor must know of a store before it asks anything."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse

from kg.namespaces import PREFIXES
from kg.serve.web.site import Site
from kg.serve.work.media import BUNDLED, FILES, GRAPHS, SOLUTIONS

__all__ = ["editor_facts"]


# The forms that there are of solutions, of solutions of bundled queries, and of triples.
_OFFERS: Final = {"solutions": SOLUTIONS, "bundled": BUNDLED, "triples": GRAPHS}


async def editor_facts(request: Request) -> JSONResponse:
    """Give the base of the store's IRIs (what follows it has a page), prefixes that need no declaring, and forms of answers."""
    site: Site = request.app.state.site
    formats = {kind: [_file(format) for format in offers] for kind, offers in _OFFERS.items()}
    told = {"base": site.folder.base, "prefixes": PREFIXES, "formats": formats}
    return JSONResponse(told, headers={"Cache-Control": "no-cache"})


def _file(format: str) -> dict[str, str]:
    label, suffix = FILES[format]
    return {"format": format, "label": label, "suffix": suffix}
