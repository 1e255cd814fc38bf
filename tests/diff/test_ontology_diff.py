"""What changed between two versions of an ontology, and what it asks of the version number.

A case is `old`, `--- new [VERSION]`, `--- expected`: Turtle of two versions, the first 1.0.0, and what `kg diff` prints.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.diff import Weight, compare, next_version
from kg.diff.weights import meets
from kg.formats.ontology import read_ontology
from kg.resources import ontology_file, ontology_versions

CASES = sorted((Path(__file__).parents[1] / "cases" / "ontology_diff").glob("*.txt"))
PREFIXES = """
@prefix ex: <https://example.org/v#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
ex: a owl:Ontology ; owl:versionInfo "%s" .
"""


def _version(path, body, number="1.0.0"):
    path.write_text(PREFIXES % number + body, encoding="utf-8")
    return path


def _diff(*arguments):
    return CliRunner().invoke(main, ["diff", *map(str, arguments)], prog_name="kg")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_kind_of_change_is_told_and_judged(case, tmp_path):
    old, rest = case.read_text(encoding="utf-8").split("--- new", 1)
    head, rest = rest.split("\n", 1)
    new, expected = rest.split("--- expected\n")
    files = _version(tmp_path / "old.ttl", old), _version(tmp_path / "new.ttl", new, head.strip() or "1.0.0")
    result = _diff("--ontology", *files, "--fail-if-any")
    assert result.stdout == expected
    assert result.exit_code == (0 if expected.endswith("nothing changed\n") else 1)
    assert _diff(*files).stdout == expected, "files of ontologies need no --ontology"


def test_markdown_says_the_same_and_lets_no_markup_through(tmp_path):
    old = _version(tmp_path / "old.ttl", 'ex:A a owl:Class ; rdfs:label "a" . ex:B a owl:Class .')
    new = _version(tmp_path / "new.ttl", 'ex:A a owl:Class ; rdfs:label "<b>*a*\\n# [x]" .')
    assert _diff("--ontology", old, new, "--format", "markdown").stdout == (
        "# https://example.org/v\\# 1.0.0 → 1.0.0\n"
        "\n"
        "Breaking changes: after 1.0.0 the version must be at least 2.0.0; it is 1.0.0, which is too low.\n"
        "\n"
        "## Removed (1)\n"
        "\n"
        "- **https://example.org/v\\#B** (class): breaking\n"
        "\n"
        "## Changed (1)\n"
        "\n"
        "- **https://example.org/v\\#A** “\\<b\\>\\*a\\* \\# \\[x\\]” (class): editorial\n"
        "  - label: “a” → “\\<b\\>\\*a\\* \\# \\[x\\]”\n"
    )


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (("old.ttl", "none.ttl"), "none.ttl: "),
        (("old.ttl", "broken.ttl"), "broken.ttl:1: is no "),
        (("old.ttl", "old.csv"), "old.csv: the suffix"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(tmp_path, files, words):
    _version(tmp_path / "old.ttl", "ex:A a owl:Class .")
    (tmp_path / "broken.ttl").write_text("this is no Turtle")
    (tmp_path / "old.csv").write_text("a,b")
    result = _diff("--ontology", *(tmp_path / name for name in files))
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr and result.stderr.count("\n") == 1


def test_without_two_versions_nothing_is_compared():
    assert _diff().exit_code == 2


@pytest.mark.parametrize(
    ("version", "weight", "least"),
    [
        ("1.2.3", Weight.NONE, "1.2.3"),
        ("1.2.3", Weight.EDITORIAL, "1.2.4"),
        ("1.2.3", Weight.COMPATIBLE, "1.3.0"),
        ("1.2.3", Weight.BREAKING, "2.0.0"),
        ("0.1.0", Weight.EDITORIAL, "0.1.1"),
        ("0.1.0", Weight.COMPATIBLE, "0.1.1"),
        ("0.1.0", Weight.BREAKING, "0.2.0"),
        ("2014", Weight.BREAKING, ""),
        ("", Weight.BREAKING, ""),
    ],
)
def test_the_least_next_version(version, weight, least):
    assert next_version(version, weight) == least


numbers = st.tuples(*[st.integers(0, 30)] * 3)


@given(numbers, st.sampled_from(Weight))
def test_the_next_version_is_enough_and_the_heavier_change_asks_for_no_less(number, weight):
    version = ".".join(map(str, number))
    least = next_version(version, weight)
    assert meets(least, version) and meets(next_version(version, Weight.BREAKING), least)
    assert (least == version) == (weight is Weight.NONE)


@given(numbers, numbers)
def test_versions_are_compared_as_numbers(one, other):
    assert meets(".".join(map(str, one)), ".".join(map(str, other))) == (one >= other)


@pytest.mark.parametrize(
    "path", [ontology_file(), ontology_file("event-types.ttl"), *ontology_versions()], ids=lambda p: p.name
)
def test_a_version_does_not_differ_from_itself(path):
    ontology = read_ontology(path)
    assert compare(ontology, read_ontology(path)).groups == ()
    assert ontology.terms
