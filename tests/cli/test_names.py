"""From an undecided name to a decision that every later build keeps."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.namespaces import CKG
from kg.store import StoreFolder

REPORT = "Front gains ground\n\nALEPPO — The Jabhat Nasra took Maadan from the Coast Army on 12 February 2014.\n"
CLAIM = {
    "document": "report.txt",
    "paragraph": 2,
    "quote": "The Jabhat Nasra took Maadan from the Coast Army",
    "type": "TerritorialCapture",
    "actors": ["Jabhat Nasra"],
    "recipients": ["Coast Army"],
    "locations": ["Maadan"],
}
NUSRA = "https://w3id.org/conflict-kg/id/group/al-nusra-front"


def kg(*arguments):
    return CliRunner().invoke(main, arguments, prog_name="kg")


@pytest.fixture(autouse=True)
def built(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    claim = CLAIM | {"mentions": [
        {"role": "actor", "name": "Jabhat Nasra", "text": "Jabhat Nasra", "start": REPORT.index("Jabhat"),
         "end": REPORT.index("Jabhat") + 12, "kind": "ArmedGroup"},
        {"role": "recipient", "name": "Coast Army", "text": "Coast Army", "start": REPORT.index("Coast"),
         "end": REPORT.index("Coast") + 10, "kind": "ArmedGroup"},
        {"role": "location", "name": "Maadan", "text": "Maadan", "start": REPORT.index("Maadan"),
         "end": REPORT.index("Maadan") + 6},
    ]}  # fmt: skip
    (tmp_path / "claims.jsonl").write_text(json.dumps(claim) + "\n")
    assert kg("build", "report.txt", "--claims", "claims.jsonl").exit_code == 0


def taker(folder):
    quads = StoreFolder(folder / "kg-store").quads()
    return [q.object.value for q in quads if q.predicate.value == CKG + "taker"]


def test_link_says_what_each_name_stands_for_and_why():
    result = kg("link", "--dry-run")
    assert result.exit_code == 0
    assert "  Maadan → Maadan: bears the name “Maadan”" in result.stdout
    assert "may be Al-Nusra Front (0." in result.stdout
    rows = [json.loads(line) for line in kg("link", "--dry-run", "--format", "jsonl").stdout.splitlines()]
    (nosra,) = [row for row in rows if row["name"] == "Jabhat Nasra"]
    assert (nosra["registered"], nosra["document"]) == (False, "report.txt")
    assert nosra["candidates"][0]["iri"] == NUSRA


def test_an_accepted_name_is_in_the_graph_after_kg_link_and_after_every_build(tmp_path):
    assert taker(tmp_path) != [NUSRA]
    assert kg("lexicon", "accept", "Jabhat Nasra", "--is", "id:group/al-nusra-front").exit_code == 0
    assert kg("link").exit_code == 0
    assert taker(tmp_path) == [NUSRA]
    linked = (tmp_path / "kg-store" / "CURRENT").read_text()
    assert kg("build", "report.txt", "--claims", "claims.jsonl").exit_code == 0
    assert (taker(tmp_path), (tmp_path / "kg-store" / "CURRENT").read_text()) == ([NUSRA], linked)


def test_a_new_thing_is_registered_and_a_rejected_one_no_longer_offered(tmp_path):
    assert "Coast Army: ArmedGroup, 1 documents" in kg("lexicon", "candidates").stdout
    assert kg("lexicon", "accept", "Coast Army", "--new", "ArmedGroup").exit_code == 0
    assert kg("lexicon", "reject", "Jabhat Nasra", NUSRA).exit_code == 0
    shown = kg("lexicon", "candidates").stdout
    assert "Coast Army" not in shown and "Al-Nusra Front" not in shown and "Jabhat Nasra" in shown


def test_decisions_can_be_kept_in_a_file_of_ones_own(tmp_path):
    result = kg("lexicon", "accept", "Jabhat Nasra", "--is", "Nusra Front", "--into", "mine.ttl")
    assert result.exit_code == 0, result.output
    assert not (tmp_path / "kg-store" / "registry.ttl").exists()
    assert kg("link", "--registry", "mine.ttl").exit_code == 0
    assert taker(tmp_path) == [NUSRA]


def test_the_registry_of_the_build_is_taken_again(tmp_path):
    kg("lexicon", "accept", "Jabhat Nasra", "--is", "Nusra Front", "--into", "mine.ttl")
    assert kg("build", "report.txt", "--claims", "claims.jsonl", "--registry", "mine.ttl").exit_code == 0
    assert kg("link").exit_code == 0
    assert taker(tmp_path) == [NUSRA]


def test_a_rejected_name_is_unlinked_at_once(tmp_path):
    assert kg("lexicon", "reject", "Maadan", "id:place/maadan").exit_code == 0
    assert "  Maadan → Maadan (this document’s own)" in kg("link").stdout


def test_what_is_registered_is_not_registered_anew(tmp_path):
    result = kg("lexicon", "accept", "Al Nusra, Front", "--new", "ArmedGroup")
    assert result.exit_code == 2 and "is registered already" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lexicon", "accept", "X"), "needs --is IRI or --new KIND"),
        (("lexicon", "accept", "X", "--is", "id:group/nobody"), "id:group/nobody: is in no registry"),
        (("lexicon", "accept", "X", "--new", "Gang"), "Gang: is no kind of thing"),
        (("lexicon", "accept", "Ahrar al-Sham", "--is", "Al-Nusra Front"), "shares the name"),
        (("link", "--registry", "none.ttl"), "none.ttl: cannot be read"),
        (("link", "--store", "nowhere"), "nowhere: there is no such store"),
        (("build", "report.txt", "--registry", "report.txt"), "report.txt:1: is not Turtle"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments, words):
    result = kg(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr and result.stderr.count("\n") == 1
