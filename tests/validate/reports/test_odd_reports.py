"""Reports on odd graphs and documents: shapes without a name, documents of one name, targets that collide, hostile words."""

from __future__ import annotations

import json
import shutil
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from kg.cli import main

from .faults import SEEDS

PREFIXES = "@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
SHAPES = PREFIXES + (
    "ex:Tree a sh:NodeShape ; sh:targetClass ex:Tree ; sh:property [ sh:path ex:name ; sh:minCount 1 ; sh:message 'a name' ] .\n"
    "ex:Bush a sh:NodeShape ; sh:targetClass ex:Bush ; sh:property [ sh:path ex:name ; sh:minCount 1 ; sh:message 'a name' ] .\n"
)
EXAMPLE = Path(__file__).parents[3] / "examples" / "ci"


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments], catch_exceptions=False)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("shapes.ttl").write_text(SHAPES, encoding="utf-8")
    Path("data.ttl").write_text(PREFIXES + "ex:a a ex:Tree . ex:b a ex:Bush .\n", encoding="utf-8")
    return tmp_path


def test_a_shape_without_a_name_is_told_by_that_which_it_belongs_to() -> None:
    found = kg(
        "data.ttl",
        "--shapes",
        "shapes.ttl",
        "--report=sarif=s",
        "--report=junit=j",
        "--report=html=h",
        "--report=markdown=m",
    )
    assert sorted(line.rpartition(" ")[2] for line in found.stdout.splitlines()[:4:2]) == ["[Bush]", "[Tree]"]
    run = json.loads(Path("s").read_text(encoding="utf-8"))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        "https://example.org/Bush",
        "https://example.org/Tree",
    ]
    cases = ElementTree.fromstring(Path("j").read_text(encoding="utf-8")).findall("testcase")
    assert [(case.attrib["name"][20:], len(case.findall("failure"))) for case in cases] == [("Bush", 1), ("Tree", 1)]
    assert "without a result" not in Path("h").read_text(encoding="utf-8")
    assert "## `https://example.org/Tree` (1)" in Path("m").read_text(encoding="utf-8")
    prints = {result["partialFingerprints"]["conflictKg/v1"] for result in run["results"]}
    assert len(prints) == 2


def test_new_faults_of_nodes_without_a_name_are_new() -> None:
    Path("data.ttl").write_text(PREFIXES + "ex:x ex:p [ a ex:Tree ; ex:q 1 ] .", encoding="utf-8")
    assert kg("data.ttl", "--shapes", "shapes.ttl", "--write-baseline", "known.json").exit_code == 0
    Path("data.ttl").write_text(
        PREFIXES + "ex:x ex:p [ a ex:Tree ; ex:name 1 ], [ a ex:Tree ; ex:q 2 ] .", encoding="utf-8"
    )
    assert kg("data.ttl", "--shapes", "shapes.ttl", "--baseline", "known.json").exit_code == 1


def test_what_was_not_tried_is_not_gone() -> None:
    run = ("data.ttl", "--shapes", "shapes.ttl")
    kg(*run, "--write-baseline", "known.json")
    before = Path("known.json").read_text(encoding="utf-8")
    Path("other.ttl").write_text(SHAPES.split("ex:Bush")[0], encoding="utf-8")
    for part in (
        (*run, "--shape", "https://example.org/Tree"),
        (*run, "--focus", "urn:x"),
        ("data.ttl", "--shapes", "other.ttl"),
    ):
        found = kg(*part, "--baseline", "known.json", "--write-baseline", "known.json", "--allow-empty")
        assert found.exit_code == 0 and "no longer there" not in found.stderr
        assert Path("known.json").read_text(encoding="utf-8") == before


def test_documents_of_one_name_are_told_apart() -> None:
    for name, change in (("a", str), ("b", lambda text: text.replace("fighters", "troops") + "\nThey waited.\n")):
        shutil.copytree(EXAMPLE / "reports", Path("docs") / name)
        path = Path("docs") / name / "ashford.txt"
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert CliRunner().invoke(main, ["build", "docs"], catch_exceptions=False).exit_code == 0
    assert kg().exit_code == 0
    found = kg("--docs", "docs", "--shapes", str(EXAMPLE / "shapes" / "house.ttl"))
    assert found.stdout.count("docs/a/ashford.txt:7:90 ¶4\n    The Blue") == 1
    lines = found.stdout.splitlines()
    places = [
        (line.split(":")[0].strip(), following) for line, following in pairwise(lines) if "ashford.txt:7:" in line
    ]
    assert {(path, "troops" in text) for path, text in places} == {
        ("docs/a/ashford.txt", False),
        ("docs/b/ashford.txt", True),
    }
    assert kg("--evidence", "docs").stderr.endswith("quotes of the graph are looked up\n")
    path = Path("docs/b/ashford.txt")
    path.write_text(path.read_text(encoding="utf-8").replace("They waited", "They left"), encoding="utf-8")
    found = kg("--evidence", "docs", "--fail-on", "warning")
    assert found.exit_code == 0 and found.stdout.count("[DocumentEdited, info]") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--report=json=out", "--report=sarif=out"), "two outputs go to out; a file for each"),
        (("--report=json=-", "--report=sarif=-"), "two reports go to standard output; one at most"),
        (("--report=json=out", "-o", "./out"), "two outputs go to out"),
        (("--report=json=data.ttl",), "data.ttl is read, and would be overwritten; another file"),
        (("--report=json=shapes.ttl",), "shapes.ttl is read"),
        (("--write-baseline=out", "--report=json=out"), "two outputs go to out"),
        (("--write-baseline=out", "--reason", " "), "is empty; a waiver says why"),
        (("--report=pdf=out",), "is no KIND=FILE with KIND one of text, "),
        (("--report=json",), "is no KIND=FILE"),
    ],
)
def test_outputs_that_collide_are_refused_before_anything_is_done(arguments: tuple[str, ...], words: str) -> None:
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    found = kg("data.ttl", "--shapes", "shapes.ttl", *arguments)
    assert (found.exit_code, found.stdout) == (2, "") and words in found.stderr
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before


def test_all_outputs_are_written_or_none() -> None:
    found = kg(
        "data.ttl", "--shapes", "shapes.ttl", "--write-baseline=b", "--report=json=out", "--report=sarif=nowhere/out"
    )
    assert (found.exit_code, found.stdout) == (2, "") and found.stderr.startswith("nowhere/out: cannot be written")
    assert not Path("b").exists() and not Path("out").exists()


def test_quotes_are_looked_up_whatever_the_graph_leaves_out() -> None:
    ckg = "@prefix ckg: <https://w3id.org/conflict-kg/ontology#> . @prefix oa: <http://www.w3.org/ns/oa#> .\n"
    claim = "ex:c ckg:evidence ex:e . ex:e oa:hasSelector [ oa:exact 'invented words' ], [ oa:start %s ; oa:end 9 ] .\n"
    cases = {
        "ex:d ckg:fileName '000_0df93e0babd0ffd1.txt' . ex:c ckg:inDocument ex:d .": "EvidenceVanished",
        "ex:d ckg:sha256 'ab' . ex:e oa:hasSource ex:d .": "DocumentGone",
        "": "EvidenceVanished",
    }
    for start in ("3", "'abc'", "1.5e0", "-4"):
        for more, kind in cases.items():
            Path("data.ttl").write_text(PREFIXES + ckg + claim % start + more, encoding="utf-8")
            found = kg("data.ttl", "--evidence", str(SEEDS), "--shapes", "shapes.ttl")
            assert found.exit_code == 1 and f"[{kind}]" in found.stdout
            assert found.stderr == "1 quotes of the graph are looked up\n"
    Path("data.ttl").write_text(PREFIXES + "ex:a a ex:T .", encoding="utf-8")
    found = kg("data.ttl", "--evidence", str(SEEDS), "--shapes", "shapes.ttl")
    assert (found.exit_code, found.stderr) == (3, "no quotes of the graph are looked up\n")


def test_what_is_looked_up_counts_as_checked() -> None:
    ckg = "@prefix ckg: <https://w3id.org/conflict-kg/ontology#> . @prefix oa: <http://www.w3.org/ns/oa#> .\n"
    quote = "Jund al-Aqsa is reportedly gaining ground fast in the latest round"
    start = (SEEDS / "000_0df93e0babd0ffd1.txt").read_text(encoding="utf-8").index(quote)
    Path("data.ttl").write_text(
        f"{PREFIXES}{ckg}ex:d ckg:fileName '000_0df93e0babd0ffd1.txt' . ex:e oa:hasSource ex:d ; "
        f"oa:hasSelector [ oa:exact '{quote}' ], [ oa:start {start} ; oa:end {start + len(quote)} ] .",
        encoding="utf-8",
    )
    found = kg("data.ttl", "--evidence", str(SEEDS), "--shapes", "shapes.ttl")
    assert (found.exit_code, found.stdout.splitlines()[0]) == (0, "1 node checked: conforms")


def test_no_words_of_data_or_documents_become_commands() -> None:
    evil = r"\u001b[31mred\n::error file=x::boo\r::stop-commands::t"
    Path("data.ttl").write_text(PREFIXES + f'ex:a a ex:Tree ; ex:name "{evil}" .', encoding="utf-8")
    Path("shapes.ttl").write_text(
        PREFIXES
        + "ex:Tree a sh:NodeShape ; sh:targetClass ex:Tree ; sh:property [ sh:path ex:name ; sh:nodeKind sh:IRI ; "
        "sh:message 'name {?value}' ] .",
        encoding="utf-8",
    )
    run = ("data.ttl", "--shapes", "shapes.ttl")
    kg(*run, "--write-baseline", "known.json")
    Path("data.ttl").write_text(PREFIXES + "ex:a a ex:Tree .", encoding="utf-8")
    for found in (kg(*run, "--baseline", "known.json"),):
        assert (
            found.stderr.startswith("no longer there: ")
            and found.stderr.count("\n") == 1
            and "\x1b" not in found.stderr
        )
    Path("data.ttl").write_text(PREFIXES + f'ex:a a ex:Tree ; ex:name "{evil}" .', encoding="utf-8")
    for kind in ("text", "github", "markdown"):
        text = kg(*run, f"--report={kind}=-").stdout
        assert not any(line.startswith(("::error file=x", "::stop")) for line in text.splitlines())
        assert "\x1b" not in text or kind != "text"


def test_long_values_are_shortened_where_people_read() -> None:
    Path("data.ttl").write_text(PREFIXES + f'ex:a a ex:Tree ; ex:name "{"x" * 300_000}" .', encoding="utf-8")
    Path("shapes.ttl").write_text(
        PREFIXES
        + "ex:Tree a sh:NodeShape ; sh:targetClass ex:Tree ; sh:property [ sh:path ex:name ; sh:nodeKind sh:IRI ] .",
        encoding="utf-8",
    )
    kinds = ("text", "markdown", "html", "junit", "github")
    kg("data.ttl", "--shapes", "shapes.ttl", *(f"--report={kind}={kind}" for kind in kinds))
    assert all(Path(kind).stat().st_size < 20_000 for kind in kinds)


@pytest.mark.parametrize("day", ["20260131", "2026-W05-1", "2026-1-31", "99999999999999999"])
def test_a_day_has_one_spelling(day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waiver = {"fingerprint": "a", "reason": "b", "expires": day}
    Path("known.json").write_text(json.dumps({"version": 1, "waivers": [waiver]}), encoding="utf-8")
    assert kg("data.ttl", "--shapes", "shapes.ttl", "--baseline", "known.json").exit_code == 2
    monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
    found = kg("data.ttl", "--shapes", "shapes.ttl", "--report=json=out")
    assert found.exit_code == 2 or day.isdigit()
    assert found.exit_code == 1 or found.stderr.startswith("SOURCE_DATE_EPOCH: is ")
