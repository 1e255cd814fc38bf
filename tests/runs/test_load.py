"""What a build leaves at a place of shards becomes a store anywhere, or is refused."""

from __future__ import annotations

import errno
import gzip
import json
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg.store
from kg import resources
from kg.cli import main
from kg.errors import StoreError
from kg.pipeline import build, relink
from kg.runs.folders import aside_name
from kg.runs.load import load
from kg.store import StoreFolder
from tests.runs.conftest import contents, write_reports

GOLD = Path(__file__).parents[1] / "gold" / "seeds.jsonl"
OTHERS = Path(__file__).parents[1] / "cases" / "copies" / "registry.ttl"
REPORTS = sorted(resources.seeds().glob("0*.txt"))


@pytest.fixture
def kept(tmp_path):
    """A place of shards, beside a store that was built with it."""
    build(REPORTS, claims=GOLD, store=tmp_path / "store", shards=tmp_path / "kept")
    return tmp_path / "kept"


def test_what_is_loaded_is_the_store_of_the_build(kept, tmp_path):
    result = load(kept, store=tmp_path / "loaded")
    assert contents(tmp_path / "loaded") == contents(tmp_path / "store")
    assert len(result.documents) == len(REPORTS) and result.claims
    # Linking goes on where the shards lie.
    relink(tmp_path / "loaded")
    assert contents(tmp_path / "loaded") == contents(tmp_path / "store")


def test_shards_elsewhere_change_no_byte_of_the_graph(kept, tmp_path):
    build(REPORTS, claims=GOLD, store=tmp_path / "own")
    stores = [StoreFolder(tmp_path / name).dataset().read_bytes() for name in ("own", "store")]
    assert stores[0] == stores[1]
    own = {name: data for name, data in contents(tmp_path / "own").items() if name.startswith("shards")}
    assert own == {name: data for name, data in contents(kept).items() if name.startswith("shards")}


def test_the_parts_are_the_dataset_and_the_manifest_tells_them(kept, tmp_path):
    told = json.loads((kept / "dataset.json").read_text())
    parts = sorted((kept / told["folder"]).iterdir())
    assert [part.stat().st_size for part in parts] == [part["bytes"] for part in told["parts"]]
    lines = b"".join(gzip.decompress(part.read_bytes()) for part in parts)
    assert lines == StoreFolder(tmp_path / "store").dataset().read_bytes()
    assert sum(part["rows"] for part in told["parts"]) == lines.count(b"\n")


def test_a_later_build_leaves_only_its_own_parts(kept, tmp_path):
    build(REPORTS, claims=GOLD, store=tmp_path / "store", shards=kept, text="paragraphs")
    told = json.loads((kept / "dataset.json").read_text())
    assert [path.relative_to(kept).as_posix() for path in (kept / "dataset").rglob("*.gz")] == [
        f"{told['folder']}/{number:05}.nq.gz" for number in range(len(told["parts"]))
    ]
    assert [path.name for path in (kept / "dataset").iterdir()] == [Path(told["folder"]).name]
    load(kept, store=tmp_path / "loaded")
    assert contents(tmp_path / "loaded") == contents(tmp_path / "store")


def test_what_runs_that_were_ended_left_goes_with_the_next(kept, tmp_path, monkeypatch):
    told = json.loads((kept / "dataset.json").read_text())
    left = [kept / aside_name("dataset.json"), kept / aside_name("shards.json")]
    left += [kept / folder / aside_name("00000.nq.gz") for folder in (told["folder"], f"dataset/{'0' * 24}")]
    for path in left:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"half of")
    with monkeypatch.context() as patch, pytest.raises(StoreError, match="ended"):
        patch.setattr("kg.runs.parts._remove_others", _ended)
        build(REPORTS, claims=GOLD, store=tmp_path / "store", shards=kept, text="all")
    build(REPORTS, claims=GOLD, store=tmp_path / "store", shards=kept, text="all")
    now = json.loads((kept / "dataset.json").read_text())["folder"]
    assert now != told["folder"] and [f"dataset/{path.name}" for path in (kept / "dataset").iterdir()] == [now]
    assert not any(path.name.startswith(".") for path in kept.rglob("*"))


def _ended(*given):
    raise StoreError("here", "ended", "another")


@pytest.mark.parametrize("where", ["kg.runs.parts.part_of", "kg.runs.again.rows_in"])
def test_no_room_for_the_temporary_files_of_a_url_is_told(tmp_path, monkeypatch, where):
    place = f"file://{tmp_path / 'kept'}"
    build(REPORTS, claims=GOLD, store=tmp_path / "store", shards=place)
    monkeypatch.setattr(where, _full)
    with pytest.raises(StoreError, match=r"No space left on device; a folder for temporary files \(TMPDIR\)"):
        if where.endswith("part_of"):
            build(REPORTS, claims=GOLD, store=tmp_path / "store", shards=place, text="all")
        else:
            relink(tmp_path / "store", registry=[OTHERS])


def _full(*given):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_policy_file_that_was_changed_leaves_no_part_of_before(tmp_path, monkeypatch):
    monkeypatch.setattr("kg.runs.samples.EACH", 1)
    monkeypatch.setattr("kg.runs.steps.dataset.PART", 1)
    policy = tmp_path / "policy.toml"
    for name in ("all", "strict"):
        policy.write_text(resources.policies()[name].read_text())
        build(REPORTS, claims=GOLD, store=tmp_path / "store", shards=tmp_path / "kept", policy=policy)
        told = json.loads((tmp_path / "kept" / "dataset.json").read_text())
        assert len(told["parts"]) > 5
        assert sorted(
            path.relative_to(tmp_path / "kept").as_posix()
            for path in (tmp_path / "kept").rglob("0*.nq.gz")
            if "dataset" in path.parts
        ) == [f"{told['folder']}/{number:05}.nq.gz" for number in range(len(told["parts"]))]
        load(tmp_path / "kept", store=tmp_path / "loaded")
        assert contents(tmp_path / "loaded") == contents(tmp_path / "store")


def test_a_damaged_part_is_refused_and_the_store_stays(kept, tmp_path):
    load(kept, store=tmp_path / "loaded")
    before = contents(tmp_path / "loaded")
    part = next((kept / "dataset").rglob("*.gz"))
    part.write_bytes(part.read_bytes()[:-1] + b"x")
    with pytest.raises(StoreError, match=r"00000\.nq\.gz: is damaged .*; build it again with kg build --shards"):
        load(kept, store=tmp_path / "loaded")
    assert contents(tmp_path / "loaded") == before


REGISTRY = """@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
<https://w3id.org/conflict-kg/id/place/maadan> ckg:neverNamed 'Maadan' .
"""


def test_shards_that_another_store_has_made_are_not_linked_into_this_one(kept, tmp_path):
    before = contents(tmp_path / "store")
    build(REPORTS[:1], store=tmp_path / "other", shards=kept)
    with pytest.raises(StoreError, match=r"shards\.json: tells of shards that .*store is not made of; build it again"):
        relink(tmp_path / "store")
    assert contents(tmp_path / "store") == before
    relink(tmp_path / "other")
    build(REPORTS, claims=GOLD, store=tmp_path / "store", shards=kept)
    relink(tmp_path / "store")
    assert contents(tmp_path / "store") == before


@pytest.mark.parametrize("damage", ["gone", "damaged"])
def test_a_store_that_does_not_say_how_it_was_made_is_not_linked(tmp_path, damage):
    build(REPORTS[:1], store=tmp_path / "store", text="all", base="https://example.org/")
    options = tmp_path / "store" / "options.json"
    options.unlink() if damage == "gone" else options.write_bytes(b"{")
    before = contents(tmp_path / "store")
    result = CliRunner().invoke(main, ["link", "--store", str(tmp_path / "store")])
    right = "does not say how the store was made; build it again with kg build"
    assert result.exit_code == 2 and result.output.splitlines() == [f"{options}: {right}"]
    assert contents(tmp_path / "store") == before


@pytest.mark.parametrize("moment", ["kg.pipeline.tell_published", "kg.store._remove_others"])
def test_what_a_link_that_was_killed_has_linked_is_not_taken_for_what_was_built(tmp_path, monkeypatch, moment):
    store, registry = tmp_path / "store", tmp_path / "mine.ttl"
    registry.write_text(REGISTRY)
    reports = write_reports(tmp_path / "reports", 2)
    build([reports], store=store)
    undisturbed = contents(store)

    def die(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(moment, die)
        with pytest.raises(KeyboardInterrupt):
            relink(store, registry=[registry])
    with suppress(StoreError):
        relink(store, registry=[registry])
    build([reports], store=store)
    assert contents(store) == undisturbed


def test_with_what_shards_are_linked_is_told_beside_them(tmp_path, monkeypatch):
    """A link is killed when it has told how the store is linked, and before any reader sees it: it can be done again."""
    store, registry = tmp_path / "store", tmp_path / "mine.ttl"
    registry.write_text(REGISTRY)
    reports = write_reports(tmp_path / "reports", 2)
    build([reports], store=store)
    undisturbed, write = contents(store), kg.store.write_synced

    def die(path, data):
        if path.name == "CURRENT":
            raise KeyboardInterrupt
        write(path, data)

    with monkeypatch.context() as patched:
        patched.setattr("kg.store.write_synced", die)
        with pytest.raises(KeyboardInterrupt):
            relink(store, registry=[registry])
    relink(store, registry=[registry])
    assert contents(store) != undisturbed
    build([reports], store=store)
    assert contents(store) == undisturbed


def test_a_graph_that_was_changed_since_can_be_linked_again(tmp_path):
    build(REPORTS[:1], store=tmp_path / "store")
    undisturbed, folder = contents(tmp_path / "store"), StoreFolder(tmp_path / "store")
    for line in (b"<urn:a> <urn:b> <urn:c> <urn:d> .\n", b"<urn:a> <urn:b> <urn:e> <urn:d> .\n"):
        folder.replace_graph([folder.dataset().read_bytes(), line])
    relink(tmp_path / "store")
    assert contents(tmp_path / "store") == undisturbed


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("load", "nowhere"), "nowhere/dataset.json: is not there; a place that kg build --shards has filled"),
        (("load", "such://kept"), "such://kept: cannot be opened"),
        (("build", "--address", "localhost:1"), "--address goes with --engine ray"),
        (("build", "--engine", "ray", "--claims", "claims.jsonl"), "--claims goes with --engine local"),
        (("build", "--shards", "such://kept"), "such://kept: cannot be opened"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(words, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2 and told in result.output
    assert result.output.count("\n") == 1
