"""Whatever happens to a run, the next one goes on with it, and ends with the bytes of one that nothing happened to."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import shutil
import signal
import time
from pathlib import Path
from subprocess import TimeoutExpired

import pytest

from tests.runs.conftest import contents, kill, run, start, wait_for


@pytest.fixture
def store(tmp_path):
    return tmp_path / "store"


def journals(store):
    return [path for path in (store / "journals").glob("*") if path.stat().st_size > 4_000]


@pytest.fixture(scope="module")
def seconds(collection, tmp_path_factory):
    """How long a build of the collection takes from its start to its end."""
    begun = time.monotonic()
    code, told = run(collection, "--store", tmp_path_factory.mktemp("timed") / "store", "--jobs", 2)
    assert code == 0, told
    return time.monotonic() - begun


def build_killed_at_random(collection, store, times, seconds, chance):
    """Build so many times, each ended at a random moment of the *seconds* that it takes; where one comes to its end, anew."""
    killed = 0
    while killed < times:
        process = start(collection, "--store", store, "--jobs", 2)
        try:
            process.communicate(timeout=chance.uniform(0, seconds))
        except TimeoutExpired:
            kill(process)
            killed += 1
        else:
            shutil.rmtree(store)
            killed, seconds = 0, seconds * 0.9


def test_a_run_that_is_killed_goes_on(collection, undisturbed, store):
    process = start(collection, "--store", store, "--jobs", 2)
    wait_for(lambda: journals(store))
    kill(process)
    code, told = run(collection, "--store", store, "--jobs", 2, "--report", f"json={store.parent / 'run.json'}")
    assert code == 0, told
    assert contents(store) == undisturbed
    report = json.loads((store.parent / "run.json").read_text(encoding="utf-8"))
    assert 0 < report["fresh"] < report["documents"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(50))
def test_a_run_that_is_killed_at_any_moment_ends_with_the_same_bytes(collection, undisturbed, store, seconds, seed):
    build_killed_at_random(collection, store, 2, seconds, random.Random(seed))
    code, told = run(collection, "--store", store, "--jobs", 2)
    assert code == 0, told
    assert contents(store) == undisturbed


def children(process):
    """Return the processes that *process* has started, and those that they have."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [child for number in found for child in (int(number), *children(number))]


def workers(process):
    """Return the processes that do the tasks of *process*: neither those that guard their reading, nor what tracks them."""
    own = (int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text().split())
    named = re.compile(rb"LokyProcess-\d+(?![\d:])")
    return [one for one in own if named.search(Path(f"/proc/{one}/cmdline").read_bytes())]


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the processes of a process are not listed here")
def test_a_worker_that_is_killed_costs_nothing(collection, undisturbed, store):
    process = start(collection, "--store", store, "--jobs", 2)
    wait_for(lambda: journals(store))
    os.kill(workers(process.pid)[0], signal.SIGKILL)
    _, told = process.communicate(timeout=300)
    assert process.returncode == 0, told
    assert contents(store) == undisturbed


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the processes of a process are not listed here")
def test_what_a_killed_run_has_started_ends_with_it(collection, undisturbed, store):
    process = start(collection, "--store", store, "--jobs", 2)
    wait_for(lambda: journals(store))
    started = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    wait_for(lambda: not any(Path(f"/proc/{one}").exists() for one in started), seconds=10)
    process.communicate()
    code, told = run(collection, "--store", store, "--jobs", 2)
    assert code == 0 and "Warning" not in told, told
    assert contents(store) == undisturbed


@pytest.mark.parametrize(
    ("part", "damage"), [("documents.gz", "one byte"), ("graph.nq.gz", "cut"), ("json", "gone"), ("json", "one byte")]
)
def test_a_shard_that_is_damaged_is_made_again(collection, built, undisturbed, store, part, damage):
    shutil.copytree(built, store)
    path = sorted((store / "shards").glob(f"*.{part}"))[0]
    data = path.read_bytes()
    changed = {"one byte": data[:50] + bytes([data[50] ^ 1]) + data[51:], "cut": data[: len(data) // 2]}
    path.unlink() if damage == "gone" else path.write_bytes(changed[damage])
    code, told = run(collection, "--store", store)
    assert code == 0, told
    assert contents(store) == undisturbed


def test_a_full_disk_is_told_in_one_line_and_loses_nothing(collection, undisturbed, store):
    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    code, told = run(collection, "--store", store, preexec_fn=small_files)
    assert code == 2
    assert len(told.splitlines()) == 1 and told.strip().endswith("with room left")
    assert not (store / "CURRENT").exists()
    code, told = run(collection, "--store", store)
    assert code == 0, told
    assert contents(store) == undisturbed


def test_what_a_store_has_stays_when_the_disk_is_full(collection, built, undisturbed, store):
    shutil.copytree(built, store)

    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    code, _ = run(collection, "--store", store, "--text", "all", preexec_fn=small_files)
    assert code == 2
    before = {name: data for name, data in undisturbed.items() if not name.startswith(("shards", "journals"))}
    assert {name: data for name, data in contents(store).items() if name in before} == before


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="there is no /proc, in which nobody can write, here")
def test_a_folder_that_cannot_be_written_is_told(collection):
    code, told = run(collection, "--store", "/proc/kg-store")
    assert code == 2
    assert len(told.splitlines()) == 1 and told.startswith("/proc/kg-store: ")


def test_a_second_run_on_one_store_is_refused(collection, undisturbed, store):
    process = start(collection, "--store", store)
    wait_for(lambda: journals(store))
    code, told = run(collection, "--store", store)
    assert code == 2
    assert told.strip().endswith(
        "store: is being written by another run of kg; wait until that has ended, or name another store"
    )
    process.communicate(timeout=300)
    assert contents(store) == undisturbed


NO_ROOM = """
import errno
import traceback
from kg.formats.writers import lines

real = lines.TemporaryFile

def full(*given):
    if any(frame.name == "send" for frame in traceback.extract_stack()):
        raise OSError(errno.ENOSPC, "No space left on device")
    return real(*given)

lines.RUN = 1_000
lines.TemporaryFile = full
"""


def test_no_room_for_the_temporary_files_of_a_step_is_told_in_one_line_and_loses_nothing(
    collection, undisturbed, store, tmp_path
):
    (tmp_path / "sitecustomize.py").write_text(NO_ROOM, encoding="utf-8")
    code, told = run(collection, "--store", store, path=tmp_path)
    assert code == 2
    assert len(told.splitlines()) == 1 and "No space left on device; a folder for temporary files (TMPDIR)" in told
    code, told = run(collection, "--store", store)
    assert code == 0, told
    assert contents(store) == undisturbed
