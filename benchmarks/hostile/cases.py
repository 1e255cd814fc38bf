"""All hostile documents, and what is done with each: it is read, and its claims are read out."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile.files import FILES
from benchmarks.hostile.pages import PAGES
from benchmarks.hostile.texts import TEXTS
from kg.errors import KgError

__all__ = ["CASES", "Case", "by_trafilatura", "read_out"]


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of hostile document; `make` gives the bytes of one of about so many bytes, of files that unpack before that."""

    name: str
    suffix: str
    make: Callable[[int], bytes]


def _cases() -> Iterator[Case]:
    yield from (Case(f"text: {name}", ".txt", make) for name, make in TEXTS.items())
    yield from (Case(f"html: {name}", ".html", make) for name, make in PAGES.items())
    yield from (Case(name, suffix, make) for name, (suffix, make) in FILES.items())


CASES = tuple(_cases())


def read_out(case: str, size: int) -> str:
    """Read the case called *case*, made at *size*, and read its claims out; return in words what came of it."""
    chosen = next(one for one in CASES if one.name == case)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"report{chosen.suffix}"
        path.write_bytes(chosen.make(size))
        try:
            return _read_out(path)
        except KgError as error:
            return f"refused: {error.wrong}".replace(f"{folder}/", "")


def _read_out(path: Path) -> str:
    from kg.pipeline import extract

    read, claims = extract([path])
    paragraphs = sum(len(document.paragraphs) for document in read.documents)
    failed = f", {len(read.failures)} passed over" if read.failures else ""
    return f"{paragraphs} paragraphs, {sum(map(len, claims.values()))} claims{failed}"


def by_trafilatura(case: str, size: int) -> str:
    """Let trafilatura read the page called *case*, made at *size*; return in words what came of it."""
    from trafilatura import extract, extract_metadata

    page = next(one for one in CASES if one.name == case).make(size)
    text = extract(page) or ""
    extract_metadata(page)
    return f"{len(text.splitlines())} paragraphs"
