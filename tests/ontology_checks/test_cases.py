"""Each bundled check has a full header and two cases, and finds in each just what the case expects.

A case `<check>-001.ttl` is wrong, `<check>-002.ttl` is right or looks alike. Its head lines `# expect: ENTITY PROPERTY VALUE` are
all that the check finds (`-` where there is no property, and what is left out may be anything), or `# expect: nothing`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import Store

from kg.namespaces import OWN
from kg.ontology_checks import LEVELS, Check, check_files, find_check, list_checks
from kg.validate import Violation

CASES = Path(__file__).parents[1] / "cases" / "ontology_checks"
CHECKS = list_checks()
EXPECT = "# expect: "
# Terms that a check names of itself, and that a case need not write.
PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "vann": "http://purl.org/vocab/vann/",
    "bibo": "http://purl.org/ontology/bibo/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "mod": "https://w3id.org/mod#",
    "schema": "https://schema.org/",
}


def _lines(case: Path) -> list[str]:
    lines = case.read_text(encoding="utf-8").splitlines()
    return sorted(line.removeprefix(EXPECT) for line in lines if line.startswith(EXPECT))


def _prefixes(case: Path) -> dict[str, str]:
    return dict(re.findall(r"^@prefix (\w+): <(.+)> \.$", case.read_text(encoding="utf-8"), re.MULTILINE))


def _written(text: str, prefixes: dict[str, str]) -> str:
    for prefix, space in prefixes.items():
        if text.startswith(space) and text != space:
            return f"{prefix}:{text.removeprefix(space)}"
    return text


def _shown(found: Violation, prefixes: dict[str, str]) -> str:
    columns = (found.focus_node, found.path or "-", found.value)
    return " ".join(_written(column, prefixes) for column in columns).rstrip()


def _fits(shown: str, expected: str) -> bool:
    return f"{shown} -".startswith(f"{expected} ")


@pytest.mark.parametrize("case", sorted(CASES.glob("*.ttl")), ids=lambda case: case.stem)
def test_case_gives_just_the_findings_it_expects(case: Path) -> None:
    expected = _lines(case)
    assert expected, "a case says what it expects"
    check = find_check(case.stem[:-4])
    report = check_files([case], [check])
    assert report.focus_nodes_checked > 0
    prefixes = {**PREFIXES, **_prefixes(case)}
    shown = sorted(_shown(violation, prefixes) for violation in report.violations)
    if expected == ["nothing"]:
        assert shown == []
        return
    assert len(shown) == len(expected), shown
    assert [s for s, e in zip(shown, expected, strict=True) if not _fits(s, e)] == []
    assert {violation.severity.lower() for violation in report.violations} == {check.level}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_each_check_has_a_case_that_it_finds_and_one_that_it_passes(check: Check) -> None:
    assert _lines(CASES / f"{check.name}-001.ttl") not in ([], ["nothing"])
    assert _lines(CASES / f"{check.name}-002.ttl") == ["nothing"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_each_check_tells_what_would_be_right_and_why(check: Check) -> None:
    assert check.level in LEVELS
    assert check.summary and not check.summary.endswith("."), "it is the message of a finding"
    assert re.fullmatch(r"[A-Z].*[.]", check.description)
    assert re.fullmatch(r"our own|OWL 2 DL|((ROBOT|OOPS!|FOOPS!) [^;]+(; )?)+", check.origin)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_each_check_stands_alone(check: Check) -> None:
    body = re.sub(r"^#.*$", "", check.text, flags=re.MULTILINE)
    Store().query(body)
    assert re.search(r"\b(SERVICE|FROM)\b", body) is None
    prefixes = dict(re.findall(r"^PREFIX (\w+): <(.+)>$", body, re.MULTILINE))
    assert prefixes.get("own", OWN) == OWN
    assert list(prefixes) == sorted(prefixes)
    used = set(
        re.findall(
            r"(?<![\w?:<])(\w+):(?=[\w)])", re.sub(r"^PREFIX.*$|<[^>]*>|\"[^\"]*\"", "", body, flags=re.MULTILINE)
        )
    )
    assert used == set(prefixes)


def test_every_rule_that_a_check_stands_for_exists() -> None:
    origins = " ".join(check.origin for check in CHECKS)
    assert len(set(re.findall(r"\b[a-z]+_[a-z_]+\b", origins))) == 33, "the rules of ROBOT 1.9.8's report"
    assert {int(number) for number in re.findall(r"\bP(\d\d)\b", origins)} <= set(range(1, 42))
    tests = set(re.findall(r"\b(?:FIND_?|URI|VER|OM|VOC|HTTP|PURL|CN|DOC|RDF)[\d.]+(?:_BIS)?\b", origins))
    assert tests == {
        *"FIND1 FIND3 FIND_3_BIS HTTP1 PURL1 VER1 VOC1 VOC2 VOC3 VOC4 OM1 OM2 OM3 OM4.1 OM4.2 OM5.1 OM5.2".split()
    }


def test_the_page_names_each_check_and_no_other() -> None:
    page = (CASES.parents[2] / "docs" / "ontology-checks.md").read_text(encoding="utf-8")
    tables = page.partition("## Beside ROBOT")[2]
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", tables))
    assert named == {check.name for check in CHECKS}
