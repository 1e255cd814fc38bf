"""Reads the text of a query from a file or from stdin."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from kg.errors import InputError

__all__ = ["STDIN", "read_text"]

STDIN: Final = Path("-")
# In bytes; the longest lists of VALUES that people ask with are a tenth of it.
LARGEST: Final = 10_000_000
RIGHT: Final = "a file that holds a SPARQL query"


def read_text(path: Path) -> str:
    """Return the text of the file *path*, or of stdin where that is STDIN, without a byte order mark.

    Raises InputError where it cannot be read, is larger than 10 MB or is not UTF-8.
    """
    where = "stdin" if path == STDIN else path
    try:
        data = _bytes(path)
    except OSError as error:
        raise InputError(where, error.strerror or str(error), RIGHT) from error
    if len(data) > LARGEST:
        raise InputError(where, f"is larger than {LARGEST // 1_000_000} MB", RIGHT)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(where, f"is not UTF-8 at byte {error.start}", "a SPARQL query") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _bytes(path: Path) -> bytes:
    if path != STDIN:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    if sys.stdin is None:  # as `<&-` leaves it
        raise InputError("stdin", "is closed", RIGHT)
    return sys.stdin.buffer.read(LARGEST + 1)
