"""`kg reason`, and the way to what it infers: on stores of their own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.identifiers import graph_iri
from kg.namespaces import CKG, RDF
from kg.store import StoreFolder

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
DENIED = {
    **TAKEN,
    "paragraph": 4,
    "quote": "ISIS denied that the Al-Nusra Front had taken Maadan",
    "recipients": [],
    "source": "Islamic State (ISIS)",
    "factuality": "denied",
}
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, and there is none on PATH")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "claims.jsonl").write_text("".join(json.dumps(row) + "\n" for row in (TAKEN, DENIED)))
    assert kg("build", "report.txt", "--claims", "claims.jsonl").exit_code == 0
    return tmp_path


def kg(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, prog_name="kg")


def reasoned(folder: Path) -> set[tuple[str, str, str]]:
    name = f"<{graph_iri('reasoned')}>"
    quads = StoreFolder(folder / "kg-store").quads()
    return {(q.subject.value, q.predicate.value, str(q.object)) for q in quads if str(q.graph_name) == name}


def test_what_follows_goes_into_a_graph_of_its_own_and_running_again_changes_nothing(folder: Path) -> None:
    before = StoreFolder(folder / "kg-store").generation()
    result = kg("reason", "-o", "inferred.ttl")
    assert result.exit_code == 0 and "triples inferred in" in result.stderr
    found = reasoned(folder)
    disputed = {s for s, p, o in found if p == RDF + "type" and o == f"<{CKG}DisputedClaim>"}
    assert len(disputed) == 2 and all("/claim/" in iri for iri in disputed)
    assert any(p == CKG + "locatedIn" for _, p, _ in found)
    assert "ckg:DisputedClaim" in (folder / "inferred.ttl").read_text()
    after = StoreFolder(folder / "kg-store").generation()
    assert after != before
    assert kg("reason").exit_code == 0
    assert StoreFolder(folder / "kg-store").generation() == after


def test_the_next_build_leaves_it_out(folder: Path) -> None:
    assert kg("reason").exit_code == 0
    assert kg("build", "report.txt", "--claims", "claims.jsonl").exit_code == 0
    assert reasoned(folder) == set()


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = StoreFolder(folder / "kg-store").generation()
    assert kg("reason", "--dry-run").exit_code == 0
    assert StoreFolder(folder / "kg-store").generation() == before


def test_the_way_to_an_inferred_triple_ends_at_sentences(folder: Path) -> None:
    kg("reason")
    disputed = next(s for s, _, o in sorted(reasoned(folder)) if o == f"<{CKG}DisputedClaim>")
    result = kg("explain", disputed, "--inferred")
    assert "is a disputed claim: so it is defined" in result.stdout
    assert " – contradicts – " in result.stdout and "1 triple follows" in result.stdout
    assert "report.txt ¶3" in result.stdout and "«The Al-Nusra Front took Maadan»" in result.stdout


def test_a_graph_that_cannot_be_names_the_claims_that_clash_with_their_sentences(folder: Path) -> None:
    store = StoreFolder(folder / "kg-store")
    lines = [str(quad) + " .\n" for quad in store.quads()]
    asserted = [line for line in lines if "/claim/" in line.split()[0] and "#Asserted" in line]
    denied = [line for line in lines if "/claim/" in line.split()[0] and "#Denied" in line]
    assert len(asserted) == len(denied) == 1
    planted = (asserted[0].replace("#Asserted", "#Denied"), denied[0].replace("#Denied", "#Asserted"))
    store.replace_graph(["".join(sorted({*lines, *planted})).encode()])
    before = store.generation()
    result = kg("reason")
    assert result.exit_code == 1
    assert "they cannot be one thing, for they are known to be two [eq-diff1]" in result.stdout
    assert "«The Al-Nusra Front took Maadan»" in result.stdout and "Traceback" not in result.output
    assert f"«{DENIED['quote']}»" in result.stdout, "each of the claims that clash is named"
    assert "kg-store: 2 clashes" in result.stderr
    assert store.generation() == before


@pytest.mark.slow
@needs_java
def test_hermit_reasons_over_a_document_and_names_the_clash_too(folder: Path) -> None:
    result = kg("reason", "--engine", "hermit", "--document", "report.txt")
    assert result.exit_code == 0, result.output
    assert any(o == f"<{CKG}DisputedClaim>" for _, _, o in reasoned(folder))
    assert kg("reason", "--engine", "hermit", "--document", "other.txt").exit_code == 2


def test_a_missing_java_is_told_as_such_and_not_taken_for_a_clash(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    result = kg("reason", "--engine", "hermit", "--document", "report.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "java: not found, and HermiT needs it; install a Java runtime" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("reason", "--store", "nowhere"), "nowhere: there is no such store"),
        (("reason", "--document", "report.txt"), "--document chooses a slice for --engine hermit"),
        (("reason", "-o", "inferred.odt"), "inferred.odt"),
        (("explain", "id:claim/nope", "--inferred"), "is not in the graph"),
        (("reason", "--engine", "hermit", "--document", "other.txt"), "other.txt: is no document of the store"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    result = kg(*arguments)
    assert result.exit_code == 2 and words in result.stderr
