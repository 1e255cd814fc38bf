"""Attachment scores of the bundled parser on treebanks that it was not trained on, with gold tokens and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.resources import parser_folder
from training.train import TESTS, convert, evaluate

__all__ = ["score_parser"]


def score_parser(treebanks: Path) -> Mapping[str, Mapping[str, float]]:
    """Return accuracy of tags (pos_acc) and attachment scores (dep_uas, dep_las) by treebank, in per cent."""
    with TemporaryDirectory() as folder:
        for name in TESTS:
            convert(treebanks / f"{name}.conllu.gz", Path(folder) / f"{name}.spacy")
        return evaluate(parser_folder(), Path(folder))
