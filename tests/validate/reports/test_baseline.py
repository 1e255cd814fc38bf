"""A baseline: what is known is waived for a time, and only what is new fails."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.validate import ValidationReport, Violation
from kg.validate.baseline import Baseline, Waiver, judge, today
from kg.validate.report import Source

PREFIXES = "@prefix ex: <https://example.org/> . @prefix sh: <http://www.w3.org/ns/shacl#> .\n"
SHAPES = PREFIXES + (
    "ex:Tree a sh:NodeShape ; sh:targetClass ex:Tree ; sh:property ex:TreeName .\n"
    'ex:TreeName sh:path ex:name ; sh:minCount 1 ; sh:message "a tree needs a name" .\n'
)
REPORT = "Front moves on\n\nMarch 14, 2012\n\nThe Al-Nusra Front took Maadan from the Islamic State (ISIS).\n"
CLAIM: dict[str, Any] = {
    "document": "report.txt",
    "paragraph": 3,
    "quote": "The Al-Nusra Front took Maadan",
    "type": "TerritorialCapture",
    "actors": ["Al-Nusra Front"],
    "recipients": ["Islamic State (ISIS)"],
    "locations": ["Maadan"],
    "instruments": [],
    "date": None,
    "date_text": None,
    "source": None,
    "factuality": "asserted",
    "quantities": {},
    "voice": "report",
}


def trees(*numbers: int, before: str = "") -> None:
    text = PREFIXES + before + "".join(f"ex:t{number} a ex:Tree .\n" for number in numbers)
    Path("data.ttl").write_text(text, encoding="utf-8")


def kg(*arguments: str) -> Result:
    run = ["validate", "data.ttl", "--shapes", "shapes.ttl", *arguments]
    return CliRunner().invoke(main, run, catch_exceptions=False)


def waivers() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(Path("known.json").read_text(encoding="utf-8"))["waivers"]
    return found


def change(edit: Callable[[dict[str, Any]], object]) -> None:
    """Edit the first waiver of the baseline."""
    document = json.loads(Path("known.json").read_text(encoding="utf-8"))
    edit(document["waivers"][0])
    Path("known.json").write_text(json.dumps(document), encoding="utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with thirty faults and a baseline of them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01
    Path("shapes.ttl").write_text(SHAPES, encoding="utf-8")
    trees(*range(10, 40))
    told = ("--reason", "named in spring", "--owner", "the foresters", "--expires", "2026-03-31")
    found = kg("--write-baseline", "known.json", *told)
    assert (found.exit_code, found.stderr) == (0, "30 known results are waived\n")
    assert found.stdout == "30 nodes checked: conforms\n"
    return tmp_path


def test_each_waiver_says_what_why_who_and_until_when() -> None:
    assert len(waivers()) == 30
    first = waivers()[0]
    assert re.fullmatch(r"[0-9a-f]{24}", first.pop("fingerprint"))
    assert first == {
        "shape": "https://example.org/TreeName",
        "focusNode": "https://example.org/t10",
        "message": "a tree needs a name",
        "reason": "named in spring",
        "owner": "the foresters",
        "expires": "2026-03-31",
    }


def test_of_thirty_old_faults_and_two_new_ones_the_two_fail() -> None:
    trees(*range(10, 40), 98, 99)
    found = kg("--baseline", "known.json")
    assert (found.exit_code, found.stderr) == (1, "30 known results are waived\n")
    assert re.findall(r"^https://example.org/(\w+)", found.stdout, re.MULTILINE) == ["t98", "t99"]
    assert found.stdout.endswith("32 nodes checked: 2 violations\n")
    assert kg().exit_code == 1


def test_reports_have_what_is_new_alone() -> None:
    trees(*range(10, 40), 98, 99)
    kg("--baseline", "known.json", "--report", "sarif=out.sarif", "--report", "junit=out.xml")
    results = json.loads(Path("out.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]
    assert [result["properties"]["focusNode"][-2:] for result in results] == ["98", "99"]
    assert 'failures="2"' in Path("out.xml").read_text(encoding="utf-8")


def test_a_fault_whose_line_moved_keeps_its_fingerprint() -> None:
    trees(*reversed(range(10, 40)), before="# a comment\n\n\n")
    found = kg("--baseline", "known.json")
    assert (found.exit_code, found.stderr) == (0, "30 known results are waived\n")


def test_a_waiver_that_has_expired_is_named_and_its_fault_fails() -> None:
    change(lambda waiver: waiver.update(expires="2025-12-31"))
    found = kg("--baseline", "known.json")
    assert found.exit_code == 1 and found.stdout.startswith("https://example.org/t10 ")
    fingerprint = waivers()[0]["fingerprint"]
    assert found.stderr.splitlines() == [
        "29 known results are waived",
        "expired on 2025-12-31, the foresters: https://example.org/t10 a tree needs a name [TreeName] "
        f"({fingerprint}): named in spring",
    ]


def test_a_waiver_holds_through_its_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774915200")  # 2026-03-31
    assert kg("--baseline", "known.json").exit_code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1775001600")
    assert kg("--baseline", "known.json").stderr.count("expired on 2026-03-31") == 30


def test_a_waiver_whose_fault_is_gone_is_named() -> None:
    trees(*range(11, 40))
    found = kg("--baseline", "known.json")
    assert found.exit_code == 0
    assert found.stderr.splitlines()[1].startswith("no longer there: https://example.org/t10 a tree needs a name ")


def test_a_baseline_is_written_anew_without_what_is_gone_and_with_what_was_said() -> None:
    change(lambda waiver: waiver.update(reason="a tree of the king", owner="the crown"))
    trees(10, 11, 98)
    found = kg("--baseline", "known.json", "--write-baseline", "known.json", "--reason", "new")
    assert found.exit_code == 0
    told = [(waiver["focusNode"][-2:], waiver["reason"]) for waiver in waivers()]
    assert told == [("10", "a tree of the king"), ("11", "named in spring"), ("98", "new")]
    assert waivers()[0]["owner"] == "the crown"


def test_blank_nodes_are_waived_one_by_one() -> None:
    Path("data.ttl").write_text(PREFIXES + "[] a ex:Tree . [] a ex:Tree .\n", encoding="utf-8")
    kg("--write-baseline", "blank.json")
    assert kg("--baseline", "blank.json").exit_code == 0
    Path("data.ttl").write_text(PREFIXES + "[] a ex:Tree . [] a ex:Tree . [] a ex:Tree .\n", encoding="utf-8")
    found = kg("--baseline", "blank.json")
    assert found.exit_code == 1 and found.stdout.endswith("3 nodes checked: 1 violation\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no JSON: "),
        ("[]", 'is no baseline; {"version": 1, "waivers": […]}'),
        ('{"version": 2, "waivers": []}', "is no baseline"),
        ('{"version": 1, "waivers": {}}', "is no baseline"),
        ('{"version": 1, "waivers": [7]}', "waiver 1: is no object of texts"),
        ('{"version": 1, "waivers": [{"fingerprint": "a"}]}', "waiver 1: lacks its fingerprint or its reason"),
        (
            '{"version": 1, "waivers": [{"fingerprint": "a", "reason": "b", "till": "c"}]}',
            "has the key 'till'; one of:",
        ),
        (
            '{"version": 1, "waivers": [{"fingerprint": "a", "reason": "b", "expires": "May"}]}',
            "expires on 'May'; a day",
        ),
        ('{"version": 1, "waivers": [{"fingerprint": "a", "reason": "b", "expires": 7}]}', "is no object of texts"),
    ],
)
def test_what_is_no_baseline_is_refused_with_its_place(text: str, words: str) -> None:
    Path("known.json").write_text(text, encoding="utf-8")
    found = kg("--baseline", "known.json")
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith("known.json: ") and words in found.stderr and found.stderr.count("\n") == 1


@pytest.mark.parametrize("option", ["--baseline", "--write-baseline"])
def test_a_baseline_that_is_not_there_or_cannot_be_is_refused(option: str) -> None:
    found = kg(option, "nowhere/known.json")
    assert (found.exit_code, found.stdout) == (2, "") and found.stderr.startswith("nowhere/known.json: ")


def test_a_day_that_is_none_is_refused() -> None:
    found = kg("--write-baseline", "other.json", "--expires", "2026-02-30")
    assert found.exit_code == 2 and not Path("other.json").exists()


def test_the_fault_of_a_sentence_keeps_its_fingerprint_when_the_report_is_edited() -> None:
    """IRIs of claims go by the bytes of a report, so that all of them change; the words do not."""
    Path("strict.ttl").write_text(
        PREFIXES + "@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .\n"
        "ex:Claim a sh:NodeShape ; sh:targetClass ckg:Claim ; sh:property [ sh:path ex:seenBy ; sh:minCount 1 ] .\n",
        encoding="utf-8",
    )

    def validate(text: str, paragraph: int, *arguments: str, quote: str = CLAIM["quote"]) -> Result:
        claim = CLAIM | {"paragraph": paragraph, "quote": quote}
        Path("report.txt").write_text(text, encoding="utf-8")
        Path("claims.jsonl").write_text(json.dumps(claim) + "\n", encoding="utf-8")
        for run in (
            ["build", "report.txt", "--claims", "claims.jsonl"],
            ["validate", "--shapes", "strict.ttl", *arguments],
        ):
            found = CliRunner().invoke(main, run, catch_exceptions=False)
        return found

    assert validate(REPORT, 3, "--write-baseline", "known.json").exit_code == 0
    before = waivers()[0]["focusNode"]
    edited = REPORT.replace("March", "A line put in.\n\nMarch")
    assert validate(edited, 4, "--baseline", "known.json").exit_code == 0
    validate(edited, 4, "--baseline", "known.json", "--write-baseline", "known.json")
    assert waivers()[0]["focusNode"] != before
    other = "took Maadan from the Islamic State (ISIS)"
    assert validate(edited, 4, "--baseline", "known.json", quote=other).exit_code == 1


def violation(node: str, quote: str = "they took it") -> Violation:
    return Violation("shape", node, message="wrong", source=Source("a.txt", 1, 0, 12, quote))


def test_of_faults_with_the_same_words_a_waiver_covers_its_own_node() -> None:
    old, new = violation("urn:old"), violation("urn:new")
    known = Baseline((Waiver(old.fingerprint, "shape", "urn:old", "wrong", "known"),))
    assert old.fingerprint == new.fingerprint != violation("urn:old", "they left").fingerprint
    for order in ((old, new), (new, old)):
        assert judge(ValidationReport(False, order, 2), known, today()).report.violations == (new,)
    assert judge(ValidationReport(False, (new,), 1), known, today()).report.conforms
