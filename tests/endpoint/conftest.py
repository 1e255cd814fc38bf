"""Servers, each started once for all tests here, and no credentials but those that a test gives."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Store

from kg.cli import main
from kg.endpoint import Endpoint, addresses_of, connect
from kg.pipeline import build
from kg.resources import seeds
from kg.store import StoreFolder

from .pushing import FILE
from .servers import STARTERS, Running, oxigraph

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


@pytest.fixture(scope="package", params=SERVERS)
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
    endpoint = Endpoint(found.query, update_url=found.update, graph_store_url=found.graph_store, timeout=400)
    for graph in endpoint.graphs():
        if graph.startswith("urn:test"):
            endpoint.delete_graph(graph)
    return endpoint


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> StoreFolder:
    """The samples with their gold claims, as a store."""
    path = tmp_path_factory.mktemp("store") / "kg-store"
    build([seeds()], claims=GOLD, store=path)
    return StoreFolder(path)


@pytest.fixture(scope="package")
def opened(folder: StoreFolder) -> Store:
    return folder.open()


@pytest.fixture
def filled(server: Running, endpoint: Endpoint, folder: StoreFolder) -> Endpoint:
    """The endpoint after `kg push` without options, but for the name of the server."""
    command = ["push", server.url, "--server", server.name, "--store", str(folder.path)]
    told = CliRunner().invoke(main, command, catch_exceptions=False)
    assert told.exit_code == 0, told.stderr
    return endpoint


@pytest.fixture(scope="module")
def quick(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with oxigraph(tmp_path_factory.mktemp("quick")) as running:
        yield running


@pytest.fixture
def there(quick: Running) -> Endpoint:
    """An Oxigraph of its own for what need be shown on one server alone, empty."""
    found = connect(quick.url, server="oxigraph")
    for graph in found.graphs():
        found.delete_graph(graph)
    return found


@pytest.fixture
def quads(tmp_path: Path) -> Path:
    """A file of three graphs with one to three triples."""
    path = tmp_path / "some.nq"
    path.write_text("".join(FILE.format(n, g) for g in (1, 2, 3) for n in range(g)))
    return path
