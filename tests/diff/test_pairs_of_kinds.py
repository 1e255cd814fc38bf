"""Every pair of what `kg diff` takes: a store, each format of its export, and a release, of one graph and of an edited one."""

from __future__ import annotations

from itertools import product

import pytest

from .reading import build, edited, kg, told

SUFFIXES = (".nq", ".ttl", ".trig", ".nt", ".rdf", ".jsonld")
KINDS = ("store", "release", *SUFFIXES)


def _versions(store, folder):
    folder.mkdir()
    found = {"store": store, "release": folder / "release"}
    kg("export", "--store", store, "--release", found["release"], "--issued", "2026-01-01")
    for suffix in SUFFIXES:
        found[suffix] = folder / f"data{suffix}"
        kg("export", "--store", store, "-o", found[suffix])
    return found


@pytest.fixture(scope="module")
def versions(base_store, tmp_path_factory):
    folder = tmp_path_factory.mktemp("kinds")
    case = {"claims": [{"quote": "12 fighters were killed", "set": {"factuality": "denied"}}]}
    (folder / "texts").mkdir()
    new = build(edited(case, folder / "texts"), folder / "store")
    return _versions(base_store, folder / "old"), _versions(new, folder / "new")


@pytest.mark.parametrize("kind", KINDS)
def test_one_graph_is_the_same_in_whatever_it_is_kept(versions, kind):
    old, _ = versions
    assert all(told(old[kind], old[other]) == [] for other in KINDS)


@pytest.mark.slow
@pytest.mark.parametrize(("one", "other"), list(product(KINDS, KINDS)))
def test_a_claim_denied_is_told_between_any_two(versions, one, other):
    old, new = versions
    [first, *_] = told(old[one], new[other])
    assert first == "claim changed “12 fighters were killed” | factuality: asserted → denied"


def test_a_claim_denied_is_told_from_a_store_to_any_other(versions):
    old, new = versions
    for kind in KINDS:
        [first, *rest] = told(old["store"], new[kind])
        assert first == "claim changed “12 fighters were killed” | factuality: asserted → denied"
        assert not [line for line in rest if line.startswith("other")]


def test_reifiers_of_rdf_1_2_are_compared_with_each_other(base_store, versions, tmp_path):
    store = versions[1]["store"]
    files = [tmp_path / "old.ttl", tmp_path / "new.ttl"]
    for one, file in zip((base_store, store), files, strict=True):
        kg("export", "--store", one, "--format", "turtle12", "--allow-loss", "-o", file)
    assert told(files[0], files[0]) == []
    assert told(*files) != []
