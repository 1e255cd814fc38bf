from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.aside import renamed_into_place
from kg.errors import StoreError, UsageError
from kg.formats.rdf import serialise
from kg.model import Document, Paragraph, ParagraphRole
from kg.namespaces import CKG, DATA, PREFIXES, RDF, RDFS
from kg.store import StoreFolder, document_from_json, document_to_json


def make_document(text="One report.", name="report.txt"):
    paragraph = Paragraph(1, ParagraphRole.BODY, 0, len(text), text)
    return Document(
        name, f"{name.split('.')[0]}-{len(text)}", "ab", "text/plain", text, (paragraph,), warnings=("old",)
    )


def nquads(*names):
    nodes = [NamedNode(f"https://example.org/{name}") for name in names]
    return serialise([Quad(node, node, node, node) for node in nodes])


def kept(*documents, claims=""):
    for document in documents:
        yield f"documents/{document.key}.json", json.dumps(document_to_json(document)).encode()
        yield f"claims/{document.key}.jsonl", claims.encode()


def files(folder):
    return {p.relative_to(folder): (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def store(tmp_path):
    folder = StoreFolder(tmp_path / "store")
    folder.write([nquads("a")], kept(make_document(), claims='{"a": 1}\n'))
    return folder


def test_what_is_written_is_read(store):
    assert len(store.open()) == 1
    assert serialise(store.quads()) == nquads("a")
    assert store.document("report-11") == make_document()
    assert store.documents() == (make_document(),)
    assert store.claims("report-11") == '{"a": 1}\n'


@pytest.mark.parametrize("threads", [1, 2, 3])
def test_an_index_made_in_pieces_has_every_quad(tmp_path, monkeypatch, threads):
    monkeypatch.setattr("kg.index.PIECE", 1_000)
    folder = StoreFolder(tmp_path / "store")
    lines = nquads(*(f"{number:04}" for number in range(500)))
    folder.write([lines], [], threads=threads)
    assert serialise(sorted(folder.open(), key=str)) == lines


def test_where_a_piece_is_damaged_no_index_is_left(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.index.PIECE", 1_000)
    folder = StoreFolder(tmp_path / "store")
    with pytest.raises(StoreError, match="is damaged"):
        folder.write([nquads("a", "b"), b"<broken>\n", nquads(*"cdefghijklmnopqrst")], [], threads=2)
    assert not (folder.path / "CURRENT").exists()
    assert list((folder.path / "generations").iterdir()) == []


def test_the_same_content_is_not_written_again(store):
    before = files(store.path)
    store.write([nquads("a")], kept(make_document(), claims='{"a": 1}\n'))
    assert files(store.path) == before


def test_a_new_generation_replaces_the_one_before_and_what_belonged_to_it(store):
    before = store.generation()
    other = make_document("Another.", "other.txt")
    store.write([nquads("a", "b")], kept(other))
    assert store.generation() != before
    assert [p.name for p in (store.path / "generations").iterdir()] == [store.generation()]
    assert store.documents() == (other,)
    assert not (store.path / "claims" / "report-11.jsonl").exists()


def test_a_reader_keeps_its_generation_while_another_is_written(store):
    reader = store.open()
    store.write([nquads("a", "b")], kept(make_document()))
    assert len(reader) == 1
    assert len(store.open()) == 2


def test_numbers_keep_their_datatype_in_the_quads(store):
    line = b'<a:a> <a:b> "12"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger> <a:g> .\n'
    store.write([line], [])
    assert serialise(store.quads()) == line


def test_readers_cannot_write(store):
    node = NamedNode("https://example.org/c")
    with pytest.raises(RuntimeError):
        store.open().add(Quad(node, node, node))


@pytest.mark.parametrize("make", ["nothing", "empty", "other files", "a file"])
def test_what_is_no_store_is_not_opened(tmp_path, make):
    path = tmp_path / "store"
    if make == "a file":
        path.write_text("x")
    elif make != "nothing":
        path.mkdir()
    if make == "other files":
        (path / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match=r"kg build|name a folder"):
        StoreFolder(path).open()


def test_a_folder_of_other_files_is_not_written_into(tmp_path):
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(StoreError, match="holds files that are not a store's"):
        StoreFolder(tmp_path).write([nquads("a")], [])
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_one_process_at_a_time_writes(store):
    with store.locked():
        other = f"import kg.store; kg.store.StoreFolder(Path({str(store.path)!r})).replace_graph([])"
        told = subprocess.run(
            [sys.executable, "-c", f"from pathlib import Path; {other}"], capture_output=True, text=True
        )
    assert "is being written by another run of kg" in told.stderr


def test_a_run_that_is_refused_leaves_the_store_of_the_one_that_runs(tmp_path, monkeypatch):
    """The second run looks for the store before the first has made it, and asks for the lock while the first has it."""
    folder = StoreFolder(tmp_path / "store")
    with folder.locked():
        is_there = Path.exists
        monkeypatch.setattr(Path, "exists", lambda path: path != folder.path and is_there(path))
        with pytest.raises(StoreError, match="is being written by another run"), folder.locked():
            pass
        monkeypatch.undo()
        assert (folder.path / "generations").is_dir()
    assert not folder.path.exists()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="what a handle leads to is not told here")
@pytest.mark.parametrize("change", ["write", "replace_graph"])
def test_what_is_new_is_synced_before_what_it_replaces_goes(store, monkeypatch, change):
    synced, removed, before = [], {}, store.path / "generations" / store.generation()
    sync, remove = os.fsync, shutil.rmtree

    def fsync(handle):
        sync(handle)
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))

    def rmtree(path, **options):
        removed[Path(path)] = len(synced)
        remove(path, **options)

    monkeypatch.setattr("os.fsync", fsync)
    monkeypatch.setattr("shutil.rmtree", rmtree)
    write = store.write([nquads("b")], kept(make_document("Other.")), {"text": "all"}) if change == "write" else None
    name = write or store.replace_graph([nquads("b")])
    done = synced[: removed[before]]
    inside = [Path(path).name for path in done if "/generations/." in path]
    assert {"dataset.nq", "index", "CURRENT", f".{os.getpid()}"} <= set(inside)
    index = store.path / "generations" / name / "index"
    assert {path.name for path in index.iterdir()} - {"LOCK"} <= set(inside)
    assert done[-2:] == [str(store.path / f".CURRENT-{os.getpid()}"), str(store.path)]
    assert done.index(str(store.path / "generations")) < len(done) - 2
    if change == "write":
        order = [Path(path).name.partition("-")[0] for path in done]
        assert order.index("documents") < order.index(".options.json") < order.index(".CURRENT")
        assert str(store.path / "documents" / "report-6.json") in done


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="a file is in the way"):
        StoreFolder(tmp_path / "file" / "store").write([nquads("a")], [])


def test_a_damaged_store_says_so(store):
    for path in (store.path / "generations" / store.generation() / "index").iterdir():
        if path.name.startswith("MANIFEST"):
            path.write_bytes(b"nonsense")
    with pytest.raises(StoreError, match="cannot be opened"):
        store.open()
    (store.path / "documents" / "report-11.json").write_text('{"name": 1}')
    with pytest.raises(StoreError, match="is damaged"):
        store.document("report-11")


@pytest.mark.parametrize(
    "data", [b"nonsense\n", nquads("a") + b"<a:a> <a:b> .\n", b"\xff\xfe\n"], ids=["words", "later line", "bytes"]
)
def test_damaged_quads_say_so_when_they_are_reached(store, data):
    (store.path / "generations" / store.generation() / "dataset.nq").write_bytes(data)
    with pytest.raises(StoreError, match=r"dataset\.nq: is damaged .*; build it again with kg build"):
        list(store.quads())


@pytest.mark.parametrize("damage", ["dataset.nq", "index", "CURRENT"])
def test_building_again_mends_a_damaged_store(store, damage):
    generation = store.path / "generations" / store.generation()
    if damage == "dataset.nq":
        (generation / damage).write_bytes(b"nonsense")
    elif damage == "index":
        for path in (generation / "index").glob("MANIFEST*"):
            path.write_bytes(b"nonsense")
    else:
        (store.path / "CURRENT").write_bytes(b"\xff\x00")
        with pytest.raises(StoreError, match="CURRENT: is damaged"):
            store.open()
    store.write([nquads("a")], kept(make_document(), claims='{"a": 1}\n'))
    assert len(store.open()) == 1
    assert serialise(store.quads()) == nquads("a")


@pytest.mark.parametrize("text", ['{"name": 1}', "7", "[]", "[" * 100_000, "{", '{"name": ["a"], "paragraphs": []}'])
def test_a_damaged_document_is_told_but_does_not_keep_a_store_from_being_built_again(store, text):
    (store.path / "documents" / "report-11.json").write_text(text)
    with pytest.raises(StoreError, match="is damaged"):
        store.document("report-11")
    with pytest.raises(StoreError, match="is damaged"):
        store.documents()
    store.write([nquads("a")], kept(make_document()))
    assert store.documents() == (make_document(),)


def test_a_failed_body_leaves_the_file_as_it_was(tmp_path):
    path = tmp_path / "out.nq"
    path.write_bytes(b"before")
    with pytest.raises(ValueError), renamed_into_place(path, b"after"):
        raise ValueError
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("out.nq", b"before")]
    for folder in (Path(), Path("/"), Path(".."), tmp_path):
        with pytest.raises(UsageError, match="is a folder; a file in a folder"), renamed_into_place(folder, b""):
            pass
    with pytest.raises(UsageError, match="cannot be written"), renamed_into_place(tmp_path / "no" / "out.nq", b""):
        pass


def test_a_pipe_is_written_to_and_a_link_leads_to_the_file(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    read = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_bytes()))
    reader.start()
    with renamed_into_place(tmp_path / "pipe", b"piped"):
        pass
    reader.join(timeout=10)
    assert read == [b"piped"] and (tmp_path / "pipe").is_fifo()
    (tmp_path / "file").write_bytes(b"before")
    (tmp_path / "link").symlink_to("file")
    with renamed_into_place(tmp_path / "link", b"after"):
        pass
    assert (tmp_path / "link").is_symlink() and (tmp_path / "file").read_bytes() == b"after"


def test_a_document_comes_back_from_json():
    document = make_document("Zwei Wörter 😀")
    assert document_from_json(json.loads(json.dumps(document_to_json(document)))) == document


def test_kg_open_gives_the_union_of_all_graphs(store):
    store.write([nquads("a", "b")], [])
    dataset = kg.open(store.path)
    assert len(list(dataset.query("SELECT * WHERE { ?s ?p ?o }"))) == 2


def test_kg_open_knows_our_prefixes(store):
    content, front = NamedNode(DATA + "content/1"), NamedNode(DATA + "group/front")
    quads = [
        Quad(content, NamedNode(RDF + "type"), NamedNode(CKG + "ReportedAttack"), NamedNode(DATA + "graph/a")),
        Quad(content, NamedNode(CKG + "attacker"), front, NamedNode(DATA + "graph/a")),
        Quad(front, NamedNode(RDFS + "label"), Literal("Red Front"), NamedNode(DATA + "graph/b")),
    ]
    store.write([serialise(quads)], [])
    dataset = kg.open(store.path)
    found = dataset.query("SELECT ?who { ?c a ckg:ReportedAttack ; ckg:attacker/rdfs:label ?who }")
    assert [str(row.who) for row in found] == ["Red Front"]
    assert dataset.query("ASK { id:content\\/1 ckg:attacker ?who }").askAnswer
    assert set({"id": DATA, **PREFIXES}.items()) <= {(prefix, str(space)) for prefix, space in dataset.namespaces()}


def test_what_a_killed_run_was_writing_is_removed(store):
    (store.path / "generations" / ".4242").mkdir()
    left = [store.path / name for name in ("documents/.report-11.json-4242", "claims/.a.jsonl-4242", ".CURRENT-4242")]
    for path in left:
        path.write_bytes(b"half")
    store.write([nquads("a")], kept(make_document(), claims='{"a": 1}\n'))
    assert not any(path.exists() for path in [*left, store.path / "generations" / ".4242"])
    assert len(store.open()) == 1
