"""The sample reports with their gold claims, as a store."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.pipeline import build
from kg.resources import seeds

TESTS = Path(__file__).parents[1]
SHARED = TESTS.parents[1] / "shared"


@pytest.fixture(scope="session", params=["bundled", "shared"])
def samples(request: pytest.FixtureRequest) -> Store:
    """As bundled, and as the pages themselves where those are at hand."""
    documents, claims = seeds(), TESTS / "gold" / "seeds.jsonl"
    if request.param == "shared":
        documents, claims = SHARED / "seeds", SHARED / "gold" / "seeds.jsonl"
        if not claims.exists():
            pytest.skip("the pages themselves are not part of the project")
    store = Store()
    store.extend(build([documents], claims=claims, store=None, text="all").quads)
    return store
