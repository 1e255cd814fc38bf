"""Sorted lines are cut into parts where samples of them say, and no subject lies in two parts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.runs.samples import passed_on
from kg.runs.steps.lines import dealt, splits_of

subjects = st.integers(0, 30).map(lambda number: b"<x:%02d>" % number)
blocks = st.lists(st.lists(st.tuples(subjects, st.integers(0, 9)), min_size=1, max_size=9), max_size=9)


def as_blocks(given):
    """Return sorted lines of such subjects, in blocks of the lengths given."""
    lines = iter(sorted(b'%s <x:p> "%d" .\n' % pair for block in given for pair in block))
    return [b"".join(line for _, line in zip(block, lines, strict=False)) for block in given]


@given(blocks, st.lists(subjects), st.integers(1, 9))
def test_parts_follow_one_another_and_have_all_lines(given, samples, parts):
    cut, whole = splits_of(samples, parts), as_blocks(given)
    found = {}
    for part, lines in dealt(cut, whole):
        found[part] = found.get(part, b"") + lines.block
    assert len(cut) < parts and all(0 <= part <= len(cut) for part in found)
    assert b"".join(found[part] for part in sorted(found)) == b"".join(whole)
    homes = [(line.partition(b" ")[0], part) for part, lines in found.items() for line in lines.splitlines()]
    assert len(set(homes)) == len({subject for subject, _ in homes})


def test_parts_have_about_as_many_of_the_samples():
    samples = [b"<x:%03d>" % number for number in range(100)]
    assert splits_of(reversed(samples), 4) == (b"<x:025>", b"<x:050>", b"<x:075>")
    assert splits_of([b"<x:1>"] * 9, 4) == (b"<x:1>",)
    assert splits_of([], 4) == ()


def test_one_block_in_eight_gives_a_sample_also_of_shards_of_one_block():
    samples = []
    long = [b"<x:%04d> <x:p> <x:o> .\n" % number for number in range(800)]
    assert list(passed_on(long, samples)) == long
    assert len(samples) == 100 and set(samples) <= {line.partition(b" ")[0] for line in long}
    samples.clear()
    for line in long:
        assert list(passed_on([line], samples)) == [line]
    assert 60 < len(samples) < 140
