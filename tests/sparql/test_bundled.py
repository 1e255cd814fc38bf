"""The bundled queries: each has a full header and a case that it answers, and together they answer what the samples tell."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.namespaces import CKG, EVENT_TYPE, PREFIXES, shorten
from kg.resources import ontology_checks, ontology_file, queries
from kg.sparql import Answer, NamedQuery, find_query, format_answer, list_queries, run_query
from kg.sparql.decorators import read_decorators

TESTS = Path(__file__).parents[1]
CASES = sorted((TESTS / "cases" / "queries").iterdir())
QUERIES = list_queries()
HEADED = [*queries().values(), *ontology_checks().values()]
NAMES = {query.name for query in QUERIES}
EMPTY = {"content-without-paragraph"}
# The samples as they are read hold no such pair.
GOLD_ALONE = {"former-allies-fighting": "bundled"}
# Nor is any of them a reprint of another.
UNANSWERED = EMPTY | {"shared-texts"}
# Whoever annotated the samples found a claim in every paragraph of body text.
EMPTY_ON_SAMPLES = EMPTY | {"paragraphs-without-claim", "shared-texts"}
EVIDENCE = ("claim", "document", "paragraph", "quote", "speaker", "factuality")
NO_CLAIMS = {"content-without-paragraph", "paragraphs-without-claim", "shared-texts", "spellings"}
SHARED = TESTS.parents[1] / "shared"

Row = dict[str, str]


def _query_of(case: Path) -> NamedQuery:
    name = case.name if case.name in NAMES else re.sub(r"-\d+$", "", case.name)
    return find_query(name)


def _params_of(case: Path) -> dict[str, str]:
    path = case / "params.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _rows(answer: Answer) -> list[Row]:
    return list(csv.DictReader(io.StringIO(format_answer(answer, "csv"))))


def _expected(case: Path) -> list[Row]:
    with (case / "expected.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _store(path: Path, *, backwards: bool = False) -> Store:
    quads = list(parse(path=path, format=RdfFormat.TURTLE))
    store = Store()
    for quad in reversed(quads) if backwards else quads:
        store.add(quad)
    return store


@cache
def _loaded(stores: Callable[[str], Store], kind: str) -> Store:
    return stores(kind)


def _example(query: NamedQuery) -> tuple[list[str], dict[str, str]]:
    words = shlex.split(query.example)
    given = (words[i + 1].partition("=") for i, word in enumerate(words) if word == "--param")
    return words, {name: value for name, _, value in given}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_answered_as_expected(case: Path) -> None:
    query = _query_of(case)
    answer = run_query(_store(case / "data.ttl"), query, _params_of(case))
    assert answer.columns == query.columns
    assert _rows(answer) == _expected(case)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rows_do_not_depend_on_the_order_of_the_data(case: Path) -> None:
    query, params = _query_of(case), _params_of(case)
    rows = [run_query(_store(case / "data.ttl", backwards=b), query, params).rows for b in (False, True)]
    assert rows[0] == rows[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_says_what_it_shows(case: Path) -> None:
    assert (case / "data.ttl").read_text(encoding="utf-8").startswith("# ")
    if case.name not in EMPTY:
        assert _expected(case), "a case shows at least one row"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_query_has_a_case_with_a_row(query: NamedQuery) -> None:
    assert any(_expected(case) for case in CASES if _query_of(case) == query)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_header_is_complete(query: NamedQuery) -> None:
    assert {"title", "summary", "description", "example"} <= set(query.header)
    assert query.summary.endswith("?"), "the summary is the question"
    assert set(query.meanings) == set(query.columns), "each column says what it means"
    assert query.tags


@pytest.mark.parametrize("path", HEADED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_header_is_what_grlc_and_every_yaml_reader_take_it_for(path: Path) -> None:
    """grlc strips `#+` and loads what is left with `yaml.safe_load`; a value that YAML would take for a date or a truth is quoted."""
    text = path.read_text(encoding="utf-8")
    loaded = yaml.safe_load("\n".join(row.lstrip("#+") for row in text.split("\n") if row.startswith("#+")))
    loaded.pop("nearest", None)
    assert loaded == {key: value for key, value in read_decorators(path.stem, text).items() if key != "nearest"}
    assert isinstance(loaded["summary"], str)
    assert isinstance(loaded["description"], str)
    assert {type(param) for param in loaded.get("params", [])} <= {dict}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_param_is_a_variable_and_shows_an_example(query: NamedQuery) -> None:
    for param in query.params.values():
        assert re.search(rf"\?{param.name}\b", query.body)
        assert param.meaning
        assert param.example
        assert not param.enum or {param.example, param.default or param.example} <= set(param.enum)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_example_is_a_command_that_names_the_query_and_its_params(query: NamedQuery) -> None:
    words, params = _example(query)
    assert words[:3] == ["kg", "query", query.name]
    assert set(params) <= set(query.params)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_rows_that_rest_on_a_claim_have_the_evidence_columns(query: NamedQuery) -> None:
    if query.name in NO_CLAIMS:
        assert "claim" not in query.columns
        return
    for word in (*EVIDENCE, "voice"):
        assert any(column.lower().endswith(word) for column in query.columns), word


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_query_stands_alone_and_is_ordered(query: NamedQuery) -> None:
    body = query.body
    Store().query(body)
    assert "ORDER BY" in body
    assert re.search(r"\b(SERVICE|FROM)\b", body) is None
    assert re.search(r"\w[+]", body) is None, "a path of any length to a free variable may never end"


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_each_term_is_declared_in_the_ontology(query: NamedQuery) -> None:
    ontology = Store()
    for name in ("conflict.ttl", "event-types.ttl"):
        ontology.load(path=str(ontology_file(name)), format=RdfFormat.TURTLE)
    used = re.findall(r"\b(ckg|et):(\w+)", query.text)
    spaces = {"ckg": CKG, "et": EVENT_TYPE}
    unknown = {f"{p}:{n}" for p, n in used if not any(ontology.quads_for_pattern(NamedNode(spaces[p] + n), None, None))}
    assert unknown == set()
    prefixes = dict(re.findall(r"^PREFIX (\w+): <(.+)>$", query.text, re.MULTILINE))
    assert prefixes.items() <= PREFIXES.items()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_example_finds_something_in_the_sample_reports(query: NamedQuery, stores: Callable[[str], Store]) -> None:
    """As they are read; what is in none of them as read, with their gold claims."""
    store = _loaded(stores, GOLD_ALONE.get(query.name, "extracted"))
    for params in (_example(query)[1], *({param.name: param.example} for param in query.params.values())):
        assert run_query(store, query, params).rows or query.name in UNANSWERED, params


@pytest.mark.parametrize("query", [query for query in QUERIES if "type" in query.params], ids=lambda query: query.name)
def test_the_types_to_choose_from_are_those_of_the_scheme(query: NamedQuery) -> None:
    scheme = Store()
    scheme.load(path=str(ontology_file("event-types.ttl")), format=RdfFormat.TURTLE)
    found = scheme.query("SELECT ?type { ?type skos:broader ?group }", prefixes=PREFIXES)
    types = {shorten(row[0].value) for row in found}  # type: ignore[union-attr]
    assert set(query.params["type"].enum) <= types
    assert query.name == "group-changes" or set(query.params["type"].enum) == types


def _ask(store: Store, name: str, **params: str) -> list[Row]:
    return _rows(run_query(store, find_query(name), params))


def test_members_of_jaysh_al_fatah(samples: Store) -> None:
    rows = _ask(samples, "coalition-members", coalition="Jaysh al-Fatah (Army of Conquest)")
    assert {"Al-Nusra Front", "Ahrar al-Sham"} <= {row["memberLabel"] for row in rows}
    assert {row["document"] for row in rows} == {"004_ad36ab31ed5c20f9.txt"}


def test_a_coalition_has_no_known_members_before_anybody_reports_them(samples: Store) -> None:
    coalition = "Jaysh al-Fatah (Army of Conquest)"
    assert _ask(samples, "coalition-members", coalition=coalition, date="2015-01-01") == []


def test_the_pledge_of_ibn_taymiyya_is_asserted_and_denied_in_one_row(samples: Store) -> None:
    rows = _ask(samples, "contested", type="et:Allegiance")
    assert {(row["oneSpeakerLabel"], row["otherSpeakerLabel"]) for row in rows} == {
        ("Wilayat al-Barakah", "Al-Nusra Front")
    }
    assert all(row["oneQuote"] and row["otherQuote"] for row in rows)
    changes = _ask(samples, "group-changes", group="Ibn Taymiyya")
    found = {(row["factuality"].removeprefix(CKG), row["speakerLabel"]) for row in changes}
    assert found == {("Asserted", "Wilayat al-Barakah"), ("Denied", "Al-Nusra Front")}


def test_places_that_jaysh_al_fatah_took(samples: Store) -> None:
    who = "Jaysh al-Fatah (Army of Conquest)"
    rows = _ask(samples, "places-changed-hands", actor=who, document="004_ad36ab31ed5c20f9.txt")
    taken = {row["placeLabel"] for row in rows if row["toLabel"] == who and row["paragraph"] == "6"}
    assert taken == {"A'yn al Hamra", "Basnaqul", "Muhambel", "Sanqara"}


def test_who_is_kept_out_of_the_astana_talks(samples: Store) -> None:
    rows = _ask(samples, "talks", talks="Astana peace talks")
    assert [row["partyLabel"] for row in rows if row["part"] == "kept out"] == ["Al-Nusra Front"]
    assert any(row["part"] == "takes part" for row in rows)


def test_spellings_of_the_nusra_front_by_document(samples: Store) -> None:
    rows = _ask(samples, "spellings", actor="Al-Nusra Front")
    found = {(row["document"][:3], row["spelling"]) for row in rows}
    assert {("003", "Jabhat al-Nusra"), ("004", "Al Nusrah Front"), ("001", "Nusra")} <= found


def test_ally_of_jund_al_aqsa(samples: Store) -> None:
    rows = _ask(samples, "allies", actor="Jund al-Aqsa")
    assert {row["allyLabel"] for row in rows} == {"Al-Nusra Front"}


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_example_has_an_answer(samples: Store, query: NamedQuery) -> None:
    rows = _ask(samples, query.name, **_example(query)[1])
    assert bool(rows) == (query.name not in EMPTY_ON_SAMPLES)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_comments_come_only_when_they_are_asked_for(samples: Store, query: NamedQuery) -> None:
    if "comments" in query.params:
        voices = [c for c in query.columns if c.lower().endswith("voice")]
        rows = _ask(samples, query.name)
        assert {row[column] for row in rows for column in voices} <= {CKG + "ReportVoice", ""}
        assert len(_ask(samples, query.name, comments="yes")) >= len(rows)


def test_each_content_has_one_label_that_tells_how_it_was_said(samples: Store) -> None:
    query = find_query(
        "SELECT ?content { ?content ckg:eventType ?type OPTIONAL { ?content rdfs:label ?label } } "
        "GROUP BY ?content HAVING (COUNT(DISTINCT ?label) != 1)"
    )
    assert run_query(samples, query).rows == ()
    denied = find_query("SELECT ?label { ?c ckg:factuality ckg:Denied ; a ckg:ReportedContent ; rdfs:label ?label }")
    labels = [row[0].value for row in run_query(samples, denied).rows]
    assert labels
    assert all(label.startswith("denied") for label in labels)


def test_each_entity_has_one_label(samples: Store) -> None:
    query = find_query(
        "SELECT ?entity { ?mention ckg:refersTo ?entity OPTIONAL { ?entity rdfs:label ?label } } "
        "GROUP BY ?entity HAVING (COUNT(DISTINCT ?label) != 1)"
    )
    assert run_query(samples, query).rows == (), "the queries count on it: two labels would make two rows of one"
