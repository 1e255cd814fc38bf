"""What a document replaces: what was read of its own file before, whatever else has that name; and that is not forgotten."""

from __future__ import annotations

import re
import shutil

import pytest

from kg.namespaces import PROV
from kg.pipeline import build
from kg.runs.revisions import KNOWN
from kg.store import StoreFolder
from tests.runs.conftest import contents


def write(path, day):
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"A title\n\nThe Al-Nusra Front captured Maadan on {day} February 2014.\n"
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def reports(tmp_path):
    """Two folders, each with another report of the same name."""
    write(tmp_path / "in" / "a" / "report.txt", 12)
    write(tmp_path / "in" / "b" / "report.txt", 13)
    return tmp_path / "in"


def revisions(result):
    """Return, by key, what each document of a result replaces."""
    found = (q for q in result.quads if q.predicate.value == PROV + "wasRevisionOf")
    return {q.subject.value.rpartition("/")[2]: q.object.value.rpartition("/")[2] for q in found}


def keys(store):
    """Return the keys of a store's documents by the day that they tell of."""
    return {re.search(r"(\d+) February", one.text)[1]: one.key for one in StoreFolder(store).documents()}


def test_files_of_one_name_are_no_revisions_of_each_other(reports, tmp_path):
    first = build([reports], store=tmp_path / "store")
    undisturbed = contents(tmp_path / "store")
    again = build([reports], store=tmp_path / "store")
    assert (first.run.fresh, again.run.fresh, revisions(again)) == (2, 0, {})
    assert contents(tmp_path / "store") == undisturbed


def test_each_of_several_files_of_one_name_is_a_revision_of_itself(reports, tmp_path):
    build([reports], store=tmp_path / "store")
    before = keys(tmp_path / "store")
    write(reports / "a" / "report.txt", 22)
    write(reports / "b" / "report.txt", 23)
    changed = build([reports], store=tmp_path / "store")
    after = keys(tmp_path / "store")
    assert revisions(changed) == {after["22"]: before["12"], after["23"]: before["13"]}
    assert changed.run.fresh == 2
    assert revisions(build([reports], store=tmp_path / "store")) == revisions(changed)


def test_another_file_of_the_name_of_one_that_is_gone_is_no_revision_of_it(reports, tmp_path):
    build([reports], store=tmp_path / "store")
    (reports / "b" / "report.txt").unlink()
    write(reports / "c" / "report.txt", 14)
    assert revisions(build([reports], store=tmp_path / "store")) == {}


def test_what_moves_up_into_the_place_of_another_is_no_revision(reports, tmp_path):
    build([reports], store=tmp_path / "store")
    (reports / "b" / "report.txt").replace(reports / "a" / "report.txt")
    write(reports / "b" / "report.txt", 14)
    assert revisions(build([reports], store=tmp_path / "store")) == {}


def test_a_folder_that_moved_has_no_revisions_but_of_what_changed(reports, tmp_path):
    write(reports / "alone.txt", 15)
    build([reports], store=tmp_path / "store")
    before = keys(tmp_path / "store")
    reports.rename(tmp_path / "moved")
    moved = build([tmp_path / "moved"], store=tmp_path / "store")
    assert (moved.run.fresh, revisions(moved)) == (0, {})
    (tmp_path / "moved").rename(reports)
    write(reports / "alone.txt", 25)
    changed = build([reports], store=tmp_path / "store")
    assert revisions(changed) == {keys(tmp_path / "store")["25"]: before["15"]}


@pytest.fixture
def revised(reports, tmp_path):
    """A store in which one document replaces another."""
    build([reports], store=tmp_path / "store")
    write(reports / "a" / "report.txt", 22)
    assert len(revisions(build([reports], store=tmp_path / "store"))) == 1
    return tmp_path / "store"


@pytest.mark.parametrize("lost", ["shards", "shards.json", "one manifest"])
def test_revisions_are_not_lost_with_shards(reports, revised, lost):
    undisturbed = contents(revised)
    if lost == "one manifest":
        for path in (revised / "shards").glob("*.json"):
            path.write_bytes(path.read_bytes()[:50])
    elif lost == "shards":
        shutil.rmtree(revised / "shards")
    else:
        (revised / lost).unlink()
    build([reports], store=revised)
    assert contents(revised) == undisturbed


def test_revisions_are_the_same_with_shards_elsewhere(reports, revised, tmp_path):
    dataset = StoreFolder(revised).dataset().read_bytes()
    build([reports], store=revised, shards=tmp_path / "elsewhere")
    assert StoreFolder(revised).dataset().read_bytes() == dataset


def test_a_damaged_line_is_passed_over_and_mended(reports, revised):
    undisturbed = contents(revised)
    lines = (revised / KNOWN).read_text().splitlines()
    (revised / KNOWN).write_text("\n".join("{" if '"revision_of": null' in line else line for line in lines))
    build([reports], store=revised)
    assert contents(revised) == undisturbed
