"""The SHACL test suite of the W3C, whose files stand outside of the repository and are not part of it.

A case passes if the engine reports just the results that the case expects: focus node, path, value, component, severity
and, where it is an IRI, shape. Where the case expects a failure, it passes if the engine refuses the shapes.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import SH, Graph, Namespace
from rdflib.collection import Collection

from kg.errors import InputError
from kg.validate import ENGINES

from .conftest import read, results, run

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = Namespace("http://www.w3.org/ns/shacl-test#")
PLACES = [folder / "shared" / "eval" / "shacl" for folder in Path(__file__).resolve().parents]
SUITE = next((place for place in PLACES if place.is_dir()), None)
if SUITE is None:
    pytest.skip("the W3C's SHACL test suite is not at ../shared/eval/shacl", allow_module_level=True)

# The cases that an engine does not pass, and why.
DIFFERS = {
    "pyshacl": {
        "core/property/uniqueLang-002": 'takes sh:uniqueLang "1"^^xsd:boolean as true',
        "sparql/node/prefixes-001": "does not look for prefixes behind owl:imports",
        "sparql/pre-binding/shapesGraph-001": "does not bind $shapesGraph",
    },
}
CASES_OF = {"core": 98, "sparql": 23}
FEWEST = {"pyshacl": {"core": 97, "sparql": 21}, "sparql": {"core": 98, "sparql": 23}}

# What rdflib says of literals that are ill formed, which some cases are about.
pytestmark = pytest.mark.filterwarnings("ignore:(Parsing|Serializing) weird:UserWarning")


@cache
def _load(path: Path) -> Graph:
    return read(path.read_bytes(), path.as_uri())


def _cases() -> list[str]:
    """Name the files that hold a case: all that the manifests include, and a proposed one that none includes."""
    files = (path for path in SUITE.rglob("*.ttl") if "mf:entries" in path.read_text(encoding="utf-8"))
    return sorted(path.relative_to(SUITE).with_suffix("").as_posix() for path in files)


CASES = _cases()


def _outcome(engine: str, case: str) -> str:
    """Return how what *engine* says of *case* differs from what the case expects; the empty string if it does not."""
    graph = _load(SUITE / f"{case}.ttl")
    (entry,) = Collection(graph, next(graph.objects(None, MF.entries)))
    action, expected = graph.value(entry, MF.action), graph.value(entry, MF.result)
    iris = (graph.value(action, part) for part in (SHT.dataGraph, SHT.shapesGraph))
    data, shapes = (_load(Path(str(iri).removeprefix("file://"))) for iri in iris)
    try:
        report = run(engine, data, shapes)
        found = {str(result) for result in results(read(report.turtle.encode())).values()}
    except InputError as error:
        return "" if expected == SHT.Failure else f"refuses the shapes: {error}"
    except Exception as error:
        return f"breaks off: {error!r}"
    if expected == SHT.Failure:
        return "does not refuse the shapes"
    wanted = {str(result) for node, result in results(graph).items() if (expected, SH.result, node) in graph}
    lines = [*(f"- {line}" for line in sorted(wanted - found)), *(f"+ {line}" for line in sorted(found - wanted))]
    if report.conforms is not graph.value(expected, SH.conforms).toPython():
        lines.append(f"conforms: {report.conforms}")
    return "\n".join(lines)


@pytest.fixture(scope="session")
def outcomes() -> dict[str, dict[str, str]]:
    return {engine: {case: _outcome(engine, case) for case in CASES} for engine in ENGINES}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES)
def test_the_engine_reports_what_the_case_expects(case: str, engine: str, outcomes: dict[str, dict[str, str]]) -> None:
    outcome = outcomes[engine][case]
    if case in DIFFERS.get(engine, {}):
        assert outcome, f"{engine} passes {case} now: its row in DIFFERS can go"
    else:
        assert outcome == ""


@pytest.mark.parametrize("part", CASES_OF)
@pytest.mark.parametrize("engine", ENGINES)
def test_the_engine_passes_nearly_all(engine: str, part: str, outcomes: dict[str, dict[str, str]]) -> None:
    passed = [outcome == "" for case, outcome in outcomes[engine].items() if case.startswith(f"{part}/")]
    assert len(passed) == CASES_OF[part], "the suite has changed"
    assert sum(passed) >= FEWEST[engine][part]


def test_no_difference_is_of_a_case_that_is_not_there() -> None:
    assert {case for rows in DIFFERS.values() for case in rows} <= set(CASES)
