"""A collection of so many reports → its files, in folders of about 500.

Which file a report is in is a function of its number: of a hundred in a row 40 are text, 17 HTML, 20 records of one JSON Lines
file, 3 pages of one web archive. So a larger collection holds all that a smaller one does; a file of several reports that ends
the smaller one has more of them in the larger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from benchmarks.corpus.forms import FORMS, sidecar
from benchmarks.corpus.reports import invent_report

__all__ = ["IN_FOLDER", "File", "files", "write_collection"]

IN_FOLDER: Final = 500
# One letter for each of a hundred reports in a row; those in a row that are j, or w, share a file.
SHARES: Final = "".join(
    (
        "tshthbteht",
        "pdthtmtthe",
        "wwwtsthtmt",
        "jjjjjjjjjj",
        "jjjjjjjjjj",
        "tshtptdtht",
        "mtbhtsthtt",
        "htmtpdhtet",
        "thtstmhtht",
        "tehtpmdtht",
    )
)
LETTERS: Final = {
    "t": ".txt",
    "s": ".bare.txt",
    "h": ".html",
    "m": ".md",
    "e": ".eml",
    "p": ".pdf",
    "d": ".docx",
    "b": ".epub",
    "j": ".jsonl",
    "w": ".warc.gz",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a collection: its path in it, how it is made, and the numbers of its reports."""

    path: str
    form: str
    numbers: tuple[int, ...]


def files(documents: int) -> Iterator[File]:
    """Yield the files of a collection of so many reports."""
    for (_, form), group in groupby(range(documents), _shared):
        numbers = tuple(group)
        suffix = form.removeprefix(".bare")
        yield File(f"{numbers[0] // IN_FOLDER:05}/report-{numbers[0]:06}{suffix}", form, numbers)


def _shared(number: int) -> tuple[int, str]:
    """Return what the reports of one file have in common and no others: a number, and how it is made."""
    letter = SHARES[number % len(SHARES)]
    return (number // len(SHARES) if letter in "jw" else number), LETTERS[letter]


def write_collection(folder: Path, documents: int, seed: int) -> None:
    """Write the files of a collection, and the sidecars of those that state nothing of themselves, into *folder*."""
    for file in files(documents):
        path = folder / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        reports = [invent_report(seed, number) for number in file.numbers]
        path.write_bytes(FORMS[file.form](reports))
        if file.form == ".bare.txt":
            path.with_name(f"{path.name}.meta.json").write_bytes(sidecar(reports[0]))
