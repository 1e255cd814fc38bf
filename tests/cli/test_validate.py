"""`kg validate`: its exit codes, what it says is checked, graphs of a store, and graphs of anyone."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.formats.rdf import parse_rdf, serialise

PREFIXES = (
    "@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
)
DATA = PREFIXES + 'ex:ash a ex:Tree ; ex:name "Ash" . ex:box a ex:Tree . ex:cat a ex:Animal ; ex:name 7 .\n'
SHAPES = PREFIXES + (
    "ex:TreeShape a sh:NodeShape ; sh:targetClass ex:Tree ; sh:property ex:TreeName .\n"
    'ex:TreeName sh:path ex:name ; sh:minCount 1 ; sh:message "a tree needs a name" ; sh:severity %s .\n'
)
REPORT = (
    "Front moves on\n\nMarch 14, 2012\n\nThe Al-Nusra Front took Maadan from the Islamic State (ISIS).\n\n"
    "ISIS denied that the Al-Nusra Front had taken Maadan.\n"
)
TAKEN = {
    "document": "report.txt",
    "paragraph": 3,
    "quote": "The Al-Nusra Front took Maadan",
    "type": "TerritorialCapture",
    "actors": ["Al-Nusra Front"],
    "recipients": ["Islamic State (ISIS)"],
    "locations": ["Maadan"],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    _write("data.ttl", DATA)
    for severity in ("Violation", "Warning", "Info"):
        _write(f"{severity.lower()}.ttl", SHAPES % f"sh:{severity}")
    _write("own.ttl", SHAPES % "ex:Grave")
    return tmp_path


def _write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def kg(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments], input=stdin, catch_exceptions=False)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("shapes", "fails"),
    [("violation", "violation"), ("own", "violation"), ("warning", "warning"), ("info", "info")],
)
def test_a_result_fails_the_run_if_it_is_grave_enough(shapes: str, fails: str) -> None:
    levels = ("violation", "warning", "info")
    for level in levels:
        found = kg("data.ttl", "--shapes", f"{shapes}.ttl", "--fail-on", level)
        assert found.exit_code == (1 if levels.index(fails) <= levels.index(level) else 0), level
        assert "https://example.org/box https://example.org/name: a tree needs a name" in found.stdout


@pytest.mark.usefixtures("folder")
def test_shapes_that_match_nothing_are_exit_code_3_with_the_coverage() -> None:
    _write("other.ttl", PREFIXES + "ex:a a ex:Stone .\n")
    found = kg("other.ttl", "--shapes", "violation.ttl")
    assert found.exit_code == 3
    assert found.stdout == (
        "nothing was checked: no shape or check has a target in the data\n"
        "focus nodes of each shape\n"
        "       0  https://example.org/TreeShape\n"
        "instances of classes that no shape reaches\n"
        "       1  https://example.org/Stone\n"
    )
    assert kg("other.ttl", "--shapes", "violation.ttl", "--allow-empty").exit_code == 0


@pytest.mark.usefixtures("folder")
def test_the_coverage_counts_nodes_of_shapes_and_classes_under_none() -> None:
    found = kg("data.ttl", "--shapes", "violation.ttl", "--coverage")
    assert found.stdout.splitlines()[1:] == [
        "2 nodes checked: 1 violation",
        "focus nodes of each shape",
        "       2  https://example.org/TreeShape",
        "instances of classes that no shape reaches",
        "       1  https://example.org/Animal",
    ]


@pytest.mark.usefixtures("folder")
def test_nodes_and_shapes_can_be_chosen() -> None:
    _write(
        "two.ttl",
        SHAPES % "sh:Violation" + "ex:Any a sh:NodeShape ; sh:targetSubjectsOf ex:name ; sh:nodeKind sh:BlankNode .\n",
    )

    def lines(*options: str) -> list[str]:
        return [
            line.split(" ")[0].rpartition("/")[2]
            for line in kg("data.ttl", "--shapes", "two.ttl", *options).stdout.splitlines()
        ]

    assert lines() == ["ash:", "cat:", "box", "3"]
    assert lines("--shape", "https://example.org/TreeShape") == ["box", "2"]
    assert lines("--focus", "<https://example.org/cat>") == ["cat:", "1"]
    assert lines("--focus", "https://example.org/ash", "--shape", "https://example.org/TreeShape") == ["1"]
    unknown = kg("data.ttl", "--shapes", "two.ttl", "--shape", "ckg:Claim")
    assert unknown.exit_code == 2
    assert (
        "ontology#Claim: is no shape with a target; one of: https://example.org/Any, https://example.org/TreeShape"
        in unknown.stderr
    )


@pytest.mark.usefixtures("folder")
def test_the_first_results_are_shown_and_the_rest_is_counted() -> None:
    _write("many.ttl", PREFIXES + "".join(f"ex:t{n} a ex:Tree .\n" for n in range(9)))
    lines = kg("many.ttl", "--shapes", "violation.ttl", "--max-results", "2").stdout.splitlines()
    assert len(lines) == 4
    assert lines[2:] == ["and 7 more results", "9 nodes checked: 9 violations"]


@pytest.mark.usefixtures("folder")
def test_several_files_are_one_graph_and_their_blank_nodes_stay_apart() -> None:
    _write("names.ttl", PREFIXES + 'ex:box ex:name "Box" . _:b0 a ex:Tree .\n')
    _write("more.ttl", PREFIXES + '_:b0 ex:name "another" .\n')
    found = kg("data.ttl", "names.ttl", "more.ttl", "--shapes", "violation.ttl")
    assert found.stdout.splitlines()[-1] == "3 nodes checked: 1 violation"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "rdf", "jsonld"])
def test_data_and_shapes_come_in_every_format(suffix: str) -> None:
    format = {"ttl": "turtle", "nt": "ntriples", "nq": "nquads", "rdf": "rdfxml"}.get(suffix, suffix)
    for name in ("data", "violation"):
        Path(f"copy-{name}.{suffix}").write_bytes(serialise(parse_rdf(Path(f"{name}.ttl"), "turtle"), format))
    found = kg(f"copy-data.{suffix}", "--shapes", f"copy-violation.{suffix}")
    assert found.stdout == kg("data.ttl", "--shapes", "violation.ttl").stdout
    data = Path(f"copy-data.{suffix}").read_bytes()
    assert kg("-", "--format", format, "--shapes", "violation.ttl", stdin=data).stdout == found.stdout


@pytest.mark.usefixtures("folder")
def test_stdin_needs_a_format() -> None:
    found = kg("-", "--shapes", "violation.ttl", stdin=DATA.encode())
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith("-: has no suffix that tells its format; --format with one of: turtle, ")


class Quiet(SimpleHTTPRequestHandler):
    """Gives the files of a folder, some of them with a media type that says nothing of RDF."""

    extensions_map: ClassVar = {".ttl": "text/turtle", ".nt": "text/plain", ".html": "text/html"}

    def log_message(self, *_: object) -> None: ...


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{found.server_port}"
        found.shutdown()


def test_the_web_is_asked_only_where_that_is_allowed(server: str) -> None:
    Path("data.nt").write_bytes(serialise(parse_rdf(Path("data.ttl"), "turtle"), "ntriples"))
    _write("page.html", "<p>no graph</p>")
    data, shapes = f"{server}/data.ttl", f"{server}/violation.ttl"
    refused = kg(data, "--shapes", shapes)
    assert (refused.exit_code, refused.stderr) == (2, f"{shapes}: is on the web; --allow-network, or a copy of it\n")
    here = kg("data.ttl", "--shapes", "violation.ttl").stdout
    assert kg(data, "--shapes", shapes, "--allow-network").stdout == here
    assert kg(f"{server}/data.nt", "--shapes", shapes, "--allow-network").stdout == here
    for path, word in (("absent.ttl", "cannot be fetched: HTTP Error 404"), ("page.html", "no RDF")):
        found = kg(f"{server}/{path}", "--shapes", shapes, "--allow-network")
        assert found.exit_code == 2
        assert word in found.stderr


@pytest.mark.usefixtures("folder")
def test_classes_of_ones_own_count() -> None:
    _write("classes.ttl", PREFIXES + "ex:Animal rdfs:subClassOf ex:Tree . ex:inside a ex:Tree .\n")
    found = kg("data.ttl", "--shapes", "violation.ttl", "--ontology", "classes.ttl")
    assert found.stdout.splitlines()[-1] == "3 nodes checked: 1 violation"


@pytest.mark.usefixtures("folder")
def test_the_plan_is_shown_and_nothing_asked() -> None:
    found = kg("data.ttl", "--shapes", "violation.ttl", "--explain-plan")
    assert found.exit_code == 0
    assert found.stdout == (
        "# https://example.org/TreeName: MinCountConstraintComponent\n"
        "SELECT ?this WHERE { ?this a <https://example.org/Tree> . "
        "FILTER (!(EXISTS { ?this <https://example.org/name> ?v1 })) }\n\n"
        "# 1 queries\n"
    )


@pytest.mark.usefixtures("folder")
def test_what_cannot_be_compiled_is_left_to_pyshacl_and_told() -> None:
    more = (
        'ex:Look a sh:NodeShape ; sh:targetClass ex:Animal ; sh:property [ sh:path ex:name ; sh:pattern "^(?!7)" ] .\n'
    )
    _write("look.ttl", SHAPES % "sh:Violation" + more)
    found = kg("data.ttl", "--shapes", "look.ttl")
    assert found.exit_code == 1
    assert found.stderr.startswith(
        "https://example.org/Look: left to pySHACL, since sh:pattern: is a regular expression"
    )
    assert found.stdout.splitlines()[-1] == "3 nodes checked: 2 violations"
    assert (
        kg("data.ttl", "--shapes", "look.ttl", "--engine", "pyshacl").stdout.splitlines()[-1]
        == found.stdout.splitlines()[-1]
    )


@pytest.mark.usefixtures("folder")
def test_a_store_is_checked_graph_by_graph() -> None:
    denied = {
        **TAKEN,
        "paragraph": 4,
        "quote": "ISIS denied that the Al-Nusra Front had taken Maadan",
        "recipients": [],
    }
    rows = (TAKEN, denied | {"source": "Islamic State (ISIS)", "factuality": "denied"})
    _write("report.txt", REPORT)
    _write("claims.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    CliRunner().invoke(main, ["build", "report.txt", "--claims", "claims.jsonl"], catch_exceptions=False)
    _write(
        "layers.ttl",
        PREFIXES + "@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .\n"
        "ex:Claims a sh:NodeShape ; sh:targetClass ckg:Claim . ex:Captures a sh:NodeShape ; sh:targetClass ckg:Incident .\n"
        "ex:Names a sh:NodeShape ; sh:targetClass ckg:ArmedGroup . ex:Classes a sh:NodeShape ; sh:targetSubjectsOf rdfs:subClassOf .\n",
    )

    def counts(*options: str) -> dict[str, int]:
        lines = kg("--shapes", "layers.ttl", "--coverage", *options).stdout.splitlines()
        rows = (line.split() for line in lines if "example.org" in line)
        return {name.rpartition("/")[2]: int(number) for number, name in rows}

    names = counts()["Names"]
    assert counts() == {"Claims": 2, "Captures": 1, "Names": names, "Classes": 0}
    assert counts("--graph", "documents") == {"Claims": 2, "Captures": 0, "Names": 0, "Classes": 0}
    assert counts("--document", "report.txt") == counts("--graph", "documents")
    assert counts("--graph", "consolidated") == {"Claims": 0, "Captures": 1, "Names": 0, "Classes": 0}
    assert counts("--graph", "registry", "--graph", "documents") == {
        "Claims": 2,
        "Captures": 0,
        "Names": names,
        "Classes": 0,
    }
    assert counts("--graph", "ontology")["Classes"] > 50
    unknown = kg("--document", "absent.txt")
    assert (unknown.exit_code, unknown.stderr) == (2, "absent.txt: is no document of the store; one of: report.txt\n")
    assert kg("data.ttl", "--graph", "documents").exit_code == 2
    assert kg().stdout.endswith("conforms\n")


@pytest.mark.usefixtures("folder")
def test_without_a_store_it_says_how_to_make_one() -> None:
    found = kg()
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr == "kg-store: there is no such store; make one with kg build --store DIR\n"
