"""The ontology's files in other formats and other libraries: nothing is lost, and everything opens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, Graph

from kg.formats.ontology import canonical
from kg.formats.rdf import read_file
from kg.resources import ontology_file
from kg.sparql import list_queries

FILES = ("conflict.ttl", "definitions.ttl", "rules.ttl", "event-types.ttl", "alignments.ttl")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(("format", "suffix"), [("xml", "rdf"), ("nt", "nt")])
def test_a_file_survives_other_formats_as_another_library_writes_them(
    name: str, format: str, suffix: str, tmp_path: Path
) -> None:
    written = tmp_path / f"written.{suffix}"
    Graph().parse(ontology_file(name)).serialize(written, format=format, encoding="utf-8")
    assert canonical(read_file(written)) == canonical(read_file(ontology_file(name)))


def _plain(folder: Path, *names: str) -> Path:
    """Write files as one of N-Triples, without their imports: nothing is fetched."""
    graph = Graph()
    for name in names:
        graph.parse(ontology_file(name))
    graph.remove((None, OWL.imports, None))
    path = folder / "given.nt"
    path.write_text(graph.serialize(format="nt"), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["conflict.ttl", "definitions.ttl"])
def test_owlready2_reads_and_writes_a_file_without_loss(name: str, tmp_path: Path) -> None:
    import owlready2

    given, written = _plain(tmp_path, name), tmp_path / "written.nt"
    world = owlready2.World()
    world.get_ontology(given.as_uri()).load().save(str(written), format="ntriples")
    world.close()
    assert canonical(read_file(written)) == canonical(read_file(given))


def test_owlready2_finds_classes_and_rules(tmp_path: Path) -> None:
    import owlready2

    world = owlready2.World()
    world.get_ontology(_plain(tmp_path, "conflict.ttl", "definitions.ttl", "rules.ttl").as_uri()).load()
    assert len(list(world.rules())) == 4
    assert len(list(world.classes())) > 100
    world.close()


def test_each_competency_question_names_queries_and_classes_that_are_there() -> None:
    text = ontology_file("README.md").read_text(encoding="utf-8")
    section = text.partition("## Competency questions")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ") and "question" not in line]
    names = {query.name for query in list_queries()}
    terms = {str(term).rpartition("#")[2] for term in Graph().parse(ontology_file()).subjects(RDF.type, OWL.Class)}
    asked = set()
    for row in rows:
        answer = row.split(" | ")[1]
        queries = set(re.findall(r"`(?:kg query )?([a-z-]+)`", answer))
        assert queries and queries <= names, row
        assert set(re.findall(r"`ckg:(\w+)`", answer)) <= terms, row
        asked |= queries
    assert names - asked == set(), "each bundled query answers a question"
