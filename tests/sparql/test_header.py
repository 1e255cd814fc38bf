"""Headers are YAML that is read to the letter; hostile and mistaken ones are told apart in one line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.sparql import Param, parse_header


def header(text: str) -> str:
    return "".join(f"#+ {line}\n" for line in text.splitlines()) + "\nSELECT * {}"


def test_a_header_is_read() -> None:
    query = parse_header(
        "attacks",
        header(
            "summary: Who attacks?\ndescription: >\n  Attacks\n  of all kinds.\ntags: [war, time]\n"
            "params:\n- name: who\n  description: the attacker\n  example: Red Front\n"
            "- name: since\n  type: xsd:date\n  default: 2014-02-12\n"
            "- name: comments\n  type: text\n  enum: [no, yes]\n  default: no\n  required: true\n"
            "columns:\n  who: the attacker\n  what: the attacked"
        ),
    )
    assert (query.summary, query.description, query.tags) == ("Who attacks?", "Attacks of all kinds.", ("war", "time"))
    assert query.columns == ("who", "what")
    assert query.meanings == {"who": "the attacker", "what": "the attacked"}
    assert list(query.params.values()) == [
        Param("who", "thing", "the attacker", example="Red Front"),
        Param("since", "date", default="2014-02-12"),
        Param("comments", "text", default="no", enum=("no", "yes"), required=True),
    ]
    assert query.body == "SELECT * {}"


def test_the_short_forms_and_grlcs_own_decorators_are_read() -> None:
    query = parse_header(
        "attacks",
        header(
            "columns: who what\nparams:\n  - who: the attacker\n  - since (date): the first day\n  - until\n"
            "defaults:\n  - since: 2014-02-12\nenumerate:\n  - who:\n    - a\n    - b\nendpoint_in_url: False\nmethod: GET"
        ),
    )
    assert query.columns == ("who", "what")
    assert list(query.params.values()) == [
        Param("who", meaning="the attacker", enum=("a", "b")),
        Param("since", "date", "the first day", default="2014-02-12"),
        Param("until"),
    ]
    assert query.header["method"] == "GET"


def test_a_query_without_a_header_has_its_text_alone() -> None:
    query = parse_header("query", "# a comment\nASK {}")
    assert (query.summary, query.params, query.columns, query.body) == ("", {}, (), "# a comment\nASK {}")


BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonsense", "attacks: the header is no mapping; grlc decorators"),
        ("- a list", "the header is no mapping"),
        ("summary: a\nsummary: b", r"attacks:2: the header has 'summary' twice"),
        ("params:\n- name: a\n  name: b", r"attacks:3: the header has 'name' twice"),
        ("summary: 'open", r"attacks:1: the header is no YAML"),
        ("summary: who: what", r"attacks:1: the header is no YAML \(mapping values are not allowed here\)"),
        (BOMB, r"attacks:1: the header has an alias"),
        ("summary: " + "[" * 5000, "the header is no YAML"),
        ("? [a, b]\n: c", "a key of the header is no word"),
        ("summary: [a, b]", "summary is no text"),
        ("summary: !!python/object/apply:os.system [ls]", "summary is no text"),
        ("params: actor", "params is no list"),
        ("params:\n- [a]", "a parameter is neither a mapping nor a name"),
        ("params:\n- name: a b", "is no variable"),
        ("params:\n- name: [a]", "the name of a parameter is no text"),
        ("params:\n- a: b\n  c: d", "a parameter has no name"),
        ("params:\n- name: a\n  desciption: b", "a parameter has the key 'desciption'; one of: name, type"),
        ("params:\n- name: a\n- name: a", "the parameter a is there twice"),
        ("params:\n- who (hero): x", "the parameter who has the kind 'hero'; one of: thing, text"),
        ("params:\n- name: a\n  enum: {b: c}", "enum of the parameter a is no list"),
        ("defaults: [a]", "defaults is no list of mappings"),
        ("columns:\n  a: [b]", "the column a is no text"),
        ("tags: {a: b}", "tags is no list"),
        ("summary: \x07", "the header is no YAML"),
    ],
    ids=lambda value: value[:30],
)  # fmt: skip
def test_a_header_that_cannot_be_read_is_refused_in_one_line(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message) as error:
        parse_header("attacks", header(text))
    assert "\n" not in str(error.value)


@settings(deadline=None)
@given(st.text())
def test_any_header_is_read_or_refused(text: str) -> None:
    lines = "".join(f"#+ {line}\n" for line in text.split("\n"))
    try:
        parse_header("any", lines + "ASK {}")
    except QueryError as error:
        assert "\n" not in str(error)
