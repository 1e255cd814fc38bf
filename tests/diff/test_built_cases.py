"""Changes as people make them, through the real pipeline: a document is edited, claims are read anew, a name is decided.

A case of `tests/cases/diff/built` is TOML: what is edited of the `base` beside it, and under `told` what the difference says;
under `back`, where it is there, what the difference the other way says.
"""

from __future__ import annotations

import tomllib

import pytest

from .reading import BASE, FOLDER, build, edited, kg, told

CASES = sorted((FOLDER / "built").glob("*.toml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_change_is_told_as_what_it_is(path, base_store, tmp_path):
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    new = build(edited(case, tmp_path), tmp_path / "store", *case.get("options", []))
    assert told(base_store, new) == case["told"]
    if "back" in case:
        assert told(new, base_store) == case["back"]


def test_the_same_reports_in_another_order_and_format_differ_in_nothing(base_store, tmp_path):
    again = build(BASE, tmp_path / "again", names=("south.txt", "north.txt"))
    files = [tmp_path / f"same{suffix}" for suffix in (".nq", ".ttl", ".rdf", ".jsonld")]
    for file in files:
        kg("export", "--store", base_store, "-o", file)
    for one, other in [
        (base_store, again),
        *((base_store, file) for file in files),
        (files[-1], files[0]),
        (files[1], files[2]),
    ]:
        assert told(one, other) == []
