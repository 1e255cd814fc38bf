from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import kg

SENTENCES = (
    "The Al-Nusra Front captured Maadan on {day} February 2014.",
    "Ahrar al-Sham withdrew from Maadan on {day} February 2014, an activist said.",
    "At least {day} fighters were killed in Maadan when the Al-Nusra Front attacked Ahrar al-Sham.",
    "The Al-Nusra Front denied that it had attacked Maadan.",
)


def write_reports(folder, count):
    """Write *count* short reports into *folder*."""
    folder.mkdir()
    for number in range(1, count + 1):
        sentences = [sentence.format(day=number % 28 + 1) for sentence in SENTENCES]
        text = f"Report {number}\n\n" + "\n\n".join(sentences[number % 2 :]) + "\n"
        (folder / f"report-{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def collection(tmp_path_factory):
    """A folder of 44 short reports, in two shards, of which two cannot be read."""
    folder = write_reports(tmp_path_factory.mktemp("collection") / "reports", 42)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02")
    return folder


def start(*words, path="", **options):
    """Start `kg build` in a process group of its own; *path* is a folder that it looks into for modules before others."""
    folders = [path, str(Path(kg.__file__).parents[1])]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(map(str, filter(None, folders)))}
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "build", *map(str, words)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    )


def run(*words, **options):
    """Return the exit code and the stderr of `kg build`."""
    process = start(*words, **options)
    _, told = process.communicate(timeout=300)
    return process.returncode, told


def kill(process):
    """End a process and all that it started, with no time to tidy up."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def wait_for(condition, seconds=120):
    """Wait until *condition* holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.01)


def contents(store):
    """Return every file of a store but the index, whose bytes Oxigraph chooses."""
    files = (path for path in Path(store).rglob("*") if path.is_file() and "index" not in path.parts)
    return {path.relative_to(store).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="session")
def built(collection, tmp_path_factory):
    """A store of the collection that one process has made in one go."""
    store = tmp_path_factory.mktemp("undisturbed") / "store"
    code, told = run(collection, "--store", store, "--jobs", 1)
    assert code == 0, told
    return store


@pytest.fixture(scope="session")
def undisturbed(built):
    """What that store holds."""
    return contents(built)
