"""One invented report in ten forms: the same claims, and each claim's evidence opens at its place in the file."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store, serialize

from kg.cli import main
from kg.model import Claim, Document, ParagraphRole
from kg.namespaces import PREFIXES
from kg.pipeline import build, extract

from ..serve.browsing import needs_browser, new_browser
from .forms import CAPTION, COMMENTS, FORMS, TITLE, made
from .opening import opened, page_of

pytest.importorskip("spacy", reason="reading text needs the extra 'text'")

MARKED_UP = tuple(name for name in FORMS if name != "oster.txt")
WITH_COMMENTS = {"oster.txt", "oster.html", "oster.warc.gz"}
WITH_CAPTION = {"oster.html", "html.jsonl", "oster.warc.gz", "oster.docx"}
# A mail's headline is its subject, which is no part of its text.
WITHOUT_HEADLINE = {"oster.eml"}
DECLARED = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())
PLACES = """
SELECT ?claim ?file ?paragraph ?start ?end ?quote ?place ?kind ?standard ?page {
  ?claim ckg:evidence ?evidence ; prov:wasDerivedFrom ?paragraph ; ckg:inDocument/ckg:fileName ?file .
  ?evidence oa:hasSelector ?words, ?position, ?selector .
  ?words oa:exact ?quote . ?position oa:start ?start ; oa:end ?end .
  ?selector rdf:value ?place ; oa:refinedBy ?words ; a ?kind FILTER (?kind != oa:Selector)
  OPTIONAL { ?selector dcterms:conformsTo ?standard }
  OPTIONAL { ?evidence ckg:page ?page }
} ORDER BY ?start ?claim"""
EVALUATE = "return document.evaluate(arguments[0], document, null, XPathResult.STRING_TYPE, null).stringValue"
# The end of each standard's name: RFC 5147 of lines, RFC 3778 of pages, EPUB CFI; XPath has a selector of its own.
STANDARDS = {"oster.pdf": "rfc3778", "oster.epub": "epub-cfi", "oster.md": "rfc5147", "text.jsonl": "rfc5147", "oster.eml": "rfc5147"}  # fmt: skip
# How many places there are where a place is more than a paragraph: pages, one line of a record, the lines of a mail's part.
PLACES_OF = {"oster.pdf": 2, "text.jsonl": 1, "oster.eml": 1}


@pytest.fixture(scope="module")
def files(tmp_path_factory, make_epub) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("forms")
    for name, data in made(make_epub).items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in FORMS}


@pytest.fixture(scope="module")
def found(files) -> dict[str, tuple[Document, tuple[Claim, ...]]]:
    """Each form's document and its claims."""
    results = {}
    for name, path in files.items():
        read, claims = extract([path])
        assert not read.failures
        (document,) = (d for d in read.documents if not d.name.endswith("#tarn"))
        results[name] = document, claims[document.key]
    return results


@pytest.fixture(scope="module")
def graphs(files) -> dict[str, Store]:
    stores = {}
    for name in MARKED_UP:
        stores[name] = Store()
        stores[name].bulk_extend(build([files[name]], store=None).quads)
    return stores


def said(claim: Claim) -> tuple[Any, ...]:
    """What a claim says, without where it stands."""
    filled = tuple(sorted((m.role, m.name, m.text) for m in claim.mentions))
    amounts = tuple((q.kind, q.text, q.minimum, q.maximum) for q in claim.quantities)
    return claim.type, filled, claim.quote, claim.source, claim.factuality, claim.time, claim.voice, amounts


def standing_in(document: Document, claims: tuple[Claim, ...], *roles: ParagraphRole) -> list[tuple[Any, ...]]:
    return [said(claim) for claim in claims if document.paragraph(claim.paragraph).role in roles]


def rows(store: Store, query: str = PLACES) -> list[dict[str, str]]:
    solutions = store.query(DECLARED + query, use_default_graph_as_union=True)
    names = [variable.value for variable in solutions.variables]
    return [{name: row[name].value for name in names if row[name] is not None} for row in solutions]


def test_the_report_claims_things_of_many_types(found) -> None:
    document, claims = found["oster.txt"]
    body = [claim for claim in claims if document.paragraph(claim.paragraph).role is ParagraphRole.BODY]
    assert len(body) > 15 and len({claim.type for claim in body}) > 10
    assert Counter(claim.factuality for claim in body)["denied"] == 1
    assert {claim.factuality.value for claim in body} == {"asserted", "hedged", "intended", "denied"}
    assert len({claim.source for claim in body}) > 4


@pytest.mark.parametrize("name", MARKED_UP)
def test_the_body_claims_the_same_in_every_form(name: str, found) -> None:
    assert standing_in(*found[name], ParagraphRole.BODY) == standing_in(*found["oster.txt"], ParagraphRole.BODY)


@pytest.mark.parametrize("name", FORMS)
def test_headline_caption_and_comments_claim_the_same_where_the_form_has_them(name: str, found) -> None:
    document, claims = found[name]
    title = standing_in(document, claims, ParagraphRole.TITLE)
    caption = standing_in(document, claims, ParagraphRole.CAPTION)
    comments = standing_in(document, claims, ParagraphRole.COMMENT)
    assert title == ([] if name in WITHOUT_HEADLINE else standing_in(*found["oster.html"], ParagraphRole.TITLE))
    assert [quote for _, _, quote, *_ in title] == ([] if name in WITHOUT_HEADLINE else [TITLE])
    assert caption == (standing_in(*found["oster.html"], ParagraphRole.CAPTION) if name in WITH_CAPTION else [])
    assert all(quote in CAPTION for _, _, quote, *_ in caption) and bool(caption) == (name in WITH_CAPTION)
    assert comments == (standing_in(*found["oster.txt"], ParagraphRole.COMMENT) if name in WITH_COMMENTS else [])
    assert [source for _, _, _, source, *_ in comments] == ([COMMENTS[1][0]] if name in WITH_COMMENTS else [])


@pytest.mark.parametrize("name", FORMS)
def test_title_author_and_day_are_the_same(name: str, found) -> None:
    document, _ = found[name]
    assert (document.title, document.author, document.issued) == (TITLE, "Ada Reed", "2014-03-14")


@pytest.mark.parametrize("name", MARKED_UP)
def test_the_evidence_of_each_claim_opens_at_its_place(name: str, files, graphs, found) -> None:
    data = files[name].read_bytes()
    evidence = [row for row in rows(graphs[name]) if not row["file"].endswith("#tarn")]
    assert {row["claim"].rpartition("/")[2] for row in evidence} == {claim.id for claim in found[name][1]}
    for row in evidence:
        text = opened(name, data, row["place"])
        if name.endswith(".pdf"):  # lines end in the middle of words there
            text, row["quote"] = (told.replace(" ", "").replace("-", "") for told in (text, row["quote"]))
        assert row["quote"] in text, row
        assert row.get("page") == (row["place"].removeprefix("page=") if name.endswith(".pdf") else None)
        assert row["kind"].endswith("#FragmentSelector" if name in STANDARDS else "#XPathSelector")
        assert STANDARDS.get(name, "") in row.get("standard", "").lower()
    assert len({row["place"] for row in evidence}) == PLACES_OF.get(name, len({row["paragraph"] for row in evidence}))


@pytest.mark.slow
@needs_browser
def test_a_browser_finds_the_quote_at_its_xpath(files, graphs, tmp_path: Path) -> None:
    browser = new_browser()
    try:
        for name in ("oster.html", "html.jsonl", "oster.warc.gz"):
            (tmp_path / "page.html").write_bytes(page_of(name, files[name].read_bytes()))
            browser.get((tmp_path / "page.html").as_uri())
            for row in (row for row in rows(graphs[name]) if not row["file"].endswith("#tarn")):
                assert row["quote"] in " ".join(browser.execute_script(EVALUATE, row["place"]).split())
    finally:
        browser.quit()


def test_claims_of_the_pdf_stand_on_both_pages(graphs) -> None:
    assert {row["page"] for row in rows(graphs["oster.pdf"])} == {"1", "2"}


@pytest.mark.parametrize("name", FORMS)
def test_plain_format_is_the_text_on_which_offsets_count(name: str, files, found) -> None:
    run = CliRunner().invoke(main, ["read", str(files[name]), "--format", "plain"], catch_exceptions=False)
    for claim in found[name][1]:
        assert run.stdout_bytes.decode()[claim.start : claim.end] == claim.quote


@pytest.mark.parametrize("name", MARKED_UP)
def test_explain_tells_the_place(name: str, files, tmp_path: Path) -> None:
    build([files[name]], store=tmp_path / "store")
    from kg.store import StoreFolder

    for row in rows(StoreFolder(tmp_path / "store").open())[:3]:
        run = ["explain", row["claim"], "--store", str(tmp_path / "store")]
        explained = CliRunner().invoke(main, run, catch_exceptions=False)
        assert f" {in_words(row['place'])}" in explained.stdout and row["quote"] in " ".join(explained.stdout.split())


def lines_of(place: str) -> tuple[int, int] | None:
    """The first and last line of a place by RFC 5147, from 1."""
    found = re.fullmatch(r"line=(\d+),(\d+)", place)
    return (int(found[1]) + 1, int(found[2])) if found else None


def in_words(place: str) -> str:
    if lines := lines_of(place):
        return f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]} to {lines[1]}"
    return place.replace("page=", "page ")


def reports(folder: Path, graph: Path, *options: str) -> dict[str, str]:
    kinds = ("sarif", "markdown", "junit", "html", "json", "github")
    files = [f"--report={kind}={folder / kind}" for kind in kinds]
    run = CliRunner().invoke(main, ["validate", str(graph), *options, *files], catch_exceptions=False)
    assert run.exit_code == 1, run.output
    return {"text": run.stdout} | {kind: (folder / kind).read_text(encoding="utf-8") for kind in kinds}


@pytest.fixture(params=MARKED_UP)
def planted(request, files, graphs, tmp_path: Path) -> tuple[str, dict[str, str], Path]:
    """A form, a claim of it (as a row of PLACES), and the graph in which that claim lacks its factuality."""
    store = Store()
    store.bulk_extend(graphs[request.param])
    row = rows(store)[-1]
    store.update(f"{DECLARED}DELETE WHERE {{ GRAPH ?g {{ <{row['claim']}> ckg:factuality ?how }} }}")
    path = tmp_path / "graph.nt"
    path.write_bytes(serialize(dict.fromkeys(quad.triple for quad in store), format=RdfFormat.N_TRIPLES) or b"")
    return request.param, row, path


def test_reports_of_a_fault_name_the_element_or_the_lines_of_the_file(planted, files, tmp_path: Path) -> None:
    name, row, graph = planted
    told = reports(tmp_path, graph, "--docs", str(files[name]))
    results = json.loads(told["sarif"])["runs"][0]["results"]
    (place,) = {json.dumps(r["locations"][0]) for r in results if r["properties"]["focusNode"] == row["claim"]}
    location, lines = json.loads(place), lines_of(row["place"])
    if lines:
        assert location["physicalLocation"].pop("region") == {"startLine": lines[0], "endLine": lines[1]}
        assert "logicalLocations" not in location
    else:
        assert [one["fullyQualifiedName"] for one in location["logicalLocations"]] == [row["place"]]
    assert list(location["physicalLocation"]) == ["artifactLocation"]
    assert location["physicalLocation"]["artifactLocation"]["uri"].endswith(f"/{name}")
    shown = f"{name}:{lines[0]}" if lines else row["place"]
    for kind in ("text", "markdown", "html"):
        assert shown in told[kind], kind
    assert row["place"] in told["json"]
    failures = "".join(failure.text or "" for failure in ElementTree.fromstring(told["junit"]).iter("failure"))
    assert (shown if lines else f"{name} {shown}") in failures
    pointed = [line for line in told["github"].splitlines() if f"{name},line" in line]
    assert pointed
    at = f"{name},line={lines[0]},endLine={lines[1]}" if lines else f"{name},line=1:"
    assert all(at in line for line in pointed)


def test_without_the_file_the_place_is_that_of_the_graph(planted, tmp_path: Path) -> None:
    _, row, graph = planted
    results = json.loads(reports(tmp_path, graph)["sarif"])["runs"][0]["results"]
    first = [r["locations"][0] for r in results if r["properties"]["focusNode"] == row["claim"]]
    assert first and all(one["logicalLocations"] == [{"fullyQualifiedName": row["place"]}] for one in first)
    assert not any("region" in one["physicalLocation"] for one in first)


def happenings(paths: list[Path]) -> tuple[Counter[str], set[str]]:
    """Return how many incidents of each type reports tell of, and on how many sources these rest."""
    quads = build(paths, store=None).quads
    types = (q.object.value.rpartition("/")[2] for q in quads if q.predicate.value == PREFIXES["ckg"] + "incidentType")
    return Counter(types), {
        q.object.value for q in quads if q.predicate.value == PREFIXES["ckg"] + "independentSources"
    }


def test_the_ten_forms_together_tell_of_what_one_of_them_tells(files):
    one, _ = happenings([files["oster.html"]])
    ten, sources = happenings(list(files.values()))
    assert sum(one.values()) >= 6
    assert ten == one
    assert sources == {"1"}
