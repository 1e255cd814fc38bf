"""A build on a cluster of two nodes makes the bytes of a local one, whoever dies meanwhile; and what it leaves can be loaded."""

from __future__ import annotations

import json
import time

import pytest
from click.testing import CliRunner

from kg.cli import main
from tests.runs.conftest import contents, kill, run, start


@pytest.fixture
def words(collection, cluster, tmp_path):
    """The words of a build on the cluster, with its shards at a URL."""
    where = ("--store", tmp_path / "store", "--shards", f"file://{tmp_path}/kept")
    return (collection, *where, "--engine", "ray", "--address", cluster.address)


def sealed(tmp_path):
    return list((tmp_path / "kept" / "shards").glob("*.json"))


def wait_for_shards(tmp_path, process, count):
    while len(sealed(tmp_path)) < count:
        assert process.poll() is None, "it has ended before"
        time.sleep(0.01)


def made(tmp_path, store="store"):
    """Return what a local build has in its store: here a part of it lies with the shards."""
    kept = contents(tmp_path / "kept")
    shards = {name: data for name, data in kept.items() if name.startswith("shards")}
    return without_options(contents(tmp_path / store) | shards)


def without_options(files):
    return {name: data for name, data in files.items() if name != "options.json"}


def test_a_cluster_makes_the_bytes_of_one_process(words, undisturbed, tmp_path):
    code, told = run(*words)
    assert code == 0, told
    assert made(tmp_path) == without_options(undisturbed)
    assert json.loads((tmp_path / "store" / "options.json").read_text())["shards"] == f"file://{tmp_path}/kept"

    result = CliRunner().invoke(main, ["load", f"file://{tmp_path}/kept", "--store", str(tmp_path / "loaded")])
    assert result.exit_code == 0, result.output
    assert contents(tmp_path / "loaded") == contents(tmp_path / "store")


@pytest.mark.slow
def test_a_node_that_dies_changes_no_byte(words, cluster, undisturbed, tmp_path):
    process = start(*words)
    wait_for_shards(tmp_path, process, 1)
    cluster.remove_node(cluster.list_all_nodes()[1], allow_graceful=False)
    _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told
    assert made(tmp_path) == without_options(undisturbed)


@pytest.mark.slow
def test_a_driver_that_is_killed_goes_on(words, undisturbed, tmp_path):
    process = start(*words)
    wait_for_shards(tmp_path, process, 1)
    kill(process)
    before = {path: path.stat().st_mtime_ns for path in sealed(tmp_path)}
    code, told = run(*words)
    assert code == 0, told
    assert made(tmp_path) == without_options(undisturbed)
    assert before.items() <= {path: path.stat().st_mtime_ns for path in sealed(tmp_path)}.items()
