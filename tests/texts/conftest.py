"""One text of an invented agency that three papers print, and a story of another paper's own about the same day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

WIRE = """MAADAN (Tarn News Agency) - The Al-Nusra Front attacked a checkpoint of the Syrian army near Maadan on Monday and killed \
14 soldiers, a military source said.

The Al-Nusra Front captured Maadan from the Syrian army on Tuesday after two days of heavy clashes, residents said.

Aid workers said that more than 3,000 people had fled the area since the fighting began, many of them on foot and without food \
or water.
"""
PAPERS = {
    "one.txt": ("Checkpoint near Maadan attacked", "Evening Post, 4 March 2014"),
    "two.txt": ("Soldiers die at a checkpoint", "Morning Herald, 5 March 2014"),
    "three.txt": ("Thousands leave Maadan", "Daily Courier, 6 March 2014"),
}
OWN = """A post is lost

Northern Star, 5 March 2014

The Al-Nusra Front attacked a checkpoint of the Syrian army near Maadan on Monday and killed 14 soldiers, the mayor said.

Pupils of the school by the river went home early, and the bakery in the main street stayed open until the evening.
"""
Kg = Callable[..., Result]


@pytest.fixture(scope="session")
def kg() -> Kg:
    """The command, as a user calls it; what it prints is the result's `stdout`."""
    return lambda *arguments: CliRunner().invoke(main, [str(one) for one in arguments], prog_name="kg")


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the four reports."""
    folder = tmp_path_factory.mktemp("reports")
    for name, (title, byline) in PAPERS.items():
        (folder / name).write_text(f"{title}\n\n{byline}\n\n{WIRE}", encoding="utf-8")
    (folder / "own.txt").write_text(OWN, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def store(reports: Path, kg: Kg, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the four reports."""
    folder = tmp_path_factory.mktemp("stores") / "all"
    result = kg("build", reports, "--store", folder)
    assert result.exit_code == 0, result.output
    return folder
