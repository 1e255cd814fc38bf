"""Reports that a person wrote and marked (`reprints/`) who knew no rule of the finder: wires cut, re-led, updated and digested
by outlets; beside them bulletins of one form, an outlet's background, quoted statements, accounts of one event in other words.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import pytest

from benchmarks.copies.finders import ours, ours_by_partition
from benchmarks.copies.marked import marked_pairs, marked_reports

HERE = Path(__file__).parent / "reprints"
REPORTS = marked_reports()
NAMES = {document.key: document.name for document in REPORTS}
# Two bulletins of which a few values differ; who marked them was in doubt himself.
IN_DOUBT = {("voice-0307-bulletin.txt", "voice-0325-bulletin.txt")}


def named(pairs: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    return {(min(names), max(names)) for pair in pairs if (names := [NAMES[key] for key in pair])}


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str]]:
    return named(ours(REPORTS)[0])


def test_all_that_print_one_text_are_found_and_no_others(found: set[tuple[str, str]]) -> None:
    assert found - IN_DOUBT == named(marked_pairs(REPORTS))


def test_a_digest_prints_each_of_its_texts_and_makes_them_no_one_text() -> None:
    groups = [{NAMES[key] for key in group} for group in ours(REPORTS)[1]]
    held = [group for group in groups if "gazette-0306-digest.txt" in group]
    assert len(held) == 3
    assert set.intersection(*held) == {"gazette-0306-digest.txt"}


@pytest.mark.parametrize(
    "alike", json.loads((HERE / "marks.json").read_text())["alike"], ids=lambda alike: alike["why"][:40]
)
def test_what_only_looks_alike_is_told_apart(alike: dict, found: set[tuple[str, str]]) -> None:
    held = set(alike["files"])
    true = named(marked_pairs(REPORTS)) | IN_DOUBT
    assert not {pair for pair in found if set(pair) <= held} - true


def test_the_same_is_found_in_partitions(found: set[tuple[str, str]]) -> None:
    assert named(ours_by_partition(REPORTS)[0]) == found
