"""Both engines give the same results: on our own shapes over the sample reports and each small change of them, and at random."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, parse

import kg
from kg.resources import ONTOLOGY_FILES, ontology_file, shapes
from kg.validate import load_shapes
from kg.validate.results import Result
from kg.validate.validation import Validation

from .mutations import Triples, mutations
from .random_graphs import Case, cases

SMALL = sorted((Path(__file__).parents[1] / "cases" / "shapes").glob("*.ttl"))
GOLD = Path(__file__).parents[1] / "gold" / "seeds.jsonl"
# Of the changed graphs, this many in every run of the tests; the others are left to the slow ones.
SAMPLE = 60


@cache
def _shapes() -> tuple[Quad, ...]:
    return load_shapes(shapes())


@cache
def _ontology() -> tuple[Quad, ...]:
    return load_shapes(map(ontology_file, ONTOLOGY_FILES))


def _difference(data: Iterable[Quad | Triple], shapes: Sequence[Quad], ontology: Sequence[Quad]) -> str:
    """Return what one engine finds and the other does not: shape, focus node, path, component, value and severity."""
    made = Validation([list(data)], shapes, ontology, "shapes")
    ours, theirs = (set(map(_row, made.results(engine))) for engine in ("sparql", "pyshacl"))
    told = [f"sparql alone: {row}" for row in sorted(ours - theirs)]
    return "\n".join([*told, *(f"pyshacl alone: {row}" for row in sorted(theirs - ours))])


def _row(result: Result) -> tuple[str, ...]:
    terms = (result.shape, result.focus_node, result.value)
    shape, focus, value = ("[]" if isinstance(term, BlankNode) else str(term) for term in terms)
    return shape, focus, result.path.text if result.path else "", result.component, value, result.severity


def _small(path: Path) -> Triples:
    return frozenset(quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE))


def test_on_the_sample_reports() -> None:
    made = kg.build(None, claims=GOLD, store=None)
    assert _difference(made.quads, _shapes(), _ontology()) == ""


@cache
def _changed() -> list[tuple[str, str, Triples]]:
    """Return every graph that differs in one triple from one of our small graphs, with its name and what was done."""
    return [(path.stem, what, graph) for path in SMALL for what, graph in mutations(_small(path))]


@pytest.mark.parametrize("part", range(4))
def test_on_small_graphs_with_one_triple_dropped_or_changed(part: int) -> None:
    step = max(len(_changed()) // SAMPLE, 1)
    for name, what, graph in _changed()[::step][part::4]:
        assert _difference(graph, _shapes(), _ontology()) == "", f"{name}: {what}"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(20))
def test_on_a_tenth_of_all_small_graphs_with_one_triple_dropped_or_changed(part: int) -> None:
    assert len(_changed()) > 10_000
    for name, what, graph in _changed()[part::200]:
        assert _difference(graph, _shapes(), _ontology()) == "", f"{name}: {what}"


def _assert_agree(case: Case) -> None:
    data, shapes, ontology = (
        list(parse(text.encode(), format=RdfFormat.TURTLE)) for text in (case.data, case.shapes, case.ontology)
    )
    assert _difference(data, shapes, ontology) == "", "\n".join((case.data, case.shapes, case.ontology))


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(cases())
def test_on_random_shapes_and_graphs(case: Case) -> None:
    _assert_agree(case)


@pytest.mark.slow
@settings(max_examples=3000, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(cases())
def test_on_thousands_of_random_shapes_and_graphs(case: Case) -> None:
    _assert_agree(case)
