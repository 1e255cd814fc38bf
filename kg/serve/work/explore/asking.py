"""Asks the questions of the explorer (`questions/*.rq`), each of few patterns, whose rows are put together in Python.

Most of the time the engine turns numbers into the IRIs that they stand for; so what stands in many rows is asked for once.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.sparql.source import ask as ask_source

if TYPE_CHECKING:
    from pyoxigraph import Store

__all__ = ["Among", "Asker", "Rows", "many", "one"]

FOLDER: Final = Path(__file__).parent / "questions"
# So many keys stand in one VALUES. To look up one takes as long as to read PORTION rows in turn: where there are more keys than
# one for so many claims, they are picked out of all rows.
BATCH: Final = 10_000
PORTION: Final = 20
# A pattern that is a line of its own.
PATTERN: Final = re.compile(r"^  (.+) \.$", re.MULTILINE)
# Characters of a term, the most that CSV's reader can be told.
LONGEST: Final = 2**31 - 1
# The engine lets other threads run while it reads.
THREADS: Final = min(2, os.cpu_count() or 1)

# The values of a row, as text: an IRI or a literal's words; "" where there is none.
Rows = list[list[str]]
# The first variable of a question, and the only values of it that are wanted; None: all there are.
Among = Collection[str] | None


class Asker:
    """Asks *store*, which has *claims* claims; to be used as a context, at whose end its threads end."""

    def __init__(self, store: Store, claims: int) -> None:
        self.store, self.claims = store, claims
        self.threads = ThreadPoolExecutor(THREADS)
        self.flat: dict[str, Future[Rows]] = {}

    def __enter__(self) -> Asker:
        # A term may be longer than what the reader of CSV takes; its bound is one for the whole process.
        self.longest = csv.field_size_limit(LONGEST)
        return self

    def __exit__(self, *error: object) -> None:
        self.threads.shutdown(cancel_futures=True)
        csv.field_size_limit(self.longest)

    def begin(self, questions: Iterable[str]) -> None:
        """Begin to ask for all rows of *questions*, which will be asked for later."""
        for question in questions:
            self._begun(question, None)

    def rows(self, question: str, among: Among = None) -> Rows:
        """Return the rows of *question*, in no order; *among*: only those whose first value is one of these."""
        return self._begun(question, among).result()

    def together(self, asked: Iterable[tuple[str, Among]]) -> list[Rows]:
        """Return the rows of several questions, in their order."""
        begun = [self._begun(question, among) for question, among in asked]
        return [rows.result() for rows in begun]

    def values(self, question: str, wanted: Iterable[str]) -> set[str]:
        """Return the first values of *question* for any of the IRIs *wanted*, which stand for its ?wanted."""
        return {row[0] for row in _rows(self.store, _with_values(_text(question), "wanted", wanted))}

    def _begun(self, question: str, among: Among) -> Future[Rows]:
        if among is not None:
            return self.threads.submit(self._among, question, among)
        if question not in self.flat:
            self.flat[question] = self.threads.submit(_rows, self.store, _apart(_text(question)))
        return self.flat[question]

    def _among(self, question: str, among: Collection[str]) -> Rows:
        # What was begun earlier has a thread already, so that nothing waits for what waits for it.
        if question in self.flat:
            return [row for row in self.flat[question].result() if row[0] in among]
        if len(among) * PORTION > self.claims:
            return [row for row in _rows(self.store, _apart(_text(question))) if row[0] in among]
        found = (_rows(self.store, text) for text in _texts(question, among))
        return [row for rows in found for row in rows]


def one(rows: Rows) -> dict[str, str]:
    """Return the second value of each row by the first; where there are several, the least."""
    found: dict[str, str] = {}
    for key, value in rows:
        if key not in found or value < found[key]:
            found[key] = value
    return found


def many(rows: Iterable[list[str]]) -> dict[str, list[str]]:
    """Return the second values of the rows by the first, sorted, each once."""
    found: dict[str, set[str]] = {}
    for key, value in rows:
        found.setdefault(key, set()).add(value)
    return {key: sorted(values) for key, values in found.items()}


def _rows(store: Store, text: str) -> Rows:
    from pyoxigraph import QueryResultsFormat

    # As CSV the engine hands over all rows at once: no object for each term, and no lock held meanwhile.
    data = ask_source(store, text).serialize(format=QueryResultsFormat.CSV).decode()
    rows = csv.reader(io.StringIO(data, newline=""))
    next(rows)
    return list(rows)


def _texts(question: str, among: Collection[str]) -> Iterator[str]:
    text, keys = _text(question), sorted(among)
    name = text.partition("?")[2].split(None, 1)[0]
    for at in range(0, len(keys), BATCH):
        yield _with_values(text, name, keys[at : at + BATCH])


def _with_values(text: str, name: str, keys: Iterable[str]) -> str:
    return text.replace("WHERE {", f"WHERE {{ VALUES ?{name} {{ {' '.join(_terms(keys))} }}", 1)


def _apart(text: str) -> str:
    """Return *text*, for all its rows: each pattern read off its index, and these joined.

    As they stand the engine looks up one for each row of another, which is fast for a few rows, and slow for all.
    """
    return PATTERN.sub(r"  { SELECT * WHERE { \1 } }", text)


def _terms(keys: Iterable[str]) -> Iterator[str]:
    from pyoxigraph import NamedNode

    for key in keys:
        with suppress(ValueError):  # what is no IRI names nothing here
            yield str(NamedNode(key))


@cache
def _text(question: str) -> str:
    lines = (FOLDER / f"{question}.rq").read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("#"))
