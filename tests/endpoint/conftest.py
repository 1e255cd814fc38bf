"""Servers, each started once for the tests of a file, and no credentials but those that a test gives."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from kg.endpoint import Endpoint, addresses_of
from kg.identifiers import graph_iri
from kg.pipeline import build
from kg.push import Settings, make_plan, push
from kg.push.spool import spool
from kg.resources import seeds
from kg.store import StoreFolder

from .servers import STARTERS, Running

GOLD = Path(__file__).parents[1] / "gold" / "seeds.jsonl"
SERVERS = ["oxigraph", *(pytest.param(name, marks=pytest.mark.slow) for name in ("fuseki", "virtuoso"))]


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN", "NETRC"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture(autouse=True)
def rubbish_is_collected_here() -> Iterator[None]:
    """Keep the collector out of the threads of scripted servers: pyoxigraph's answers die where they were made.

    What other files of tests left behind is frozen, so that a collection takes milliseconds and not seconds.
    """
    gc.freeze()
    gc.disable()
    yield
    gc.enable()
    gc.collect()
    gc.unfreeze()


@pytest.fixture(scope="module", params=SERVERS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    start: Callable[[Path], AbstractContextManager[Running]] = STARTERS[request.param]
    with start(tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture
def endpoint(server: Running, monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """The server as somebody who may do everything sees it, empty of graphs whose names begin with urn:test."""
    if server.user:
        monkeypatch.setenv("KG_ENDPOINT_USER", server.user)
        monkeypatch.setenv("KG_ENDPOINT_PASSWORD", server.password)
    found = addresses_of(server.name, server.url)
    endpoint = Endpoint(found.query, update_url=found.update, graph_store_url=found.graph_store, timeout=120)
    for graph in endpoint.graphs():
        if graph.startswith("urn:test"):
            endpoint.delete_graph(graph)
    return endpoint


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> StoreFolder:
    """The samples with their gold claims, as a store."""
    path = tmp_path_factory.mktemp("store") / "kg-store"
    build([seeds()], claims=GOLD, store=path)
    return StoreFolder(path)


@pytest.fixture
def filled(endpoint: Endpoint, folder: StoreFolder, tmp_path: Path) -> Endpoint:
    """The endpoint, to which the samples were pushed."""
    settings = Settings(graph_iri("pushed"))
    graphs = spool(folder.quads(), tmp_path, None, "store")
    push(endpoint, make_plan(endpoint, graphs, settings), settings)
    return endpoint
