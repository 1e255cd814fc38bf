"""Each kind of change by itself: told as what it is, and as nothing else.

A case of `tests/cases/diff` is a SPARQL update of the graph that the folder's `base` gives (one file of Turtle, so no graph has a
name), headed by what it is and, line by line after `# told: `, what the difference says. No such line: nothing.
"""

from __future__ import annotations

import pytest
from pyoxigraph import DefaultGraph, RdfFormat, Store

from kg.namespaces import PREFIXES

from .reading import FOLDER, kg, told

CASES = sorted(FOLDER.glob("*.ru"))
DECLARED = "".join(f"PREFIX {prefix}: <{space}>\n" for prefix, space in PREFIXES.items())


@pytest.fixture(scope="module")
def base(base_store, tmp_path_factory):
    file = tmp_path_factory.mktemp("export") / "base.ttl"
    kg("export", "--store", base_store, "-o", file)
    return file


def _updated(base, update, target):
    store = Store()
    store.load(path=str(base), format=RdfFormat.TURTLE)
    store.dump(str(target.with_name("old.ttl")), format=RdfFormat.TURTLE, from_graph=DefaultGraph())
    store.update(DECLARED + update)
    store.dump(str(target), format=RdfFormat.TURTLE, from_graph=DefaultGraph())
    return target.with_name("old.ttl"), target


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_change_is_told_as_what_it_is(case, base, tmp_path):
    text = case.read_text(encoding="utf-8")
    expected = [line.removeprefix("# told: ") for line in text.splitlines() if line.startswith("# told: ")]
    old, new = _updated(base, text, tmp_path / "new.ttl")
    assert old.read_bytes() != new.read_bytes(), "the update changes nothing"
    assert told(old, new) == expected
