from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

REPORT = (
    "Front gains ground\n\nALEPPO — The Al-Nusra Front took Maadan from the Islamic State (ISIS) on 12 February 2014.\n"
)
CLAIM = {
    "document": "report.txt",
    "paragraph": 2,
    "quote": "The Al-Nusra Front took Maadan",
    "type": "TerritorialCapture",
    "actors": ["Al-Nusra Front"],
    "locations": ["Maadan"],
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working folder with one report and its claims."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "claims.jsonl").write_text(json.dumps(CLAIM) + "\n")
    return tmp_path


@pytest.fixture
def built(folder):
    assert kg("build", "report.txt", "--claims", "claims.jsonl").exit_code == 0
    return folder


def kg(*arguments, **options):
    return CliRunner().invoke(main, arguments, prog_name="kg", **options)


def assert_one_line(result, *words):
    """A fault that a user can put right: exit 2, nothing on stdout, one line `where: what; right` on stderr."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "; " in result.stderr
    for word in words:
        assert word in result.stderr


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_build_talks_on_stderr_and_writes_the_default_store(built):
    assert (built / "kg-store" / "CURRENT").is_file()
    result = kg("build", "report.txt", "--claims", "claims.jsonl", "-o", "-")
    assert "1 document, 1 claims" in result.stderr
    assert all(line.endswith(" .") for line in result.stdout.splitlines())


def test_build_names_the_documents_that_state_no_day(folder):
    (folder / "undated.txt").write_text("Events of the week\n\nThe road is open.\n", encoding="utf-8")
    (folder / "dated.txt").write_text("Events of the week\n\nMarch 14, 2012\n\nThe road is open.\n", encoding="utf-8")
    result = kg("build", "undated.txt", "dated.txt", "report.txt", "--claims", "claims.jsonl")
    line = next(line for line in result.stderr.splitlines() if line.startswith("no day stated by"))
    assert "undated.txt" in line and " dated.txt" not in line


def test_build_lists_bad_files_of_a_folder_and_strict_refuses_them(folder):
    (folder / "in").mkdir()
    (folder / "report.txt").rename(folder / "in" / "report.txt")
    (folder / "in" / "bad.txt").write_bytes(b"\x00\x01")
    result = kg("build", "in", "--claims", "claims.jsonl")
    assert result.exit_code == 0
    assert "bad.txt" in result.stderr
    assert_one_line(kg("build", "in", "--claims", "claims.jsonl", "--strict", "--store", "other"), "bad.txt")
    assert not (folder / "other").exists()


@pytest.mark.parametrize("format", ["turtle", "jsonld", "trig", "nquads", "ntriples", "rdfxml"])
def test_export_writes_every_format(built, format):
    to_file = kg("export", "--store", "kg-store", "--format", format, "-o", "out.rdf")
    assert to_file.exit_code == 0
    assert (built / "out.rdf").read_bytes() == kg("export", "--format", format).stdout_bytes


def test_export_leaves_out_the_ontology_unless_asked(built):
    ontology = b"<https://w3id.org/conflict-kg/ontology> ."
    assert ontology not in kg("export").stdout_bytes
    assert ontology in kg("export", "--graph", "all").stdout_bytes


def test_query_answers_a_text_a_file_stdin_and_a_name(built):
    text = "SELECT ?place WHERE { ?content ckg:territory/rdfs:label ?place }"
    (built / "mine.rq").write_text(text)
    expected = b"place\r\nMaadan\r\n"
    for given, piped in ((text, None), ("mine.rq", None), ("-", text)):
        assert kg("query", given, "--format", "csv", input=piped).stdout_bytes == expected
    assert kg("query", "--list").exit_code == 0


def test_query_asks_a_file_and_binds_parameters(built):
    kg("export", "-o", "graph.ttl")
    text = "SELECT ?quote { ?content ckg:taker ?actor . ?c ckg:claims ?content ; ckg:evidence/oa:hasSelector/oa:exact ?quote }"
    found = kg("query", text, "--data", "graph.ttl", "--param", "actor=Nusra Front", "--format", "jsonl")
    assert json.loads(found.stdout) == {"quote": CLAIM["quote"]}
    assert kg("query", text, "--param", "actor=Islamic State (ISIS)", "--format", "jsonl").stdout == ""


def test_fail_if_any_exits_with_1_only_if_there_is_a_row(built):
    assert kg("query", "SELECT * { ?s a ckg:Claim }", "--fail-if-any").exit_code == 1
    assert kg("query", "SELECT * { ?s a ckg:Nothing }", "--fail-if-any").exit_code == 0


def test_explain_walks_back_to_the_sentence(built):
    claim = json.loads(kg("query", "SELECT ?c { ?c a ckg:Claim }", "--format", "jsonl").stdout)["c"]
    for thing in (claim, claim.replace("/claim/", "/content/"), "nusra front", "Maadan"):
        result = kg("explain", thing)
        assert result.exit_code == 0
        assert "report.txt ¶2" in result.stdout
        assert "ALEPPO — «The Al-Nusra Front took Maadan» from the Islamic State" in result.stdout
        assert "TerritorialCapture, asserted" in result.stdout


def test_explain_of_a_place_shows_what_happened_near_it(folder):
    (folder / "near.txt").write_text("Clashes\n\nThe Al-Nusra Front attacked the Free Syrian Army near Maadan.\n")
    quote = "The Al-Nusra Front attacked the Free Syrian Army near Maadan"
    row = {"document": "near.txt", "paragraph": 2, "quote": quote, "type": "Attack", "actors": ["Al-Nusra Front"]}
    (folder / "near.jsonl").write_text(json.dumps(row | {"locations": ["Maadan"]}))
    assert kg("build", "near.txt", "--claims", "near.jsonl").exit_code == 0
    for name in ("Maadan", "near Maadan"):
        assert f"«{quote}»" in kg("explain", name).stdout


def test_explain_knows_statements_and_mentions(built):
    def iri(kind):
        return json.loads(
            kg("query", f"SELECT ?n {{ ?n a ckg:{kind} }} ORDER BY ?n LIMIT 1", "--format", "jsonl").stdout
        )["n"]

    statement = kg("explain", iri("AcceptedStatement")).stdout
    assert "Al-Nusra Front controls Maadan" in statement
    assert "«The Al-Nusra Front took Maadan»" in statement
    mention = kg("explain", iri("Mention")).stdout
    assert "«Al-Nusra Front»" in mention or "«Maadan»" in mention
    assert "report.txt ¶2" in mention


SECOND = "Maadan falls\n\nBEIRUT — The Al-Nusra Front seized Maadan on 12 February 2014, Reuters said.\n"


@pytest.fixture
def told_twice(folder):
    """A folder with two documents that report one capture, the second on an agency's word."""
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    dated = {**CLAIM, "date": "2014-02-12", "date_text": "on 12 February 2014"}
    second = {**dated, "document": "second.txt", "quote": "The Al-Nusra Front seized Maadan", "source": "Reuters"}
    (folder / "both.jsonl").write_text("".join(json.dumps(row) + "\n" for row in (dated, second)), encoding="utf-8")
    return folder


def test_an_incident_counts_its_reports_and_explains_each(told_twice):
    assert kg("build", "report.txt", "second.txt", "--claims", "both.jsonl").exit_code == 0
    listed = kg("query", "incidents", "--format", "json", "--columns", "reports,sources,incident").stdout
    (row,) = json.loads(listed)["results"]["bindings"]
    assert (row["reports"]["value"], row["sources"]["value"]) == ("2", "2")
    text = kg("explain", row["incident"]["value"]).stdout
    assert "reported by 2 claims on the word of 2 independent sources" in text
    assert "founds the incident, as the most precise report" in text
    assert "is in by actor: Al-Nusra Front; date: 2014-02-12; place: Maadan; rests on the word of " in text
    assert "«The Al-Nusra Front seized Maadan»" in text


def test_the_policy_is_chosen_and_stands_in_the_graph(told_twice):
    sources = ("report.txt", "second.txt", "--claims", "both.jsonl")
    for policy, name in (((), "asserted-and-uncontested"), (("--policy", "strict"), "strict")):
        assert kg("build", *sources, *policy).exit_code == 0
        answer = kg("query", "accepted", "--format", "csv", "--columns", "policy").stdout.split()
        assert {row.rpartition("/")[2] for row in answer[1:]} == {name}
    assert kg("build", "report.txt", "--claims", "claims.jsonl", "--policy", "strict").exit_code == 0
    assert kg("query", "accepted", "--format", "csv").stdout.count("\n") == 1, "one source is not two"


def test_validate_tells_conforming_broken_and_unchecked_data_apart(built):
    (built / "none.ttl").write_text("<https://example.org/a> a <https://example.org/B> .")
    shape = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ckg: <https://w3id.org/conflict-kg/ontology#> .\n"
        "<https://example.org/shape> a sh:NodeShape ; sh:targetClass ckg:Claim ; "
        "sh:property [ sh:path ckg:{} ; sh:minCount 1 ] ."
    )
    (built / "good.ttl").write_text(shape.format("claims"))
    (built / "bad.ttl").write_text(shape.format("nothing"))
    assert kg("validate", "--shapes", "good.ttl").exit_code == 0
    assert kg("validate", "--shapes", "bad.ttl").exit_code == 1
    assert kg("validate", "none.ttl", "--shapes", "good.ttl").exit_code == 3


def test_evaluate_scores_as_text_and_json(built):
    lines = kg("evaluate", "--gold", "claims.jsonl", "claims.jsonl").stdout.splitlines()
    assert ["detection", "1.000", "1.000", "1.000"] in [line.split() for line in lines]
    scores = json.loads(kg("evaluate", "--gold", "claims.jsonl", "claims.jsonl", "--format", "json").stdout)
    assert scores["claims"] == 1


def test_evaluate_scores_pairs(built):
    mentions = [
        {"role": "actor", "name": "Al-Nusra Front", "text": "Al-Nusra Front", "start": 33, "end": 47},
        {"role": "recipient", "name": "ISIS", "text": "Islamic State", "start": 69, "end": 82},
    ]
    (built / "mentions.jsonl").write_text(json.dumps(CLAIM | {"mentions": mentions}))
    pair = {"document": "report.txt", "type": "FightingAgainst", "source": "Islamic State", "target": "Al-Nusra Front"}
    offsets = {"source_start": 69, "source_end": 82, "target_start": 33, "target_end": 47}
    (built / "pairs.jsonl").write_text(json.dumps(pair | offsets))
    found = json.loads(kg("evaluate", "--pairs", "pairs.jsonl", "mentions.jsonl", "--format", "json").stdout)
    assert found == {"pairs": found["pairs"]}
    assert found["pairs"]["FightingAgainst"] == {"gold": 1, "predicted": 1, "P": 1.0, "R": 1.0, "F1": 1.0}
    assert_one_line(kg("evaluate", "--pairs", "pairs.jsonl", "claims.jsonl"), "claims.jsonl", "no claim has mentions")
    assert_one_line(kg("evaluate", "--pairs", "claims.jsonl", "mentions.jsonl"), "claims.jsonl:1: has no 'source'")


def test_evaluate_writes_reports_with_sentences(built):
    (built / "other.jsonl").write_text(json.dumps(CLAIM | {"type": "Advance"}))
    run = ("evaluate", "--gold", "claims.jsonl", "other.jsonl", "--docs", ".", "--report", "r.md", "--report", "r.html")
    assert kg(*run).exit_code == 0
    for name in ("r.md", "r.html"):
        assert "<mark>The Al-Nusra Front took Maadan</mark> from" in (built / name).read_text(encoding="utf-8")
    assert "«The Al-Nusra Front took Maadan» from" in kg(*run, "--misses").stdout


def test_evaluate_writes_all_reports_or_none(built):
    before = names(built)
    run = ("evaluate", "--gold", "claims.jsonl", "claims.jsonl", "--report", "r.md", "--report")
    assert_one_line(kg(*run, "missing/r.html"), "missing/r.html", "cannot be written")
    assert_one_line(kg(*run, "r.doc"), "r.doc", ".md or .html")
    assert names(built) == before


def test_evaluate_fails_under_a_floor(built):
    (built / "other.jsonl").write_text(json.dumps(CLAIM | {"type": "Advance"}))
    floor = ("--fail-under", "detection=0.7", "--fail-under", "strict.P=0.2")
    assert kg("evaluate", "--gold", "claims.jsonl", "claims.jsonl", *floor).exit_code == 0
    result = kg("evaluate", "--gold", "claims.jsonl", "other.jsonl", *floor)
    assert result.exit_code == 1
    assert result.stderr == "detection: is 0; at least 0.7 is asked for\nstrict.P: is 0; at least 0.2 is asked for\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "missing.txt"), ["missing.txt"]),
        (("build", "empty.txt"), ["empty.txt", "empty"]),
        (("build", "binary.txt"), ["binary.txt", "binary"]),
        (("build", "nothing"), ["nothing"]),
        (("build", "report.txt", "--claims", "bad.jsonl"), ["bad.jsonl:1", "is not in paragraph 2"]),
        (("build", "report.txt", "--claims", "missing.jsonl"), ["missing.jsonl"]),
        (("build", "report.txt", "--claims", "claims.jsonl", "--store", "report.txt/store"), ["report.txt/store"]),
        (("build", "report.txt", "--claims", "claims.jsonl", "--store", "/proc/store"), ["/proc/store"]),
        (("build", "report.txt", "--claims", "claims.jsonl", "-o", "report.txt/out.nq"), ["report.txt/out.nq"]),
        (("build", "report.txt", "--claims", "claims.jsonl", "-o", "/proc/out.nq"), ["/proc/out.nq"]),
        (("build", "report.txt", "--claims", "claims.jsonl", "-o", "out.doc"), ["out.doc", ".ttl"]),
        (("build", "--nonsense"), ["--nonsense"]),
        (("build", "report.txt", "--claims", "claims.jsonl", "--policy", "lax"), ["lax", "strict", "TOML"]),
        (("build", "report.txt", "--claims", "claims.jsonl", "--policy", "report.txt"), ["report.txt", "policy"]),
        (("export",), ["kg-store", "kg build"]),
        (("export", "--store", "nothing"), ["nothing", "kg build"]),
        (("query", "ASK {", "--data", "graph.ttl"), ["SPARQL"]),
        (("query", "timelin"), ["timelin", "timeline"]),
        (("query",), ["no query"]),
        (("query", "ASK {}", "--data", "report.txt"), ["report.txt"]),
        (("query", "ASK {}", "--data", "graph.ttl", "--param", "actor"), ["NAME=VALUE"]),
        (("validate", "graph.ttl", "--shapes", "empty.txt/x.ttl"), ["x.ttl"]),
        (("validate", "graph.ttl", "--shapes", "broken.ttl"), ["broken.ttl"]),
        (("validate", "missing.ttl"), ["missing.ttl"]),
        (("validate", "broken.ttl"), ["broken.ttl:1"]),
        (("evaluate", "--gold", "missing.jsonl", "claims.jsonl"), ["missing.jsonl"]),
        (("evaluate", "claims.jsonl"), ["--gold"]),
        (("evaluate", "--gold", "bad-type.jsonl", "claims.jsonl"), ["bad-type.jsonl:1", "'Capture'", "unknown"]),
        (("evaluate", "--gold", "no-quote.jsonl", "claims.jsonl"), ["no-quote.jsonl:1", "has no 'quote'"]),
        (("evaluate", "--gold", "report.txt", "claims.jsonl"), ["report.txt:1", "no JSON"]),
        (("evaluate", "--gold", "claims.jsonl", "claims.jsonl", "--docs", "nothing"), ["nothing"]),
        (("evaluate", "--gold", "claims.jsonl", "claims.jsonl", "--fail-under", "x=1"), ["x", "detection"]),
        (("evaluate", "--gold", "claims.jsonl", "claims.jsonl", "--fail-under", "strict"), ["MEASURE=VALUE"]),
        (("evaluate", "--gold", "claims.jsonl", "claims.jsonl", "--fail-under", "strict=nan"), ["from 0 to 1"]),
        (("explain", "id:claim/1"), ["kg-store"]),
        (("nonsense",), ["nonsense"]),
        (("build", "report.txt", "--claims", "deep.jsonl"), ["deep.jsonl:1", "nested"]),
        (("build", "report.txt", "--claims", "digits.jsonl"), ["digits.jsonl:1", "digits"]),
        (("build", "report.txt", "--claims", "control.jsonl"), ["control.jsonl:1", "U+D800"]),
        (("evaluate", "--gold", "claims.jsonl", "deep.jsonl"), ["deep.jsonl:1", "nested"]),
        (("evaluate", "--gold", "claims.jsonl", "digits.jsonl"), ["digits.jsonl:1", "digits"]),
        (("evaluate", "--gold", "control.jsonl", "claims.jsonl"), ["control.jsonl:1", "U+D800"]),
        (("query", "SELECT ?s { ?s ?p ?o }", "--data", "graph.ttl", "--columns", ""), ["''", "one of: s"]),
        (("query", "ASK " + "{" * 5000 + "}" * 5000, "--data", "graph.ttl"), []),
        (("validate", "graph.ttl", "--shapes", "count.ttl"), ["count.ttl: […] has sh:minCount"]),
    ],
)
def test_a_fault_is_one_line_and_nothing_is_written(folder, arguments, words):
    (folder / "empty.txt").write_text("")
    (folder / "binary.txt").write_bytes(b"\x7fELF\x00\x01\x02\x00" * 9)
    (folder / "nothing").mkdir()
    (folder / "broken.ttl").write_text("this is no Turtle")
    (folder / "graph.ttl").write_text("<https://example.org/a> a <https://example.org/B> .")
    (folder / "bad.jsonl").write_text(json.dumps(CLAIM | {"quote": "The Al-Nusra Front lost Maadan"}) + "\n")
    (folder / "deep.jsonl").write_text("[" * 100_000)
    (folder / "digits.jsonl").write_text(json.dumps(CLAIM).replace('"paragraph": 2', '"paragraph": ' + "2" * 5000))
    (folder / "control.jsonl").write_text(json.dumps(CLAIM | {"instruments": ["x\ud800"]}))
    (folder / "count.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <https://example.org/shape> a sh:NodeShape ; "
        'sh:targetClass <https://example.org/B> ; sh:property [ sh:path <https://example.org/p> ; sh:minCount "x" ] .'
    )
    (folder / "bad-type.jsonl").write_text(json.dumps(CLAIM | {"type": "Capture"}))
    (folder / "no-quote.jsonl").write_text(json.dumps({key: value for key, value in CLAIM.items() if key != "quote"}))
    before = names(folder)
    assert_one_line(kg(*arguments), *words)
    assert names(folder) == before


@pytest.mark.parametrize("arguments", [("export",), ("validate",)])
def test_damaged_quads_of_a_store_are_one_line_and_building_mends_them(built, arguments):
    (quads,) = (built / "kg-store" / "generations").glob("*/dataset.nq")
    quads.write_text("nonsense\n")
    assert_one_line(kg(*arguments), "dataset.nq", "kg build")
    assert kg("build", "report.txt", "--claims", "claims.jsonl").exit_code == 0
    assert kg(*arguments).exit_code == 0


def test_a_damaged_document_of_a_store_is_told_and_building_mends_it(built):
    (document,) = (built / "kg-store" / "documents").glob("*.json")
    document.write_text("[" * 100_000)
    assert_one_line(kg("explain", "Maadan"), "is damaged", "kg build")
    assert kg("build", "report.txt", "--claims", "claims.jsonl").exit_code == 0
    assert kg("explain", "Maadan").exit_code == 0


def test_explain_of_the_unknown_is_one_line(built):
    assert_one_line(kg("explain", "id:claim/1"), "is not in the graph")
    assert_one_line(kg("explain", "Green Front"), "Green Front")


def test_debug_shows_the_traceback(folder):
    assert kg("--debug", "build", "missing.txt").exception is not None


def test_a_reader_who_has_enough_is_no_fault(built):
    program = f"import sys; sys.path.insert(0, {str(Path(__file__).resolve().parents[2])!r}); from kg.cli import main; main(prog_name='kg')"
    export = subprocess.Popen(
        [sys.executable, "-c", program, "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=built
    )
    export.stdout.read(10)
    export.stdout.close()
    assert export.stderr.read() == b""
    assert export.wait() == 0
    export.stderr.close()
