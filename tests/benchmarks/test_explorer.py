"""The benchmark of the explorer on a small store: every view is measured, and what it does to a picture moves it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uvicorn", reason="the extra 'serve' is not installed")
pytest.importorskip("selenium", reason="the extra 'test' is not installed")
pytest.importorskip("spacy", reason="the sample reports are read, which needs the extra 'text'")


from benchmarks.data import write_store
from benchmarks.explorer.__main__ import VIEWS, compare
from benchmarks.explorer.moves import STEPS, drag, measure, scroll
from benchmarks.explorer.tab import Tab, opened
from benchmarks.serve.servers import kg

MANIFEST = Path(__file__).parents[2] / "kg/serve/assets/explorer/.vite/manifest.json"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("chromium") and shutil.which("chromedriver")),
        reason="no chromium and chromedriver here (Debian packages chromium, chromium-driver)",
    ),
    pytest.mark.skipif(not MANIFEST.is_file(), reason="the explorer is not built (make web, which wants npm)"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("benchmark") / "store"
    write_store(folder, 60_000, index=True)
    return folder


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with opened() as tab:
        yield tab


def test_every_view_and_move_has_its_line(store: Path) -> None:
    opening, moving = compare(store, VIEWS, "a small store")
    loads = {row[0]: [float(cell) for cell in row[1:]] for row in opening.details[0].rows}
    moves = {row[0]: [float(cell) for cell in row[1:]] for row in moving.details[0].rows}
    for name, view in VIEWS.items():
        for server in ("cold", "kept"):
            paint, picture, _, sent, heap, memory = loads[f"{name}, {server}"]
            assert 0 < paint <= picture and sent > 0 and 0 < heap < memory
        for move, _, _ in view.moves:
            middle, most, longest, rate = moves[f"{name}: {move}"]
            assert 0 < middle <= most <= longest * 1.01 and rate > 0
    assert opening.ratio and moving.ratio


def test_a_move_moves_the_picture(store: Path, tab: Tab) -> None:
    with kg(store, store) as server:
        address = f"http://127.0.0.1:{server.port}/explore/"
        network, timeline = VIEWS["network"], VIEWS["timeline"]
        tab.load(address + network.address, network.drawn)
        day = "return document.querySelector('.date-slider .day input').value"
        before = tab.run(day)
        assert measure(tab, drag, ".date-slider .range").rate > 0
        assert tab.run(day) != before
        tab.load(address + timeline.address, timeline.drawn)
        assert measure(tab, scroll, ".plot canvas").rate > 0
        assert tab.run("return document.querySelector('.scroller').scrollTop") > STEPS
