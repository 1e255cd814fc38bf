"""Each rule has a case that it finds and one that it passes, and finds in each just what the case expects.

A case `<rule>-NNN.rq` begins with a comment that says what it is about, then `# expect: LINE:COLUMN RULE NAME` for each finding
or `# expect: nothing`. `# ontology: FILE` and `# void: FILE` name what terms are judged by; without them it is our ontology.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from kg.ontology_checks.vocabulary import read_vocabulary
from kg.resources import AXIOM_FILES, ontology_file
from kg.sparql.lint import RULES, Vocabulary, lint_text

CASES = Path(__file__).parents[2] / "cases" / "query_lint"
FILES = sorted(CASES.glob("*.rq"))


@cache
def _vocabulary(ontologies: tuple[str, ...], descriptions: tuple[str, ...]) -> Vocabulary:
    bundled = [ontology_file(name) for name in (*AXIOM_FILES, "event-types.ttl")]
    return read_vocabulary([CASES / name for name in ontologies] or bundled, [CASES / name for name in descriptions])


def _said(text: str, key: str) -> tuple[str, ...]:
    return tuple(re.findall(rf"^# {key}: (.+)$", text, re.MULTILINE))


def _expected(case: Path) -> list[str]:
    lines = _said(case.read_text(encoding="utf-8"), "expect")
    assert lines, "a case says what it expects"
    return [] if lines == ("nothing",) else list(lines)


def _rule(case: Path) -> str:
    return case.stem[:-4]


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.stem)
def test_case_gives_just_the_findings_it_expects(case: Path) -> None:
    text = case.read_text(encoding="utf-8")
    found = lint_text(case.name, text, _vocabulary(_said(text, "ontology"), _said(text, "void")))
    shown = [f"{one.line}:{one.column} {one.rule} {one.about}" for one in found]
    assert shown == _expected(case)
    assert all("; " in one.message for one in found), "a message says what is wrong, and what would be right"


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_has_a_case_that_it_finds_and_one_that_it_passes(rule: str) -> None:
    cases = [_expected(case) for case in FILES if _rule(case) == rule]
    assert any(f" {rule} " in line for lines in cases for line in lines), "no case that fires"
    assert any(f" {rule} " not in "\n".join(lines) for lines in cases), "no case that is silent"


def test_every_case_is_named_after_a_rule() -> None:
    assert {_rule(case) for case in FILES} == set(RULES)
