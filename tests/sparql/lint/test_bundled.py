"""The queries that come with the package have no error of the lint, and the lint stops at no text whatever."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ontology_checks.vocabulary import read_vocabulary
from kg.resources import AXIOM_FILES, CODING_FILES, ontology_checks, ontology_file, queries
from kg.sparql.lint import RULES, Vocabulary, lint_text
from kg.sparql.terminals import tokenize

BUNDLED = {**{f"checks/{name}": path for name, path in ontology_checks().items()}, **queries()}
WORDS = "SELECT ASK WHERE { } ( ) [ ] . ; , ?a ?b a <urn:p> ex:p ckg:claims _:b 'x' 1 FILTER BIND AS OPTIONAL MINUS UNION".split()


@cache
def _vocabulary() -> Vocabulary:
    return read_vocabulary([ontology_file(name) for name in (*AXIOM_FILES, "event-types.ttl", *CODING_FILES)])


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_query_has_no_error(name: str) -> None:
    found = lint_text(name, BUNDLED[name].read_text(encoding="utf-8"), _vocabulary())
    assert [one for one in found if one.level == "violation"] == []


@pytest.mark.parametrize("name", queries())
def test_a_query_of_the_bundled_pack_has_nothing_to_find(name: str) -> None:
    assert lint_text(name, BUNDLED[name].read_text(encoding="utf-8"), _vocabulary()) == ()


@pytest.mark.parametrize("name", ["who-held", "acled-rows", "checks/missing-translation"])
def test_a_bundled_query_with_a_word_too_few_does_not_stop_the_lint(name: str) -> None:
    text = BUNDLED[name].read_text(encoding="utf-8")
    places = [token for token in tokenize(text) if token.kind not in ("space", "comment")][
        :: 37 if "/" not in name else 5
    ]
    for token in places:
        cut = text[: token.start] + text[token.start + len(token.text) :]
        assert {one.rule for one in lint_text(name, cut, _vocabulary())} <= RULES.keys()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join) | st.text(max_size=30))
def test_no_text_stops_the_lint_and_findings_stand_in_it(text: str) -> None:
    lines = text.split("\n")
    for one in lint_text("any", text, Vocabulary()):
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1


@given(st.text())
def test_tokens_put_together_are_the_text(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(token.text for token in tokens) == text
    assert [token.start for token in tokens] == [len("".join(t.text for t in tokens[:n])) for n in range(len(tokens))]


def test_the_page_has_each_rule_with_its_level() -> None:
    page = (Path(__file__).parents[3] / "docs" / "query-lint.md").read_text(encoding="utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{name}` | {rule.level} | {rule.summary} |" for name, rule in RULES.items()]
