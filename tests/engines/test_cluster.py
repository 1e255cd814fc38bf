"""Tasks on a real Ray cluster of two nodes: results, what ends its process, and what is refused."""

from __future__ import annotations

import os
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.engines import cluster as cluster_module
from kg.engines.cluster import RayEngine
from kg.errors import KgError

pytestmark = pytest.mark.filterwarnings("ignore")  # Ray's own


@dataclass(frozen=True)
class Item:
    number: int
    blamed: bool = False


def blame(item):
    return Item(item.number, blamed=True)


def squared(shared, item):
    return item * item + shared


def deadly(shared, item):
    """End the process that has the item 3, unless it is blamed."""
    if item.number == 3 and not item.blamed:
        os.kill(os.getpid(), signal.SIGKILL)
    return item.number, item.blamed


def refusing(shared, item):
    raise KgError("here", "is wrong", "what is right")


def faulty(shared, item):
    raise ZeroDivisionError("a fault of the program")


def slow(shared, item):
    """Say where this is done, and take a while."""
    import ray

    node = ray.get_runtime_context().get_node_id()
    (Path(shared) / f"{item}-{node}").touch()
    time.sleep(0.5)
    return item


def test_what_a_cluster_does(cluster, tmp_path, monkeypatch):
    engine = RayEngine(cluster.address)
    assert sorted(engine.map(squared, 7, range(40))) == [number * number + 7 for number in range(40)]
    assert list(engine.map(squared, 7, [])) == []

    # What ends its process is tried again, and at last with the blame.
    found = sorted(engine.map(deadly, None, map(Item, range(6)), blame))
    assert found == [(number, number == 3) for number in range(6)]
    with pytest.raises(KgError, match=r"has ended its process 3 times .*; more memory"):
        list(engine.map(deadly, None, map(Item, range(6))))

    with pytest.raises(KgError, match=r"^here: is wrong; what is right$"):
        list(engine.map(refusing, None, [1]))
    with pytest.raises(ZeroDivisionError, match=r"a fault of the program"):
        list(engine.map(faulty, None, [1]))

    # Left and joined again, it goes on.
    engine.close()
    assert list(engine.map(squared, 0, [3])) == [9]

    with monkeypatch.context() as patch, pytest.raises(KgError, match=r"node .*: has kg .*; the same conflict-kg"):
        patch.setattr(cluster_module, "__version__", "0.0.1")
        list(engine.map(squared, 0, [3]))

    # A node dies while it has tasks.
    node = cluster.list_all_nodes()[1]
    given = []
    for item in engine.map(slow, str(tmp_path), range(16)):
        given.append(item)
        if len(given) == 4:
            cluster.remove_node(node, allow_graceful=False)
    assert sorted(given) == list(range(16))
    assert len({path.name.partition("-")[2] for path in tmp_path.iterdir()}) == 2
    engine.close()


def test_where_nothing_answers_is_told():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(KgError, match=rf"^127\.0\.0\.1:{port}: no Ray answers there .*; the address that `ray start"):
        RayEngine(f"127.0.0.1:{port}")
    with pytest.raises(KgError, match="no such place: the Ray there does not answer"):
        RayEngine("no such place")
