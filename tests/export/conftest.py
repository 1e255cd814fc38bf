"""The five sample reports with their gold claims, as a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.pipeline import build
from kg.resources import seeds

CLAIMS = Path(__file__).parents[1] / "gold" / "seeds.jsonl"


@pytest.fixture(scope="session")
def five_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("five") / "store"
    build([seeds()], claims=CLAIMS, store=store)
    return store
