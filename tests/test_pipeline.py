from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import BlankNode

import kg
from kg.errors import ClaimError, InputError, StoreError, UsageError
from kg.formats.claims import claim_to_json, read_claims
from kg.formats.rdf import exported, serialise
from kg.namespaces import CKG, PROV
from kg.pipeline import build, extract, load_lexicon, relink
from kg.read import read_document
from kg.store import KEPT, StoreFolder

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = Path(__file__).parent / "gold" / "seeds.jsonl"
needs_first_annotation = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the annotated pages lie outside the project"
)

REPORT = """Front gains ground

ALEPPO — The Al-Nusra Front took Maadan from the Islamic State (ISIS) on 12 February 2014.

Activists denied that the Al-Nusra Front holds Maadan.
"""
ROWS = [
    {
        "document": "report.txt",
        "paragraph": 2,
        "quote": "The Al-Nusra Front took Maadan from the Islamic State (ISIS) on 12 February 2014",
        "type": "TerritorialCapture",
        "actors": ["Al-Nusra Front"],
        "recipients": ["Islamic State (ISIS)"],
        "locations": ["Maadan"],
        "date": "2014-02-12",
        "date_text": "on 12 February 2014",
    },
    {
        "document": "report.txt",
        "paragraph": 3,
        "quote": "the Al-Nusra Front holds Maadan",
        "type": "TerritorialControl",
        "actors": ["Al-Nusra Front"],
        "locations": ["Maadan"],
        "source": "activists",
        "factuality": "denied",
    },
]


@pytest.fixture
def report(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    path = folder / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def claims(tmp_path):
    return write_claims(tmp_path / "claims.jsonl", ROWS)


def write_claims(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_claims_from_a_file_become_a_store_and_a_file(report, claims, tmp_path):
    result = build([report], claims=claims, store=tmp_path / "store", output=tmp_path / "out.nq")
    assert [d.name for d in result.documents] == ["report.txt"]
    assert [item.claim.type for item in result.claims] == ["TerritorialCapture", "TerritorialControl"]
    store = StoreFolder(tmp_path / "store")
    assert serialise(store.quads()) == serialise(result.quads)
    assert (tmp_path / "out.nq").read_bytes() == serialise(exported(result.quads))
    assert not any(isinstance(term, BlankNode) for q in result.quads for term in (q.subject, q.object))


def test_the_dataset_has_its_five_kinds_of_graph(report, claims):
    result = build([report], claims=claims, store=None)
    key = result.documents[0].key
    base = "https://w3id.org/conflict-kg/"
    expected = {f"{base}id/graph/{name}" for name in (f"document/{key}", "registry", "world", "inferred")}
    assert {q.graph_name.value for q in result.quads} == expected | {base + "ontology"}


def test_the_store_keeps_documents_and_claims_as_read(report, claims, tmp_path):
    result = build([report], claims=claims, store=tmp_path / "store")
    store, document = StoreFolder(tmp_path / "store"), read_document(report)
    assert store.documents() == (document,)
    path = tmp_path / "kept.jsonl"
    path.write_text(store.claims(document.key), encoding="utf-8")
    kept = read_claims(path, [document], load_lexicon())[document.key]
    assert kept == tuple(item.claim for item in result.claims)
    assert [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] == [
        claim_to_json(c) for c in kept
    ]


def test_building_again_changes_no_byte_and_no_file(report, claims, tmp_path):
    def run():
        build([report], claims=claims, store=tmp_path / "store", output=tmp_path / "out.ttl")
        store = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (tmp_path / "store").rglob("*") if p.is_file()}
        return store, (tmp_path / "out.ttl").read_bytes()

    assert run() == run()


def test_the_bytes_do_not_hang_on_the_process(report, claims, tmp_path):
    program = "import kg; kg.build(['reports'], claims='claims.jsonl', store=None, output='out.' + '{0}')".format
    outputs = set()
    for seed in ("1", "2"):
        root = str(Path(kg.__file__).parents[1])
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": root}
        subprocess.run([sys.executable, "-c", program("nq")], cwd=tmp_path, env=environment, check=True)
        outputs.add((tmp_path / "out.nq").read_bytes())
    assert len(outputs) == 1


def test_the_order_of_the_lines_changes_no_byte(report, tmp_path):
    first = write_claims(tmp_path / "claims.jsonl", ROWS)
    one = serialise(build([report], claims=first, store=None).quads)
    backwards = build([report], claims=write_claims(tmp_path / "other.jsonl", ROWS[::-1]), store=None).quads
    digests = [line for line in one.split(b"\n") if b"claims=" in line]
    assert len(digests) == 1

    def without_activity(data):
        return [line for line in data.split(b"\n") if b"/activity/" not in line]

    assert without_activity(serialise(backwards)) == without_activity(one)


def test_a_changed_report_is_a_revision_of_the_one_before(report, claims, tmp_path):
    before = build([report], claims=claims, store=tmp_path / "store").documents[0]
    report.write_text(REPORT + "\nLater: more.\n", encoding="utf-8")
    for _ in range(2):
        result = build([report], claims=claims, store=tmp_path / "store")
        revised = [q.object.value for q in result.quads if q.predicate.value == PROV + "wasRevisionOf"]
        assert revised == [f"https://w3id.org/conflict-kg/id/document/{before.key}"]
        assert [d.name for d in StoreFolder(tmp_path / "store").documents()] == ["report.txt"]


def test_the_base_of_the_data_can_be_chosen(report, claims):
    result = build([report], claims=claims, store=None, base="https://example.org/")
    nodes = {q.subject.value for q in result.quads if q.predicate.value == CKG + "claims"}
    assert all(node.startswith("https://example.org/claim/") for node in nodes)


@pytest.mark.parametrize("text", ["quotes", "paragraphs", "all"])
def test_text_is_kept_as_asked(report, claims, text):
    result = build([report], claims=claims, store=None, text=text)
    kept = [q.object.value for q in result.quads if q.predicate.value == CKG + "text"]
    assert len(kept) == {"quotes": 0, "paragraphs": 2, "all": 3}[text]


def test_nothing_is_written_where_a_line_is_refused(report, tmp_path):
    claims = write_claims(tmp_path / "claims.jsonl", [ROWS[0], ROWS[1] | {"quote": "the Front lost Maadan"}])
    with pytest.raises(ClaimError, match=r"claims\.jsonl:2: "):
        build([report], claims=claims, store=tmp_path / "store", output=tmp_path / "out.nq")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["claims.jsonl", "reports"]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"output": "file/out.nq"}, UsageError),
        ({"output": "out.doc"}, UsageError),
        ({"store": "file/store"}, StoreError),
        ({"store": "file/store", "output": "out.nq"}, StoreError),
        ({"text": "some"}, UsageError),
        ({"claims": "missing.jsonl"}, InputError),
    ],
)
def test_nothing_is_written_where_something_cannot_be(report, claims, tmp_path, options, error):
    (tmp_path / "file").write_text("x")
    given = {"claims": claims.name, "store": "store"} | options
    with pytest.raises(error):
        build([report], **{name: value if name == "text" else tmp_path / value for name, value in given.items()})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["claims.jsonl", "file", "reports"]


def test_a_folder_without_reports_is_refused(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError):
        build([tmp_path / "empty"], store=None)


def test_a_bad_file_beside_a_good_one_is_passed_over_or_with_strict_refused(report, claims):
    (report.parent / "bad.txt").write_bytes(b"\x00\x01\x02")
    result = build([report.parent], claims=claims, store=None)
    assert [failure.where.endswith("bad.txt") for failure in result.failures] == [True]
    with pytest.raises(InputError, match=r"bad\.txt"):
        build([report.parent], claims=claims, store=None, strict=True)


def in_documents(quads):
    return sum("/graph/document/" in quad.graph_name.value for quad in quads)


def test_the_gold_claims_of_the_sample_reports_hold_and_make_a_graph_of_bounded_size():
    result = build(claims=GOLD, store=None)
    assert len(result.claims) == len(GOLD.read_text(encoding="utf-8").splitlines())
    assert in_documents(result.quads) / len(result.claims) <= 35


@needs_first_annotation
def test_every_line_of_the_first_annotation_holds():
    result = build([SHARED / "seeds"], claims=SHARED / "gold" / "seeds.jsonl", store=None)
    assert len(result.claims) == 318


def test_what_extract_prints_builds_the_graph_that_build_makes(report, tmp_path):
    pytest.importorskip("spacy")
    read, found = extract([report])
    lines = [claim_to_json(claim) for claim in found[read.documents[0].key]]
    assert lines
    printed = build([report], claims=write_claims(tmp_path / "claims.jsonl", lines), store=None)
    assert printed.claims == build([report], store=None).claims


def test_a_document_that_has_not_changed_is_not_done_again(report, tmp_path):
    other = report.with_name("other.txt")
    other.write_text("A title\n\nThe Al-Nusra Front left Maadan on 13 February 2014.\n", encoding="utf-8")
    first = build([report.parent], store=tmp_path / "store")
    before = serialise(first.quads)
    again = build([report.parent], store=tmp_path / "store")
    assert serialise(again.quads) == before
    other.write_text("A title\n\nThe Al-Nusra Front left Maadan on 14 February 2014.\n", encoding="utf-8")
    changed = build([report.parent], store=tmp_path / "store")
    assert [first.run.fresh, again.run.fresh, changed.run.fresh] == [2, 0, 1]
    alone = build([report.parent], store=None)
    revised = {q for q in changed.quads if q.predicate.value == PROV + "wasRevisionOf"}
    assert set(changed.quads) - revised == set(alone.quads) and revised


def test_a_document_that_is_gone_leaves_the_graph(report, tmp_path):
    other = report.with_name("other.txt")
    other.write_text("A title\n\nThe Al-Nusra Front left Maadan on 13 February 2014.\n", encoding="utf-8")
    build([report.parent], store=tmp_path / "store")
    other.unlink()
    after = build([report.parent], store=tmp_path / "store")
    assert after.run.fresh == 0
    assert serialise(after.quads) == serialise(build([report.parent], store=None).quads)
    assert [path.stem for path in (tmp_path / "store" / "documents").iterdir()] == [after.documents[0].key]


def test_only_the_changed_documents_graph_and_what_is_derived_change(report, tmp_path):
    other = report.with_name("other.txt")
    other.write_text("A title\n\nThe Al-Nusra Front left Maadan on 13 February 2014.\n", encoding="utf-8")
    before = build([report.parent], store=None)
    other.write_text("A title\n\nThe Al-Nusra Front left Maadan on 14 February 2014.\n", encoding="utf-8")
    after = build([report.parent], store=None)
    graphs = {q.graph_name.value.rpartition("/graph/")[2] for q in set(before.quads) ^ set(after.quads)}
    touched = {graph for graph in graphs if not graph.startswith("document/other-")}
    assert touched <= {"world", "inferred"}


def test_linking_again_makes_the_graph_that_building_makes(report, claims, tmp_path):
    built = build([report], claims=claims, store=tmp_path / "store", text="all", base="https://example.org/")
    before = {p: p.read_bytes() for p in (tmp_path / "store").rglob("*") if p.is_file()}
    linked = relink(tmp_path / "store")
    assert serialise(linked.quads) == serialise(built.quads)
    assert {p: p.read_bytes() for p in (tmp_path / "store").rglob("*") if p.is_file()} == before
    names = {d.name: d.label for d in linked.decisions[linked.documents[0].key]}
    assert names["Al-Nusra Front"] == "Al-Nusra Front"


def test_a_decision_holds_until_it_is_taken_back(report, tmp_path):
    first = serialise(build([report], store=tmp_path / "store").quads)
    registry = tmp_path / "store" / "registry.ttl"
    registry.write_text(
        "@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .\n"
        "<https://w3id.org/conflict-kg/id/place/maadan> ckg:neverNamed 'Maadan' .\n",
        encoding="utf-8",
    )
    decided = serialise(relink(tmp_path / "store").quads)
    assert decided != first
    assert decided == serialise(relink(tmp_path / "store").quads)
    registry.unlink()
    taken_back = build([report], store=tmp_path / "store")
    assert serialise(taken_back.quads) == first


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"decisions": 1}', "null"])
def test_what_is_damaged_of_a_document_is_made_again(report, claims, tmp_path, damage):
    first = serialise(build([report], claims=claims, store=tmp_path / "store").quads)
    kept = {path: path.read_bytes() for name in KEPT for path in (tmp_path / "store" / name).iterdir()}
    assert len(kept) == len(KEPT)
    for path in kept:
        path.write_text(damage, encoding="utf-8")
    assert serialise(build([report], claims=claims, store=tmp_path / "store").quads) == first
    assert kept == {path: path.read_bytes() for path in kept}


def test_a_document_that_claims_nothing_is_kept_too(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "quiet.txt").write_text("A title\n\nThe sun rose over the hills.\n", encoding="utf-8")
    first = build([tmp_path / "reports"], store=tmp_path / "store")
    assert first.claims == ()
    assert serialise(build([tmp_path / "reports"], store=tmp_path / "store").quads) == serialise(first.quads)
    assert serialise(relink(tmp_path / "store").quads) == serialise(first.quads)


def test_a_registry_of_ones_own_wins_over_the_bundled_one(report, claims, tmp_path):
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "<https://example.org/maadan> a ckg:PopulatedPlace ; skos:prefLabel 'Maadan' ; dcterms:source 'mine' ;\n"
        "  ckg:neverSameAs <https://w3id.org/conflict-kg/id/place/maadan> .\n"
        "<https://w3id.org/conflict-kg/id/place/maadan> ckg:neverNamed 'Maadan' .\n",
        encoding="utf-8",
    )
    result = build([report], claims=claims, store=None, registry=[mine])
    assert "https://example.org/maadan" in {e.iri for item in result.claims for e in item.entities}
