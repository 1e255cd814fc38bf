"""A store is checked as a whole or in parts: each part of a sound store is sound, and a fault is found in its own part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import chain, combinations

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, Quad

from kg.cli import main
from kg.formats.rdf import serialise
from kg.identifiers import graph_iri
from kg.namespaces import CKG, RDF
from kg.resources import ONTOLOGY_FILES, ontology_file
from kg.resources import shapes as bundled_shapes
from kg.store import StoreFolder
from kg.validate import ENGINES, GRAPHS, ValidationReport, load_shapes
from kg.validate.inputs import store_data
from kg.validate.validation import Validation

ALONE = [(graph,) for graph in GRAPHS]
TOGETHER = [chosen for number in range(2, len(GRAPHS) + 1) for chosen in combinations(GRAPHS, number)]
TYPE = NamedNode(RDF + "type")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> StoreFolder:
    """The store of the sample reports, with what follows from it."""
    folder = tmp_path_factory.mktemp("graphs") / "store"
    for command in ("build", "reason"):
        run = CliRunner().invoke(main, [command, "--store", str(folder)], catch_exceptions=False)
        assert run.exit_code == 0, run.output
    return StoreFolder(folder)


@cache
def _bundled() -> tuple[tuple[Quad, ...], tuple[Quad, ...]]:
    return load_shapes(bundled_shapes()), load_shapes(map(ontology_file, ONTOLOGY_FILES))


def _checked(
    store: StoreFolder, graphs: Iterable[str] = (), documents: Iterable[str] = (), engine: str = "sparql"
) -> ValidationReport:
    data, context = store_data(store, tuple(graphs), tuple(documents))
    shapes, ontology = _bundled()
    return Validation([data], shapes, chain(ontology, context), "shapes").run(engine)


@pytest.mark.parametrize(
    "graphs", [*ALONE, *(pytest.param(graphs, marks=pytest.mark.slow) for graphs in TOGETHER)], ids="+".join
)
def test_every_choice_of_graphs_of_a_sound_store_is_sound(store: StoreFolder, graphs: tuple[str, ...]) -> None:
    found = _checked(store, graphs)
    assert found.violations == ()
    assert found.focus_nodes_checked or graphs == ("ontology",)


def test_every_document_of_a_sound_store_is_sound(store: StoreFolder) -> None:
    names = [document.name for document in store.documents()]
    for name in names:
        found = _checked(store, documents=[name])
        assert (found.violations, found.focus_nodes_checked > 100) == ((), True)


def test_a_document_and_another_graph_are_added_up(store: StoreFolder) -> None:
    name = next(document.name for document in store.documents())
    report, registry = _checked(store, documents=[name]), _checked(store, ["registry"])
    both = _checked(store, ["registry"], [name])
    assert both.violations == ()
    assert both.focus_nodes_checked == report.focus_nodes_checked + registry.focus_nodes_checked
    assert _checked(store, ["documents"], [name]).focus_nodes_checked == report.focus_nodes_checked


def test_both_engines_find_a_part_of_a_sound_store_sound(store: StoreFolder) -> None:
    name = next(document.name for document in store.documents())
    assert _checked(store, documents=[name], engine=ENGINES[1]).violations == ()


def _without(predicate: NamedNode, graph: str, subject: str = "") -> Callable[[Quad], bool]:
    def stays(quad: Quad) -> bool:
        is_there = quad.predicate == predicate and graph in str(quad.graph_name)
        return not (is_there and subject in quad.subject.value)

    return stays


FAULTS = {
    "documents": _without(NamedNode(CKG + "factuality"), "/graph/document/", "/claim/"),
    "consolidated": _without(NamedNode(CKG + "incidentType"), "/graph/world"),
    "registry": _without(NamedNode(CKG + "successionKind"), "/graph/registry"),
}


@contextmanager
def _with_fault(store: StoreFolder, stays: Callable[[Quad], bool]) -> Iterator[None]:
    before = list(store.quads())
    store.replace_graph([serialise(filter(stays, before))])
    yield
    store.replace_graph([serialise(before)])


@pytest.mark.parametrize("graph", FAULTS)
def test_a_fault_is_found_where_its_graph_is_chosen(store: StoreFolder, graph: str) -> None:
    with _with_fault(store, FAULTS[graph]):
        found = [part for part in FAULTS if not _checked(store, [part]).conforms]
    assert found == [graph]


def test_a_fault_is_found_in_its_own_document(store: StoreFolder) -> None:
    one, *others = store.documents()
    fault = _without(NamedNode(CKG + "factuality"), f"/graph/document/{one.key}", "/claim/")
    with _with_fault(store, fault):
        found = [each.name for each in (one, *others) if not _checked(store, documents=[each.name]).conforms]
    assert found == [one.name]


def test_the_graphs_that_are_not_chosen_answer_for_types_alone(store: StoreFolder) -> None:
    """So nothing that one layer says becomes a fact of another."""
    base = store.base
    reasoned = graph_iri("reasoned", base=base)
    for graphs in ALONE[:-1]:
        data, context = store_data(store, graphs)
        assert {quad.predicate for quad in context} <= {TYPE}
        assert reasoned not in {str(quad.graph_name).strip("<>") for quad in [*data, *context]}


def test_what_a_document_denies_is_no_fact_of_any_choice(store: StoreFolder) -> None:
    """Also where all that other graphs say is at hand: a direct statement stands in the consolidated graph alone."""
    direct = NamedNode(CKG + "hostileTo")
    for graphs in ALONE:
        data, context = store_data(store, graphs)
        assert any(quad.predicate == direct for quad in data) is ("consolidated" in graphs)
        said = {str(quad.graph_name) for quad in context if quad.predicate == direct}
        assert said <= {f"<{graph_iri('world', base=store.base)}>"}
