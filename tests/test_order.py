"""Order never matters: documents in any order, together or one by one, make the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import resources
from kg.formats.rdf import serialise
from kg.pipeline import build
from kg.store import StoreFolder

GOLD = Path(__file__).parent / "gold" / "seeds.jsonl"
REPORTS = sorted(resources.seeds().glob("0*.txt"))


@pytest.fixture(scope="module")
def together() -> bytes:
    return serialise(build(REPORTS, claims=GOLD, store=None).quads)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(REPORTS))
def test_documents_in_any_order_make_the_same_bytes(together: bytes, reports: list[Path]) -> None:
    assert serialise(build(reports, claims=GOLD, store=None).quads) == together


def test_documents_added_one_by_one_make_the_bytes_of_all_together(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for report in reversed(REPORTS[:3]):
        (folder / report.name).write_bytes(report.read_bytes())
        build([folder], store=tmp_path / "store")
    once = build(REPORTS[:3], store=tmp_path / "other")
    assert serialise(StoreFolder(tmp_path / "store").quads()) == serialise(once.quads)
