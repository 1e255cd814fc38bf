"""Each engine finds in each case of SHACL just what the head of the case says.

A case is one Turtle file, data and shapes in one, that begins with what it shows and with rows such as
`# fails: FOCUS NODE | PATH | VALUE | COMPONENT`. Terms are Turtle's, `[]` is any blank node, `-` is what a result does not
have; a path is written as in SPARQL, a component of SHACL's own without `sh:` and `ConstraintComponent`. After these four
may come `severity NAME`, `shape TERM` and `says "MESSAGE"`. The nodes of a `# passes:` row have no result.

`# refused: …` is all that stands for the failure that SHACL asks for of some shapes. `# pyshacl: differs, because …` says
that this engine does not find what the case expects.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from rdflib import SH, XSD
from rdflib.term import Node

from kg.errors import InputError
from kg.validate import ENGINES, ValidationReport, Violation, load_shapes

from .conftest import BLANK, Result, read, results, run

CASES = sorted((Path(__file__).parents[1] / "cases" / "shacl").glob("*.ttl"))
ROW = re.compile(r"^# (\w+): (.+)$", re.MULTILINE)
SORTS = {"fails", "passes", "refused", "pyshacl", "sparql"}
TERM = re.compile(r'"(?:\\.|[^"\\])*"\S*|\S+')
CORE = """
    And Class Closed Datatype Disjoint Equals HasValue In LanguageIn LessThan LessThanOrEquals MaxCount MaxExclusive
    MaxInclusive MaxLength MinCount MinExclusive MinInclusive MinLength Node NodeKind Not Or Pattern QualifiedMaxCount
    QualifiedMinCount UniqueLang Xone
""".split()

# What rdflib says of literals that are ill formed, which some cases are about.
pytestmark = pytest.mark.filterwarnings("ignore:(Parsing|Serializing) weird:UserWarning")


class Row(NamedTuple):
    """What a `# fails:` row expects; without its column, the shape and the message may be anything."""

    result: Result
    message: str | None


class Head:
    """The rows that a case begins with."""

    def __init__(self, case: Path) -> None:
        text = case.read_text(encoding="utf-8")
        self.rows = ROW.findall(text)
        self.prefixes = dict(re.findall(r"^@prefix (\w+:) <(.+)> \.$", text, re.MULTILINE))

    def sorts(self) -> set[str]:
        return {sort for sort, _ in self.rows}

    def all(self, sort: str) -> list[str]:
        return [row for kind, row in self.rows if kind == sort]

    def failing(self) -> list[Row]:
        return [self._row(*row.split(" | ")) for row in self.all("fails")]

    def passing(self) -> set[Node | None]:
        return {self._term(text) for row in self.all("passes") for text in TERM.findall(row)}

    def _row(self, focus_node: str, path: str, value: str, component: str, *more: str) -> Row:
        told = dict(column.split(" ", 1) for column in more)
        assert set(told) <= {"severity", "shape", "says"}
        result = Result(
            self._term(focus_node),
            "" if path == "-" else re.sub(r"(\w+:)([\w-]+)", lambda m: f"<{self.prefixes[m[1]]}{m[2]}>", path),
            self._term(value),
            self._named(component, "ConstraintComponent"),
            self._named(told.get("severity", "Violation")),
            self._term(told.get("shape", "-")),
        )
        return Row(result, str(self._term(told["says"])) if "says" in told else None)

    def _named(self, text: str, suffix: str = "") -> Node | None:
        return self._term(text) if ":" in text else SH[text + suffix]

    def _term(self, text: str) -> Node | None:
        if text in ("-", "[]"):
            return None if text == "-" else BLANK
        prefixes = "".join(f"@prefix {prefix} <{iri}> . " for prefix, iri in self.prefixes.items())
        (found,) = read(f"{prefixes} [] <urn:is> {text} .".encode()).objects()
        return found


@cache
def reported(engine: str, case: Path) -> ValidationReport:
    graph = load_shapes([case])
    return run(engine, graph, graph)


def difference(engine: str, case: Path) -> str:
    """Return how what *engine* finds differs from what *case* expects; the empty string if it does not."""
    head = Head(case)
    try:
        report = reported(engine, case)
    except InputError as error:
        return "" if head.all("refused") else f"refuses the shapes: {error}"
    except Exception as error:
        return f"breaks off: {error!r}"
    if head.all("refused"):
        return "does not refuse the shapes"
    found = set(results(read(report.turtle.encode())).values())
    told = {(_words(violation), violation.message) for violation in report.violations}
    rows = head.failing()
    wanted, got = [{str(one._replace(shape=None)) for one in many} for many in ((row.result for row in rows), found)]
    lines = [*(f"- {line}" for line in sorted(wanted - got)), *(f"+ {line}" for line in sorted(got - wanted))]
    lines += [f"- {row.result}" for row in rows if row.result.shape and row.result not in found]
    for result, message in rows:
        said = {text for words, text in told if words[:5] == _texts(result)[:5]}
        if message is not None and message not in said:
            lines.append(f"- {message!r}, but {sorted(said)}")
    lines += [f"+ {node.n3()} passes" for node in head.passing() & {result.focus_node for result in found}]
    if report.conforms is bool(rows):
        lines.append(f"conforms: {report.conforms}")
    return "\n".join(lines)


def _words(violation: Violation) -> tuple[str, ...]:
    path = violation.path if "<" in violation.path or not violation.path else f"<{violation.path}>"
    return (violation.focus_node, path, violation.value, violation.component, violation.severity, violation.shape)


def _texts(result: Result) -> tuple[str, ...]:
    return tuple("" if part in (None, BLANK) else str(part).removeprefix(str(SH)) for part in result)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_engine_finds_what_the_case_says(case: Path, engine: str) -> None:
    found = difference(engine, case)
    if Head(case).all(engine):
        assert found, f"{engine} finds what the case expects now: its row can go"
    else:
        assert found == ""


REPORTED = [(case, engine) for case in CASES for engine in ENGINES if not {"refused", engine} & Head(case).sorts()]


@pytest.mark.parametrize(("case", "engine"), REPORTED, ids=lambda part: getattr(part, "stem", part))
def test_the_violations_and_the_turtle_tell_the_same(case: Path, engine: str) -> None:
    report = reported(engine, case)
    found = results(read(report.turtle.encode())).values()
    assert Counter(map(_words, report.violations)) == Counter(map(_texts, found))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_case_says_what_it_shows_and_what_is_found(case: Path) -> None:
    head = Head(case)
    first = case.read_text(encoding="utf-8").splitlines()[0]
    assert re.fullmatch(r"# [A-Z].*\.", first) and not ROW.match(first)
    assert head.sorts() <= SORTS
    assert head.sorts() & {"refused", "passes", "fails"}
    assert all(why.startswith("differs, because ") for engine in ENGINES for why in head.all(engine))


@pytest.mark.parametrize("component", CORE)
def test_each_component_of_shacl_core_has_a_case_that_passes_and_one_that_fails(component: str) -> None:
    name = component[0].lower() + component[1:]
    cases = [Head(case) for case in CASES if case.stem.startswith(f"{name}-")]
    assert any(head.all("passes") for head in cases)
    assert any(
        row.result.component == SH[f"{component}ConstraintComponent"] for head in cases for row in head.failing()
    )


WRITTEN = [
    *["01", "1.50", '"many"^^xsd:integer', '"2024-02-29Z"^^xsd:date', '"A \\"b\\"\\nc"', '"Tide"@en', "<urn:a>"],
    *['"7"^^xsd:decimal', '"1.0E0"^^xsd:double', '"1"^^xsd:boolean', '"TRUE"^^xsd:boolean', '"yes"^^xsd:boolean'],
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("value", WRITTEN)
def test_the_turtle_has_each_value_as_it_is_written(value: str, engine: str) -> None:
    prefixes = f"@prefix sh: <{SH}> . @prefix xsd: <{XSD}> . "
    data = read(f"{prefixes} <urn:x> <urn:is> {value} .".encode())
    shapes = read(f"{prefixes} [] sh:targetNode <urn:x> ; sh:property [ sh:path <urn:is> ; sh:in () ] .".encode())
    (found,) = results(read(run(engine, data, shapes).turtle.encode())).values()
    assert [found.value] == list(data.objects())
