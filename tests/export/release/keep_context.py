"""Puts the JSON-LD context of RO-Crate, from a file, where the validator looks before it asks the network.

Run with the validator's own Python: keep_context.py CACHE CONTEXT ADDRESS
"""

import io
import sys
from pathlib import Path

from requests import Response
from requests.adapters import BaseAdapter
from requests_cache import CachedSession
from urllib3 import HTTPResponse


class _OfFile(BaseAdapter):
    def send(self, request, **options):
        body = io.BytesIO(Path(sys.argv[2]).read_bytes())
        headers = {"Content-Type": "application/ld+json"}
        found = Response()
        found.status_code, found.url, found.request, found.encoding = 200, request.url, request, "utf-8"
        found.headers.update(headers)
        found.raw = HTTPResponse(body, headers, 200, preload_content=False, request_url=request.url)
        return found

    def close(self):
        pass


session = CachedSession(sys.argv[1], backend="sqlite", expire_after=-1, allowable_methods=("GET",))
session.mount("https://", _OfFile())
session.get(sys.argv[3])
