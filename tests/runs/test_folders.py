"""A folder is the same to a run, whether it is on this machine or at a URL."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fsspec.implementations.memory import MemoryFileSystem
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import StoreError, UsageError
from kg.runs.folders import LocalFolder, aside_name, folder_at
from kg.runs.journal import Journal
from kg.runs.mail import is_whole_mail, read_mail, send
from kg.runs.remote import RemoteFolder
from kg.runs.rows import Failure

PLACES = ("local", "file", "memory")
# Names as a run gives them, and others: what a pattern or a URL would take for more than a name is none here.
PART = st.text("abz019-_.*?[]{}%#+ é", min_size=1, max_size=12).filter(lambda part: not part.startswith("."))
NAMES = st.lists(PART, min_size=1, max_size=3).map("/".join)


def place_in(tmp_path, kind):
    return {"local": str(tmp_path / "kept"), "file": f"file://{tmp_path}/kept", "memory": f"memory://{tmp_path}/kept"}[
        kind
    ]


@pytest.fixture(params=PLACES)
def folder(request, tmp_path):
    yield folder_at(place_in(tmp_path, request.param))
    MemoryFileSystem.store.clear()


def test_a_path_is_a_folder_of_this_machine_and_a_url_is_another(tmp_path):
    assert folder_at(tmp_path) == folder_at(str(tmp_path)) == LocalFolder(tmp_path)
    assert folder_at("memory://kept") == RemoteFolder("memory://kept")


def test_what_is_written_is_read(folder):
    folder.write("shards/00001-a.json", b"one")
    folder.write("shards.json", b"two")
    assert folder.read("shards/00001-a.json") == b"one"
    assert folder.holds("shards.json") and not folder.holds("shards/00002-b.json") and not folder.holds("shards")
    assert folder.names() == ["shards.json", "shards/00001-a.json"]
    assert folder.names("shards") == ["shards/00001-a.json"]
    assert folder.names("journals") == []


def test_a_file_is_written_over(folder):
    for data in (b"long before", b"after"):
        folder.write("shards.json", data)
    assert folder.read("shards.json") == b"after" and folder.names() == ["shards.json"]


def test_a_file_is_not_there_before_it_is_whole(folder):
    with folder.writing("shards/a") as file:
        file.write(b"x" * 100_000)
        assert not folder.holds("shards/a") and folder.names() == []
    assert folder.read("shards/a") == b"x" * 100_000


def test_what_fails_while_it_is_written_leaves_what_was_there(folder):
    folder.write("shards/a", b"before")
    with pytest.raises(KeyError), folder.writing("shards/a") as file:
        file.write(b"half")
        raise KeyError
    assert folder.read("shards/a") == b"before" and folder.names() == ["shards/a"]


def test_a_file_can_be_sought_in(folder):
    folder.write("a", bytes(range(256)) * 9_000)
    with folder.reading("a") as file:
        assert file.seek(-40, os.SEEK_END) == 256 * 9_000 - 40
        assert file.read(3) == bytes((216, 217, 218))
        assert file.seek(0x10203) == 0x10203 and file.read(2) == bytes((3, 4))


def test_a_file_that_is_not_there_is_told(folder):
    with (
        pytest.raises(StoreError, match=r"kept/shards/none: is not there; build it again"),
        folder.reading("shards/none"),
    ):
        pass
    folder.remove("shards/none")


def test_what_is_removed_is_gone(folder):
    folder.write("shards/a", b"1")
    folder.write("shards/b", b"2")
    folder.remove("shards/a")
    assert folder.names() == ["shards/b"]


def test_what_was_being_written_is_no_file_and_can_be_removed(folder):
    folder.write("shards/a", b"1")
    half = f"shards/{aside_name('b')}"
    for name in (half, "shards/.hidden"):
        folder.write(name, b"2")
    assert folder.names() == ["shards/a"]
    folder.remove_unfinished("shards")
    assert not folder.holds(half) and folder.holds("shards/a") and folder.holds("shards/.hidden")


def test_a_folder_has_folders_and_removes_what_is_ours_in_them(folder):
    inner = folder.below("steps/a")
    for name in ("one", aside_name("two")):
        inner.write(name, b"1")
    folder.write("shards/b", b"2")
    assert folder.read("steps/a/one") == b"1" and inner.names() == ["one"]
    for under in ("steps", "none"):
        folder.remove_below(under, re.compile("steps/a/(one|two)").fullmatch)
    assert folder.names() == ["shards/b"] and inner.is_empty() and not folder.is_empty()


def test_what_is_called_otherwise_is_not_removed(folder):
    for name in ("steps/mine.txt", "steps/a/.one", "steps/a/one"):
        folder.write(name, b"1")
    folder.remove_below("steps", re.compile("steps/a/one").fullmatch)
    assert folder.names() == ["steps/mine.txt"] and folder.holds("steps/a/.one")


def test_a_folder_travels(folder):
    folder.write("a", b"1")
    assert pickle.loads(pickle.dumps(folder)).read("a") == b"1"


def test_a_journal_lies_on_this_machine(folder):
    for begun in ("", "one"):
        with Journal(folder.beside("journals/00001")) as journal:
            assert journal.begun == begun
            journal.begin("one")
    assert folder.beside("journals/00001").is_file()
    folder.beside("journals/00001").unlink()


def test_rows_of_a_step_go_through_any_folder(folder):
    send(folder, "step-00000", [(number % 3, Failure("", str(number), "", "")) for number in range(10)])
    assert is_whole_mail(folder, "step-00000")
    rows = read_mail(folder, ["step-00000"], 1, Failure)
    assert [row.where for row in rows] == ["1", "4", "7"]


@given(name=NAMES, data=st.binary(max_size=3_000))
@pytest.mark.parametrize("kind", PLACES)
def test_any_name_holds_any_bytes(kind, name, data):
    with TemporaryDirectory() as top:
        folder = folder_at(place_in(Path(top), kind))
        folder.write(name, data)
        assert folder.read(name) == data and folder.holds(name) and folder.names() == [name]
        folder.remove(name)
        assert folder.names() == [] and not folder.holds(name)


@pytest.mark.parametrize("top", ["reports [1]", "a*b", "50%", "é ü"])
@pytest.mark.parametrize("kind", PLACES)
def test_the_folder_may_have_any_name(kind, top, tmp_path):
    folder = folder_at(f"{place_in(tmp_path, kind)}/{top}")
    folder.write("shards/a", b"1")
    assert folder.names() == ["shards/a"] and folder.read("shards/a") == b"1"


@pytest.mark.parametrize("kind", ["local", "file"])
def test_a_file_in_the_way_is_told(kind, tmp_path):
    (tmp_path / "kept").write_bytes(b"")
    folder = folder_at(place_in(tmp_path, kind))
    with pytest.raises(StoreError, match="a file is in the way; name a folder"):
        folder.write("shards/a", b"1")


def test_a_url_that_nothing_opens_is_refused():
    with pytest.raises(UsageError, match=r"cannot be opened .*; a URL that fsspec opens"):
        folder_at("no-such-thing://kept")


def test_without_fsspec_the_extra_is_named(tmp_path):
    program = "import sys; sys.modules['fsspec'] = None\nfrom kg.runs.folders import folder_at\nfolder_at('s3://kept')"
    environment = os.environ | {"PYTHONPATH": str(Path(kg.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert done.stderr.splitlines()[-1].endswith("s3://kept: needs the extra 'ray'; pip install 'conflict-kg[ray]'")
