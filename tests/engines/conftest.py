from __future__ import annotations

import os

import pytest

from tests.runs.conftest import built, collection, undisturbed  # noqa: F401  fixtures


@pytest.fixture
def cluster(monkeypatch):
    """A Ray cluster of two nodes with one processor each, the head first."""
    monkeypatch.setitem(os.environ, "RAY_USAGE_STATS_ENABLED", "0")
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    cluster.add_node(num_cpus=1)
    cluster.wait_for_nodes()
    yield cluster
    cluster.shutdown()
