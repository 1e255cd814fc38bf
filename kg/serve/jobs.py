"""What a worker can be asked for, by name. A job is a JSON object and bytes; a reply a media type, bytes and headers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.serve.answers import answer_query, is_volatile
from kg.store import StoreFolder

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["JOBS", "Context", "Reply"]


@dataclass(frozen=True)
class Context:
    """What a worker works with: the folder of the store, the bounds of an answer, and the base that pages are served at."""

    folder: str
    rows: int
    size: int
    memory: int

    @cached_property
    def store(self) -> Store:
        """Return the store, opened read-only once."""
        return StoreFolder(Path(self.folder)).open()


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its Content-Type, its bytes, headers besides, and whether it is the same every time."""

    type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = True


def _query(context: Context, job: Mapping[str, Any], body: bytes) -> Reply:
    type, data = answer_query(
        context.store,
        body.decode(),
        job["accept"],
        job["format"],
        default_graphs=job["default_graphs"],
        named_graphs=job["named_graphs"],
        rows=context.rows,
        size=context.size,
    )
    return Reply(type, data, lasting=not is_volatile(body.decode()))


JOBS: Final[Mapping[str, Callable[[Context, Mapping[str, Any], bytes], Reply]]] = {"query": _query}
