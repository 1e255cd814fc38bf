"""`/assets/…`: the files that pages load. Vite leaves those that it builds packed beside, as `NAME.gz`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import PathLike, StaticFiles
from starlette.types import Scope

__all__ = ["ASSETS"]

FOLDER: Final = Path(__file__).resolve().parents[1] / "assets"
# A file here is never changed: another content has another name.
NAMED_BY_CONTENT: Final = FOLDER / "explorer" / "assets"
FOR_GOOD: Final = "public, max-age=31536000, immutable"


class _Assets(StaticFiles):
    """Files with an ETag, packed by gzip for who takes that; each way has an ETag, and so ranges, of its own."""

    def file_response(
        self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        packed = Path(f"{os.fspath(full_path)}.gz")
        is_packed = "gzip" in Headers(scope=scope).get("accept-encoding", "") and packed.is_file()
        if is_packed:
            full_path, stat_result = packed, packed.stat()
        response = super().file_response(full_path, stat_result, scope, status_code)
        if is_packed and response.status_code != 304:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
        lasts = Path(full_path).is_relative_to(NAMED_BY_CONTENT)
        response.headers["Cache-Control"] = FOR_GOOD if lasts else "no-cache"
        return response


ASSETS: Final = _Assets(directory=FOLDER)
