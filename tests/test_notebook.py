"""`kg.query` gives rows, mappings and frames of plain values, and `kg.open` speaks rdflib."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

import kg
from kg.errors import QueryError, StoreError
from kg.namespaces import XSD
from kg.notebook import Result
from kg.sparql import Answer

GRAPH = """@prefix ex: <https://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:a rdfs:label "Blue <Front>" ; ex:on "2014-02-12"^^xsd:date ; ex:killed 12 ; ex:share 2.5 ; ex:sure true .
ex:b rdfs:label "Red Front" ; ex:killed 7 .
"""
TEXT = """PREFIX ex: <https://example.org/>
SELECT ?thing ?name ?on ?killed ?share ?sure
{ ?thing rdfs:label ?name ; ex:killed ?killed OPTIONAL { ?thing ex:on ?on ; ex:share ?share ; ex:sure ?sure } }
ORDER BY ?name"""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.ttl"
    path.write_text(GRAPH, encoding="utf-8")
    return path


def test_rows_and_mappings_hold_plain_values(graph: Path) -> None:
    found = kg.query(TEXT, graph)
    assert found.columns == ("thing", "name", "on", "killed", "share", "sure")
    assert found.rows == (
        ("https://example.org/a", "Blue <Front>", date(2014, 2, 12), 12, Decimal("2.5"), True),
        ("https://example.org/b", "Red Front", None, 7, None, None),
    )
    assert len(found) == 2
    assert [row[1] for row in found] == ["Blue <Front>", "Red Front"]
    assert found.dicts()[1]["killed"] == 7
    assert found.answer.rows[0][0] == NamedNode("https://example.org/a")


def test_frames_have_one_type_a_column_and_gaps_where_nothing_is_bound(graph: Path) -> None:
    found = kg.query(TEXT, graph)
    frame = found.to_pandas()
    assert [str(frame[name].dtype) for name in frame] == [
        "string",
        "string",
        "datetime64[s]",
        "Int64",
        "Float64",
        "boolean",
    ]
    assert frame["killed"].sum() == 19
    assert list(frame["on"].isna()) == [False, True]
    other = found.to_polars()
    assert other.dtypes == [
        polars.String,
        polars.String,
        polars.Date,
        polars.Int64,
        polars.Float64,
        polars.Boolean,
    ]
    assert other["share"].to_list() == [2.5, None]


def test_a_mixed_column_is_text_in_both_frames() -> None:
    found = Result(Answer(("x",), ((Literal(1),), (Literal("one"),), (None,))))
    assert found.rows == ((1,), ("one",), (None,))
    assert found.to_polars()["x"].to_list() == ["1", "one", None]
    assert found.to_pandas()["x"].iloc[:2].tolist() == ["1", "one"]


def test_an_empty_answer_has_its_columns(graph: Path) -> None:
    found = kg.query("SELECT ?a ?b { ?a <urn:none> ?b }", graph)
    assert (len(found), list(found.to_pandas().columns), found.to_polars().columns) == (0, ["a", "b"], ["a", "b"])


def test_a_notebook_shows_a_table_in_which_nothing_becomes_markup(graph: Path) -> None:
    page = kg.query(TEXT, graph)._repr_html_()
    assert "<td>Blue &lt;Front&gt;</td>" in page
    assert "rows; the first" not in page
    long = Result(Answer(("x",), tuple((Literal(number),) for number in range(51))))
    assert "51 rows; the first 50 are shown" in long._repr_html_()


def test_parameters_are_bound_and_never_pasted(graph: Path) -> None:
    text = "SELECT ?thing { ?thing rdfs:label ?name }"
    header = "#+ params:\n#+   - name (text): the name\n"
    assert kg.query(header + text, graph, params={"name": "Red Front"}).rows == (("https://example.org/b",),)
    assert len(kg.query(header + text, graph, params={"name": '" } #'})) == 0


def test_what_a_user_can_put_right_is_told(graph: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        kg.query("who-held", tmp_path / "none")
    with pytest.raises(QueryError, match="who-held"):
        kg.query("who-hold", graph)


@given(
    st.lists(
        st.one_of(st.none(), st.integers(), st.booleans(), st.dates(), st.text("ab"), st.decimals(-9, 9, places=2))
    )
)
def test_any_column_becomes_a_frame_of_the_same_length(values: list[object]) -> None:
    def term(value: object) -> Literal | None:
        if isinstance(value, Decimal | date):
            kind = "decimal" if isinstance(value, Decimal) else "date"
            return Literal(str(value), datatype=NamedNode(XSD + kind))
        return None if value is None else Literal(value)

    found = Result(Answer(("x",), tuple((term(value),) for value in values)))
    missing = [value is None for value in values]
    assert list(found.to_pandas()["x"].isna()) == missing
    assert found.to_polars()["x"].is_null().to_list() == missing


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_without_the_extra_the_install_line_is_named(library: str, graph: Path) -> None:
    program = f"import sys; sys.modules[{library!r}] = None; import kg; kg.query('SELECT ?s {{ ?s a ?t }}', sys.argv[1]).to_{library}()"
    root = Path(kg.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", program, str(graph)], cwd=root, capture_output=True, text=True, check=False
    )
    assert "needs the extra 'frames'; pip install 'conflict-kg[frames]'" in run.stderr


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")  # rdflib calls it itself
def test_open_speaks_rdflib(tmp_path: Path) -> None:
    from rdflib import RDFS, Namespace

    report = tmp_path / "report.txt"
    report.write_text(
        "Front gains ground\n\nALEPPO — The Al-Nusra Front took Maadan on 12 February 2014.\n", encoding="utf-8"
    )
    claims = tmp_path / "claims.jsonl"
    claims.write_text(
        '{"document": "report.txt", "paragraph": 2, "quote": "The Al-Nusra Front took Maadan",'
        ' "type": "TerritorialCapture", "actors": ["Al-Nusra Front"], "locations": ["Maadan"]}\n',
        encoding="utf-8",
    )
    kg.build([report], claims=claims, store=tmp_path / "store")
    dataset = kg.open(tmp_path / "store")
    ckg = Namespace(dict(dataset.namespaces())["ckg"])
    claim, content = next(dataset.subject_objects(ckg.claims))
    query = "SELECT ?content ?f { ?claim ckg:claims ?content ; ckg:factuality ?f }"
    assert [row.f for row in dataset.query(query, initBindings={"content": content})] == [ckg.Asserted]
    assert (claim, ckg.factuality, ckg.Asserted) in dataset
    assert len(list(dataset.graphs())) > 1
    places = {
        str(label) for place in dataset.objects(content, ckg.territory) for label in dataset.objects(place, RDFS.label)
    }
    assert places == {"Maadan"}
    before = len(dataset)
    with pytest.raises(RuntimeError, match="read-write"):
        dataset.add((claim, ckg.claims, claim))
    assert len(dataset) == before


def test_a_parameter_of_none_is_not_given_and_values_of_python_are_understood(graph: Path) -> None:
    text = "#+ params:\n#+   - {name: on, type: date}\n#+   - {name: sure, type: boolean}\n"
    text += "PREFIX ex: <https://example.org/> SELECT ?thing { ?thing ex:killed ?n OPTIONAL { ?thing ex:on ?on ; ex:sure ?sure } }"
    assert len(kg.query(text, graph, params={"on": None, "sure": None})) == 2
    exact = text.replace("OPTIONAL { ?thing ex:on ?on ; ex:sure ?sure }", "; ex:on ?on ; ex:sure ?sure")
    assert kg.query(exact, graph, params={"on": date(2014, 2, 12), "sure": True}).rows == (("https://example.org/a",),)
    with pytest.raises(QueryError, match=r"'\\ud800' is no text of Unicode"):
        kg.query(text, graph, params={"on": "\ud800"})


def test_what_a_name_is_taken_for_is_a_warning_at_the_call(graph: Path) -> None:
    named = graph.with_name("named.ttl")
    named.write_text(
        '@prefix skos: <http://www.w3.org/2004/02/skos/core#> . <urn:f> skos:prefLabel "The Blue-Front" .',
        encoding="utf-8",
    )
    with pytest.warns(UserWarning, match="'blue front' is taken for") as told:
        kg.query("SELECT ?thing ?p { ?thing ?p ?o }", named, params={"thing": "blue front"})
    assert told[0].filename == __file__


def test_rows_need_no_frames(graph: Path) -> None:
    program = (
        "import sys\nfor name in ('pandas', 'polars', 'pyarrow'): sys.modules[name] = None\n"
        "import kg\nprint(len(kg.query('SELECT ?s { ?s ?p ?o }', sys.argv[1]).dicts()))"
    )
    root = Path(kg.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", program, str(graph)], cwd=root, capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("7\n", "")


def test_a_file_is_no_store_to_open(graph: Path) -> None:
    with pytest.raises(StoreError, match="is no store"):
        kg.open(graph)
    with pytest.raises(QueryError, match="neither a bundled query nor a file"):
        kg.query("x" * 300, graph)
