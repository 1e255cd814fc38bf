"""The graphs that are measured on: copies that are documents of their own, and registries that are shared by some."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from benchmarks.query.ways import measure
from benchmarks.sized import SHARING, write_lines


@pytest.mark.slow
def test_a_store_has_the_size_asked_for_and_copies_of_its_own(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="the sample reports are read, which needs the extra 'text'")
    path = tmp_path / "dataset.nq"
    count = write_lines(path, 300_000)
    text = path.read_text(encoding="utf-8")
    assert 300_000 <= count == text.count("\n") <= 330_000
    assert sum(1 for _ in parse(path=path, format=RdfFormat.N_QUADS)) == count
    copies = {int(number) for number in re.findall(r"/id/document/copy-(\d{6})-", text)}
    worlds = {int(number) for number in re.findall(r"/id/group/world-(\d{4})-", text)}
    assert copies == set(range(max(copies) + 1))
    assert worlds == set(range(max(copies) // SHARING + 1))
    assert len(set(re.findall(r'fileName> "([^"]+)"', text))) == 5 * len(copies)


def test_what_takes_too_long_is_stopped_and_what_fails_says_so() -> None:
    def forever() -> int:
        while True:
            pass

    assert measure(lambda: forever, 2, 0.2).stopped
    assert measure(lambda: lambda: 3, 2, 5.0).rows == 3
