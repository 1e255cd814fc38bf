"""The sample reports as stores, each built once in a run of the tests, whichever workers ask for it."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from kg.formats.rdf import serialise
from kg.pipeline import build
from kg.resources import seeds

TESTS = Path(__file__).parents[1]
SHARED = TESTS.parents[1] / "shared"
Samples = Callable[[str], Store]


def _quads(kind: str) -> bytes:
    if kind == "extracted":
        return serialise(build([seeds()], store=None, text="all").quads)
    documents, claims = seeds(), TESTS / "gold" / "seeds.jsonl"
    if kind == "shared":
        documents, claims = SHARED / "seeds", SHARED / "gold" / "seeds.jsonl"
        if not claims.exists():
            pytest.skip("the pages themselves are not part of the project")
    return serialise(build([documents], claims=claims, store=None, text="all").quads)


@pytest.fixture(scope="session")
def stores(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Samples:
    """Return what gives a store: `bundled` and `shared` with their gold claims, `extracted` as the pages are read."""
    base = tmp_path_factory.getbasetemp()
    folder = base.parent if hasattr(request.config, "workerinput") else base

    def store(kind: str) -> Store:
        path = folder / f"samples-{kind}.nq"
        with (folder / f"samples-{kind}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                data = _quads(kind)
                path.write_bytes(data)
        loaded = Store()
        loaded.bulk_load(path=str(path), format=RdfFormat.N_QUADS)
        return loaded

    return store


@pytest.fixture(scope="session", params=["bundled", "shared"])
def samples(request: pytest.FixtureRequest, stores: Samples) -> Store:
    """As bundled, and as the pages themselves where those are at hand."""
    return stores(request.param)
