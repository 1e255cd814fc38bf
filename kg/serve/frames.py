"""Messages between the server and a worker: a JSON object and bytes, each with its length before it (two u32, big-endian)."""

from __future__ import annotations

import json
import struct
from asyncio import StreamReader
from collections.abc import Mapping
from typing import Any, BinaryIO, Final

__all__ = ["pack", "read", "read_async"]

_LENGTHS: Final = struct.Struct(">II")


def pack(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """Return one message."""
    text = json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return _LENGTHS.pack(len(text), len(body)) + text + body


def read(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Return the next message, None at the end of the stream."""
    lengths = stream.read(_LENGTHS.size)
    if len(lengths) < _LENGTHS.size:
        return None
    head, body = _LENGTHS.unpack(lengths)
    return _loaded(stream.read(head)), stream.read(body)


async def read_async(stream: StreamReader) -> tuple[dict[str, Any], bytes]:
    """Return the next message; raises asyncio.IncompleteReadError where the other end is gone."""
    head, body = _LENGTHS.unpack(await stream.readexactly(_LENGTHS.size))
    return _loaded(await stream.readexactly(head)), await stream.readexactly(body)


def _loaded(text: bytes) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text.decode("utf-8", "surrogatepass"))
    return loaded
