"""The files that pages load: packed for who takes that, kept by the browser as long as they stay what they are."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping

from .exploring import MANIFEST, needs_build
from .server import Reply, Server

PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def _get(server: Server, path: str, headers: Mapping[str, str] = {}, method: str = "GET") -> Reply:
    return server.ask(method, path, headers=headers)


def _script() -> str:
    return "/assets/explorer/" + json.loads(MANIFEST.read_text())["src/main.tsx"]["file"]


def test_a_file_under_a_name_that_stays_is_asked_for_anew_and_sent_once(server: Server) -> None:
    first = _get(server, "/assets/site.css", PACKED)
    assert (first.status, first.type, first.headers["cache-control"]) == (200, "text/css", "no-cache")
    again = _get(server, "/assets/site.css", {"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])


@needs_build
def test_a_built_file_comes_packed_to_who_takes_that_and_is_kept(server: Server) -> None:
    plain, packed = _get(server, _script()), _get(server, _script(), PACKED)
    assert gzip.decompress(packed.body) == plain.body and len(packed.body) < len(plain.body) / 2
    assert (plain.headers["content-encoding"], packed.headers["content-encoding"]) == (None, "gzip")
    assert plain.type == packed.type == "text/javascript"
    for reply in (plain, packed):
        assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert "Accept-Encoding" in reply.headers["vary"]
        assert int(reply.headers["content-length"]) == len(reply.body)
    assert plain.headers["etag"] != packed.headers["etag"]


@needs_build
def test_a_known_file_is_not_sent_and_its_head_alone_tells_the_same(server: Server) -> None:
    packed = _get(server, _script(), PACKED)
    known = _get(server, _script(), PACKED | {"If-None-Match": packed.headers["etag"]})
    assert (known.status, known.body, known.headers["content-encoding"]) == (304, b"", None)
    assert known.headers["cache-control"] == packed.headers["cache-control"]
    assert _get(server, _script(), {"If-None-Match": packed.headers["etag"]}).status == 200
    head = _get(server, _script(), PACKED, "HEAD")
    assert head.body == b""
    for name in ("content-encoding", "content-length", "etag", "vary"):
        assert head.headers[name] == packed.headers[name]


@needs_build
def test_a_part_is_of_what_is_sent(server: Server) -> None:
    packed = _get(server, _script(), PACKED)
    part = _get(server, _script(), PACKED | {"Range": "bytes=10-19", "If-Range": packed.headers["etag"]})
    assert (part.status, part.body) == (206, packed.body[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(packed.body)}"
    other = _get(server, _script(), {"Range": "bytes=10-19", "If-Range": packed.headers["etag"]})
    assert (other.status, other.headers["content-encoding"]) == (200, None)
