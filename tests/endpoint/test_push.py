"""`kg push` leaves at each server what the store holds, also when it is killed half-way and run again."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from kg.endpoint import Endpoint
from kg.store import StoreFolder

from .pushing import MARKS, begins, changed, held, kg_push, marked, start
from .relay import Answered, changes, relay
from .scripted import Asked
from .servers import Running


@pytest.fixture
def store(folder: StoreFolder) -> Path:
    return folder.path


@pytest.fixture
def local(store: Path) -> Counter[str]:
    return Counter(quad.graph_name.value for quad in StoreFolder(store).quads())


@pytest.fixture
def clean(server: Running, endpoint: Endpoint) -> Endpoint:
    """The endpoint without anything that a push has put there."""
    for graph in endpoint.graphs():
        if "conflict-kg" in graph:
            endpoint.delete_graph(graph)
    return endpoint


def test_the_counts_are_the_stores_and_a_second_push_sends_nothing(
    server: Running, clean: Endpoint, store: Path, local: Counter[str]
) -> None:
    first = kg_push(server.url, "--server", server.name, "--store", store)
    assert first.returncode == 0, first.stderr
    assert first.stderr.endswith(f"{len(local)} graphs, {local.total()} triples: {len(local)} sent, 0 there already\n")
    assert held(clean) == local
    with relay(server.url) as between:
        second = kg_push(between.url, "--server", server.name, "--store", store)
    assert second.stderr.endswith(f": 0 sent, {len(local)} there already\n")
    assert changes(between) == []
    assert held(clean) == local


@pytest.mark.parametrize("protocol", ["gsp", pytest.param("update", marks=pytest.mark.slow)])
def test_a_push_that_is_killed_goes_on_where_it_was(
    protocol: str, server: Running, clean: Endpoint, store: Path, local: Counter[str]
) -> None:
    """Killed by SIGKILL in the middle of a graph that goes in parts, after two graphs that it has counted and marked."""
    stop = {"now": False}

    def slowly(handler, asked: Asked) -> None:
        if changed(asked) not in ("", MARKS):
            if len(marked(clean)) >= 2 and not begins(asked):
                stop["now"] = True
                time.sleep(0.3)
                raise Answered
            time.sleep(0.35 if begins(asked) else 0.1)

    options = ("--server", server.name, "--store", store, "--protocol", protocol, "--part-size", 0.05)
    with relay(server.url, slowly) as between:
        process = start(between.url, *options)
        until = time.monotonic() + 90
        while not stop["now"] and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        _, err = process.communicate()
    assert stop["now"], err
    whole = marked(clean)
    before = held(clean)
    assert len(whole) >= 2
    assert all(before[name] == local[name] for name in whole)
    assert before != local
    with relay(server.url) as between:
        again = kg_push(between.url, *options)
    assert again.returncode == 0, again.stderr
    assert held(clean) == local
    assert marked(clean) == set(local)
    assert {changed(asked) for asked in changes(between)} - {MARKS, ""} == set(local) - whole
    assert f"{len(local) - len(whole)} sent, {len(whole)} there already" in again.stderr
