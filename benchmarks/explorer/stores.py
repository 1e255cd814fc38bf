"""A store of any size in the folder that `kg serve` takes, of the graph of the bundled reports over and over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from benchmarks.query.stores import load, write_lines
from kg.namespaces import DATA

__all__ = ["QUADS", "make_store"]

# About 50,000 claims.
QUADS: Final = 3_120_000
GENERATION: Final = "0" * 24


def make_store(folder: Path, quads: int) -> None:
    """Make a store of about *quads* quads in the new *folder*; what is read from texts alone is not in it."""
    generation = folder / "generations" / GENERATION
    generation.mkdir(parents=True)
    write_lines(generation / "dataset.nq", quads)
    load(generation / "dataset.nq", generation / "index")
    for name in ("documents", "claims", "linked"):
        (folder / name).mkdir()
    (folder / "options.json").write_text(json.dumps({"base": DATA, "text": "quotes"}) + "\n")
    (folder / "CURRENT").write_text(GENERATION + "\n")
