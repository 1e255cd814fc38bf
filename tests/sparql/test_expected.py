"""What every bundled query answers on the sample reports, to the letter: without parameters, and with those of its example.

The answers lie in tests/golden/queries, IRIs with their prefixes; `--update-golden` writes them anew. Of an answer too long to
be read, it is told how many rows begin with which value.
"""

from __future__ import annotations

import csv
import io
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.sparql import Answer, NamedQuery, list_queries, run_query
from kg.sparql.results import readable

GOLDEN = Path(__file__).parents[1] / "golden" / "queries"
LONGEST = 500


def _written(answer: Answer) -> str:
    rows = [[readable(term) for term in row] for row in answer.rows]
    head: list[str] = list(answer.columns)
    if len(rows) > LONGEST:
        counted = Counter(row[0] for row in rows)
        head, rows = [answer.columns[0], "rows"], [[value, str(count)] for value, count in sorted(counted.items())]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue()


def _example(query: NamedQuery) -> dict[str, str]:
    words = shlex.split(query.example)
    pairs = (words[i + 1].partition("=") for i, word in enumerate(words) if word == "--param")
    return {name: value for name, _, value in pairs}


def _answers(store: Store) -> Iterator[tuple[str, str]]:
    for query in list_queries():
        yield f"{query.name}.csv", _written(run_query(store, query))
        if params := _example(query):
            yield f"{query.name}-example.csv", _written(run_query(store, query, params))


@pytest.mark.parametrize("kind", ["bundled", "extracted"])
def test_every_query_answers_as_it_did(kind: str, request: pytest.FixtureRequest) -> None:
    store = request.getfixturevalue("stores")(kind)
    answers = dict(_answers(store))
    folder = GOLDEN / kind
    if request.config.getoption("--update-golden"):
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            path.unlink()
        for name, text in answers.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
    expected = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert sorted(answers) == sorted(expected)
    for name, text in answers.items():
        assert text.splitlines() == expected[name].splitlines(), f"{kind}/{name} (where this is right: --update-golden)"
