"""The ontology, its context and the shapes, as they are copied into a release."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from kg.resources import AXIOM_FILES, CODING_FILES, ONTOLOGY_FILES, ontology_file, shapes

__all__ = ["VOCABULARY", "copy_vocabulary"]

VOCABULARY: Final = ("ontology", "shapes")


def copy_vocabulary(root: Path) -> None:
    """Copy what data of ours is written with, and held against, below *root*."""
    names = sorted({*ONTOLOGY_FILES, *AXIOM_FILES, *CODING_FILES, "alignments.ttl", "context.jsonld", "LICENSE"})
    _copy([ontology_file(name) for name in names], root / VOCABULARY[0])
    _copy([*shapes(), ontology_file("LICENSE")], root / VOCABULARY[1])


def _copy(files: list[Path], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for file in files:
        shutil.copyfile(file, folder / file.name)
