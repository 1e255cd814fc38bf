"""All hostile documents, and what is done with each: it is read, and its claims are read out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.hostile.files import FILES
from benchmarks.hostile.pages import PAGES
from benchmarks.hostile.texts import TEXTS
from kg.errors import KgError

__all__ = ["CASES", "Case", "by_trafilatura", "read_out", "write"]


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


def write(case: Case, size: int, folder: Path) -> Path:
    """Write a document of *case*, made at *size*, to *folder*; return its path."""
    path = folder / f"report{case.suffix}"
    path.write_bytes(case.make(size))
    return path


def read_out(path: Path) -> str:
    """Read the document at *path* and read its claims out; return in words what came of it."""
    try:
        return _read_out(path)
    except KgError as error:
        return f"refused: {error.wrong}".replace(f"{path.parent}/", "")


def _read_out(path: Path) -> str:
    from kg.pipeline import extract

    read, claims = extract([path])
    paragraphs = sum(len(document.paragraphs) for document in read.documents)
    failed = f", {len(read.failures)} passed over" if read.failures else ""
    return f"{paragraphs} paragraphs, {sum(map(len, claims.values()))} claims{failed}"


def by_trafilatura(path: Path) -> str:
    """Let trafilatura read the page at *path*; return in words what came of it."""
    from trafilatura import extract, extract_metadata

    page = path.read_bytes()
    text = extract(page) or ""
    extract_metadata(page)
    return f"{len(text.splitlines())} paragraphs"
