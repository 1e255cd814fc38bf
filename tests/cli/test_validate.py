"""`kg validate`: its exit codes, what it says is checked, graphs of a store, and graphs of anyone."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
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


def lines_of(found: Result) -> list[str]:
    """Return the lines of a report without those that say where a result stands."""
    return [line for line in found.stdout.splitlines() if not re.match(r" {2,4}\S", line)]


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
    assert lines_of(found)[1:] == [
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
            line.split(" ")[0].rpartition("/")[2] for line in lines_of(kg("data.ttl", "--shapes", "two.ttl", *options))
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
    assert lines[1:4:2] == ["  many.ttl:3:1", "  many.ttl:4:1"]
    assert lines[4:] == ["and 7 more results", "9 nodes checked: 9 violations"]


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
    assert lines_of(found) == lines_of(kg("data.ttl", "--shapes", "violation.ttl"))
    data = Path(f"copy-data.{suffix}").read_bytes()
    assert lines_of(kg("-", "--format", format, "--shapes", "violation.ttl", stdin=data)) == lines_of(found)


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
    here = lines_of(kg("data.ttl", "--shapes", "violation.ttl"))
    assert lines_of(kg(data, "--shapes", shapes, "--allow-network")) == here
    assert lines_of(kg(f"{server}/data.nt", "--shapes", shapes, "--allow-network")) == here
    classes = ("data.ttl", "--shapes", "violation.ttl", "--ontology", data)
    assert kg(*classes).stderr == f"{data}: is on the web; --allow-network, or a copy of it\n"
    assert lines_of(kg(*classes, "--allow-network")) == here
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
@pytest.mark.parametrize(("suffix", "format"), [("rdf", "rdfxml"), ("jsonld", "jsonld"), ("nt", "ntriples")])
def test_classes_of_ones_own_come_in_every_format(suffix: str, format: str) -> None:
    _write("classes.ttl", PREFIXES + "ex:Animal rdfs:subClassOf ex:Tree .\n")
    Path(f"copy.{suffix}").write_bytes(serialise(parse_rdf(Path("classes.ttl"), "turtle"), format))
    found = kg("data.ttl", "--shapes", "violation.ttl", "--ontology", f"copy.{suffix}")
    assert found.stdout.splitlines()[-1] == "3 nodes checked: 1 violation"


@pytest.mark.usefixtures("folder")
def test_a_format_is_that_of_stdin_and_of_files_whose_suffix_names_none() -> None:
    here = lines_of(kg("data.ttl", "--shapes", "violation.ttl"))
    for name in ("data", "violation"):
        Path(f"{name}.txt").write_bytes(Path(f"{name}.ttl").read_bytes())
    Path("data.nt").write_bytes(serialise(parse_rdf(Path("data.ttl"), "turtle"), "ntriples"))
    found = kg("data.txt", "--shapes", "violation.txt", "--format", "turtle")
    assert lines_of(found) == here and "  data.txt:3:36\n" in found.stdout
    assert lines_of(kg("data.nt", "--shapes", "violation.txt", "--format", "turtle")) == here
    shapes = Path("violation.ttl").read_bytes()
    assert lines_of(kg("data.txt", "--shapes", "-", "--format", "turtle", stdin=shapes)) == here


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
    assert counts("--document", "report.txt", "--graph", "registry") == counts(
        "--graph", "registry", "--graph", "documents"
    )
    assert counts("--graph", "ontology")["Classes"] > 50
    unknown = kg("--document", "absent.txt")
    assert (unknown.exit_code, unknown.stderr) == (2, "absent.txt: is no document of the store; one of: report.txt\n")
    assert kg("data.ttl", "--graph", "documents").exit_code == 2
    for options in ((), ("--document", "report.txt"), ("--graph", "consolidated"), ("--graph", "registry")):
        assert kg(*options).stdout.endswith("conforms\n")


@pytest.mark.usefixtures("folder")
def test_without_a_store_it_says_how_to_make_one() -> None:
    found = kg()
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr == "kg-store: there is no such store; make one with kg build --store DIR\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("absent.ttl", "--shapes", "violation.ttl"), "absent.ttl: No such file or directory; a file of RDF"),
        (("data.ttl", "--shapes", "absent.ttl"), "absent.ttl: No such file or directory"),
        (("data.ttl", "--ontology", "absent.ttl"), "absent.ttl: No such file or directory"),
        (("broken.ttl", "--shapes", "violation.ttl"), "broken.ttl:3: is no Turtle: "),
        (("data.ttl", "--shapes", "broken.ttl"), "broken.ttl:3: is no Turtle: "),
        (
            ("data.ttl", "--shapes", "pathless.ttl"),
            "pathless.ttl: https://example.org/P is a property shape without sh:path",
        ),
        (
            ("data.ttl", "--shapes", "circle.ttl"),
            "circle.ttl: https://example.org/S is recursive: https://example.org/S → ",
        ),
        (("data.txt", "--shapes", "violation.ttl"), "data.txt: the suffix '.txt' names no RDF format; one of: .ttl"),
        (("data.ttl", "--engine", "prolog"), "'prolog' is not one of 'sparql', 'pyshacl'"),
        (("data.ttl", "--fail-on", "error"), "'error' is not one of 'violation', 'warning', 'info'"),
        (("--graph", "everything"), "'everything' is not one of 'documents', 'consolidated'"),
        (("data.ttl", "--max-results", "0"), "0 is not in the range x>=1"),
        (("data.ttl", "--timeout", "soon"), "'soon' is not a valid float"),
        (("data.ttl", "--document", "report.txt"), "--graph and --document choose from a store, and not from files"),
        (("-", "--format", "csv", "--shapes", "violation.ttl"), "'csv' is not one of 'turtle', 'jsonld'"),
        (("data.ttl", "--format", "csv", "--shapes", "violation.ttl"), "'csv' is not one of 'turtle', 'jsonld'"),
        (("data.txt", "--shapes", "violation.ttl"), ".owl .xml, or --format"),
        (("data.ttl", "--shapes", "-"), "-: has no suffix that tells its format; --format with one of: turtle, jsonld"),
        (("-", "--shapes", "-", "--format", "turtle"), "- is standard input, which can be read once"),
        (("data.ttl", "--ontology", "absent.txt"), "absent.txt: the suffix '.txt' names no RDF format; one of: .ttl"),
    ],
)
def test_what_cannot_be_checked_is_one_line_and_exit_code_2(arguments: tuple[str, ...], words: str) -> None:
    _write("broken.ttl", "@prefix ex: <https://example.org/> .\n\nex:a ex:b nonsense .\n")
    _write(
        "pathless.ttl",
        PREFIXES + "ex:S a sh:NodeShape ; sh:targetClass ex:Tree ; sh:property ex:P .\nex:P a sh:PropertyShape .\n",
    )
    _write("circle.ttl", PREFIXES + "ex:S a sh:NodeShape ; sh:targetClass ex:Tree ; sh:not [ sh:node ex:S ] .\n")
    _write("data.txt", DATA)
    found = kg(*arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert words in found.stderr and "; " in found.stderr and found.stderr.count("\n") == 1


@pytest.mark.usefixtures("folder")
def test_both_engines_tell_the_same() -> None:
    more = "ex:TreeName sh:datatype ex:Text ; sh:nodeKind sh:Literal . ex:TreeShape sh:closed true ; sh:message 'closed' .\n"
    asks = "[ sh:message '{?value} is asked' ; sh:select 'SELECT $this ?value { $this a ?value }' ]"
    _write("all.ttl", SHAPES % "sh:Warning" + more + f"ex:Asked sh:targetClass ex:Tree ; sh:sparql {asks} .\n")
    run = ("data.ttl", "--shapes", "all.ttl", "--coverage", "--fail-on", "warning", "--engine")
    found = kg(*run, "sparql")
    assert (found.exit_code, len(lines_of(found))) == (1, 12)
    assert kg(*run, "pyshacl").stdout == found.stdout


@pytest.mark.usefixtures("folder")
def test_the_report_is_written_as_a_whole_or_not_at_all() -> None:
    run = ("data.ttl", "--shapes", "violation.ttl")
    found = kg(*run, "-o", "report.txt")
    assert (found.exit_code, found.stdout) == (1, "")
    assert Path("report.txt").read_text(encoding="utf-8") == kg(*run).stdout
    before = sorted(Path().iterdir())
    assert kg("data.ttl", "--shapes", "absent.ttl", "-o", "other.txt").exit_code == 2
    assert kg(*run, "-o", "nowhere/report.txt").exit_code == 2
    assert sorted(Path().iterdir()) == before


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("output", [".", "./", "/", "", ".."])
def test_a_report_is_not_written_to_a_folder(output: str) -> None:
    found = kg("data.ttl", "--shapes", "violation.ttl", "-o", output)
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr == f"{Path(output)}: is a folder; a file in a folder that is there and writable\n"


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("validate data.ttl --shapes violation.ttl >&-", "stdout: is closed; one that can be written to, or -o FILE\n"),
        ("validate - --format turtle <&-", "-: is closed; a standard input that can be read\n"),
        ("query 'SELECT ?s { ?s ?p ?o }' --data data.ttl >&-", "stdout: is closed; "),
    ],
)
def test_what_is_closed_is_told_in_one_line(folder: Path, command: str, words: str) -> None:
    run = ["sh", "-c", f'"$0" -m kg {command}', sys.executable]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    found = subprocess.run(run, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, check=False)
    assert found.returncode == 2
    assert found.stderr.startswith(words) and found.stderr.count("\n") == 1


@pytest.mark.usefixtures("folder")
def test_the_plan_asks_nothing_of_the_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.validate.validation.run_plan", None)
    _write("look.ttl", SHAPES % "sh:Violation" + "ex:TreeName sh:pattern '(?=.)' ; sh:maxCount 2 .\n")
    found = kg("data.ttl", "--shapes", "look.ttl", "--explain-plan", "-o", "plan.rq")
    assert (found.exit_code, found.output) == (0, "")
    assert "# https://example.org/TreeShape is left to pySHACL: sh:pattern: is a regular" in Path("plan.rq").read_text()


DENIED = TAKEN | {
    "paragraph": 4,
    "quote": "ISIS denied that the Al-Nusra Front had taken Maadan",
    "recipients": [],
    "factuality": "denied",
    "source": "Islamic State (ISIS)",
}
CKG = "@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .\n" + PREFIXES


def _build(*claims: dict[str, object]) -> None:
    _write("report.txt", REPORT)
    _write("claims.jsonl", "".join(json.dumps(claim) + "\n" for claim in claims))
    run = ["build", "report.txt", "--claims", "claims.jsonl"]
    assert CliRunner().invoke(main, run, catch_exceptions=False).exit_code == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("claims", "facts"), [((TAKEN,), 1), ((TAKEN, DENIED), 0), ((DENIED,), 0)], ids=["asserted", "disputed", "denied"]
)
def test_what_is_disputed_or_denied_is_no_fact_of_any_graph(claims: tuple[dict[str, object], ...], facts: int) -> None:
    _build(*claims)
    _write(
        "facts.ttl",
        CKG + "ex:Fact a sh:NodeShape ; sh:targetSubjectsOf ckg:controls .\n"
        "ex:Statement a sh:NodeShape ; sh:targetClass ckg:AcceptedStatement .\n"
        "ex:Claim a sh:NodeShape ; sh:targetClass ckg:Claim .\n",
    )

    def counts(graph: str) -> list[int]:
        lines = kg("--shapes", "facts.ttl", "--coverage", "--graph", graph).stdout.splitlines()
        found = {line.split()[1]: int(line.split()[0]) for line in lines if "example.org" in line}
        return [found[f"https://example.org/{name}"] for name in ("Claim", "Fact", "Statement")]

    assert counts("documents") == [len(claims), 0, 0]
    assert counts("consolidated") == [0, facts, facts]
    assert counts("registry")[1:] == counts("reasoned")[1:] == [0, 0]


@pytest.fixture
def store(folder: Path) -> Path:
    """A folder with the store of a report that claims something, which another claim denies."""
    _build(TAKEN, DENIED)
    return folder


@pytest.mark.usefixtures("store")
def test_a_node_and_a_shape_of_ours_are_chosen_by_their_prefix() -> None:
    _write("claims.ttl", CKG + "ckg:Shape a sh:NodeShape ; sh:targetClass ckg:ArmedGroup ; sh:nodeKind sh:Literal .\n")
    run = ("--shapes", "claims.ttl")
    assert kg(*run).stdout.count("\n") > 2
    for node in ("id:group/al-nusra-front", "<https://w3id.org/conflict-kg/id/group/al-nusra-front>"):
        found = kg(*run, "--focus", node, "--shape", "ckg:Shape")
        assert found.stdout.splitlines()[0].startswith(
            "https://w3id.org/conflict-kg/id/group/al-nusra-front: is no sh:Lit"
        )
        assert lines_of(found)[1:] == ["1 node checked: 1 violation"]


@pytest.mark.usefixtures("store")
def test_what_is_inferred_is_checked_where_it_is_chosen() -> None:
    _write("disputed.ttl", CKG + "ex:S a sh:NodeShape ; sh:targetClass ckg:DisputedClaim .\n")
    run = ("--shapes", "disputed.ttl", "--graph")
    assert kg(*run, "reasoned").exit_code == 3
    assert CliRunner().invoke(main, ["reason"], catch_exceptions=False).exit_code == 0
    assert kg(*run, "reasoned").stdout == "2 nodes checked: conforms\n"
    assert kg(*run, "consolidated").exit_code == 3
    assert kg("kg-store", "--shapes", "disputed.ttl").stdout == "2 nodes checked: conforms\n", "a folder is a FILE too"
