"""One server for all tests of a run that only read, with small bounds so that what exceeds them is quick to show."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("uvicorn", reason="the extra 'serve' is not installed")

from kg.pipeline import build
from kg.resources import seeds

from .browsing import new_browser
from .exploring import graph_of
from .invented import build_invented
from .server import Server, serving

GOLD = Path(__file__).parents[1] / "gold" / "seeds.jsonl"


@pytest.fixture(scope="session")
def served_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("served") / "store"
    build([seeds()], store=store, claims=GOLD)
    return store


@pytest.fixture(scope="session")
def server(served_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    options = ("--timeout", "3", "--max-rows", "5000", "--max-size", "2", "--workers", "2")
    with serving(served_store, tmp_path_factory.mktemp("server"), *options) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    driver = new_browser()
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def graph(server: Server) -> Any:
    return graph_of(server)


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("invented")
    with serving(build_invented(folder), folder) as running:
        yield running
