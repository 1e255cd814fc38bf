"""Pages tell that several publications are one text, and what else of reading there is: language, address, places."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import html5rdf
import pytest

from kg.pipeline import build
from kg.serve.work.explore.graph import graph_json
from kg.store import StoreFolder

from .axe import FEW, findings, needs_axe
from .browsing import complaints, needs_browser
from .exploring import every, graph_of, needs_build, text_of, wait
from .reprinted import GERMAN, PAGE, PAGE_URL, PDF_URL, REGISTRY, build_reprinted, page_of
from .server import Server, serving

BASE = "https://w3id.org/conflict-kg/id/"
CAPTURED = "Red Front captured the town of Tarn from the Blue Army"


@pytest.fixture(scope="module")
def reprinted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("reprinted")
    with serving(build_reprinted(folder), folder) as running:
        yield running


def _at(server: Server, pattern: str) -> str:
    """Return the path of the page of the one ?x that *pattern* finds."""
    (row,) = server.query(f"SELECT DISTINCT ?x {{ {pattern} }}").rows
    return "/page/" + row["x"].removeprefix(BASE)


def _document(server: Server, file: str) -> str:
    return server.get(_at(server, f'?x ckg:fileName "{file}"')).text


def _claim(server: Server, file: str, kind: str) -> str:
    of = f'?x a ckg:Claim ; ckg:inDocument/ckg:fileName "{file}" ; ckg:claims/ckg:eventType et:{kind}'
    return server.get(_at(server, of)).text


def _words(page: str) -> str:
    """The words of a page's content, as a reader sees them."""
    content = page.partition("<main")[2].partition("</main")[0]
    return re.sub(r" ([.,;)])", r"\1", html.unescape(" ".join(re.sub(r"<[^>]+>", " ", content).split())))


def _links(page: str) -> dict[str, str]:
    content = page.partition("<main")[2]
    return {html.unescape(label): html.unescape(href) for href, label in re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>([^<]*)</a>', content)}  # fmt: skip


def test_a_document_tells_what_prints_the_same_text_whose_it_is_and_who_was_first(reprinted: Server) -> None:
    page = _document(reprinted, "ner.txt")
    told = _words(page).partition("prints the same text as")[2].partition("are shared.")[0]
    assert "Oster Herald, 2014-03-05" in told and "Molven Herald, 2014-03-07" in told and "Ner Herald" not in told
    assert "The text is of Reuters." in told and re.search(r"\d+ words of it$", told.strip())
    assert re.search(r"First published in [^.]*\( ?Oster Herald, 2014-03-05\)", told)
    hrefs = set(_links(page).values())
    assert {_at(reprinted, f'?x ckg:fileName "{file}"') for file in ("oster.txt", "molven.txt")} <= hrefs
    assert _at(reprinted, "?x a ckg:SharedText") in hrefs
    assert "prints the same text" not in _document(reprinted, "notes.md")


def test_the_page_of_a_text_lists_its_publications_by_day_and_marks_the_first(reprinted: Server) -> None:
    page = reprinted.get(_at(reprinted, "?x a ckg:SharedText")).text
    rows = [_words(f"<main{row}</main") for row in re.findall(r"<li(>.*?)</li>", page.partition("Its publications")[2])]
    assert [re.findall(r"\d{4}-\d\d-\d\d", row) for row in rows] == [["2014-03-05"], ["2014-03-06"], ["2014-03-07"]]
    assert [row.endswith("first") for row in rows] == [True, False, False]
    assert "The text is of Reuters." in _words(page)


def test_the_page_of_an_agency_lists_its_texts(reprinted: Server) -> None:
    page = reprinted.get("/page/source/reuters").text
    assert "Its texts that several documents publish 1" in _words(page)
    assert _at(reprinted, "?x a ckg:SharedText") in _links(page).values()
    assert "Its texts" not in _words(reprinted.get("/page/group/red-front").text)


def test_in_a_list_the_same_words_of_one_text_stand_once_with_where_else(reprinted: Server) -> None:
    page = reprinted.get("/page/group/red-front").text
    (card,) = (card for card in re.findall(r"<article.*?</article>", page, re.DOTALL) if f"“{CAPTURED}”" in card)
    told = _words(f"<main>{card}</main")
    files = {"molven.txt", "ner.txt", "oster.txt"}
    own = next(file for file in files if re.search(rf"– {file} ¶", told))
    also = told.partition("; the same text also in ")[2]
    assert set(also.split(", ")) == files - {own}
    for file in files - {own}:
        target, _, words = _links(f"<main>{card}")[file].partition("#")
        assert f'id="{words}"' in reprinted.get(target).text
    assert re.search(r"What is said of Red Front 6, 2 of them reprints of the same text", _words(page))


def test_of_many_publications_a_few_are_named_and_all_are_counted(tmp_path: Path) -> None:
    papers = tuple((f"Paper {letter}", "wire", 5, f"Siege of Tarn ends, says {letter}") for letter in "ABCDEFGH")
    with serving(build_reprinted(tmp_path, papers), tmp_path) as server:
        text = _at(server, "?x a ckg:SharedText")
        assert server.get(text).text.count("<li>") == 8
        (one, *_) = server.query('SELECT ?x { ?x ckg:fileName "paper a.txt" }').rows
        page = server.get("/page/" + one["x"].removeprefix(BASE)).text
        assert _links(page)["1 more"] == text
        assert re.search(r"also in (paper .\.txt, ){5}paper .\.txt and 1 more", _words(server.get("/page/group/red-front").text))  # fmt: skip


def test_on_the_page_of_an_incident_reprints_stand_once_and_are_all_counted(reprinted: Server) -> None:
    page = reprinted.get(_at(reprinted, "?x a ckg:Incident ; ckg:reportCount 5")).text
    assert "5 reports (claims) in 3 documents, of 1 independent source" in _words(page)
    assert page.count(f"“{CAPTURED}”") == 1 and page.count("<article") == 3


def test_a_claim_tells_where_else_the_text_says_it(reprinted: Server) -> None:
    assert "The same text, in the same words, also in molven.txt, oster.txt." in _words(_claim(reprinted, "ner.txt", "Attack"))  # fmt: skip
    assert "The same text" not in _claim(reprinted, "post.pdf", "Attack")


def test_a_document_in_another_language_says_why_it_has_no_claims(reprinted: Server) -> None:
    page = _words(_document(reprinted, "bruecke.txt"))
    assert "language German" in page and "claims in German: no claims are read out" in page
    assert GERMAN[0].split(",")[0] in page
    assert "language English" in _words(_document(reprinted, "ner.txt"))


def test_a_document_tells_its_address_and_what_was_supplied_from_beside(reprinted: Server) -> None:
    page = _document(reprinted, "post.pdf")
    assert f"address {PDF_URL} from post.pdf.meta.json" in _words(page) and PDF_URL in _links(page).values()
    assert "publisher The Valley Post from post.pdf.meta.json" in _words(page)
    assert "title Report" not in _words(page) and _words(page).count("from post.pdf.meta.json") == 2


def test_places_are_told_in_words(reprinted: Server) -> None:
    assert re.search(r"characters \d+–\d+, page 2", _words(_claim(reprinted, "post.pdf", "Attack")))
    assert re.search(r"characters \d+–\d+, line 5", _words(_claim(reprinted, "notes.md", "Bombardment")))
    assert re.search(r"characters \d+–\d+, at /html/body", _words(_claim(reprinted, "mills.html", "Bombardment")))
    assert "page 2" in _words(_document(reprinted, "post.pdf"))
    place = reprinted.get("/page/place/oster").text
    assert re.search(r"post\.pdf ¶\d+, page 2", _words(place)) and "page=" not in _words(place)


def test_where_a_pdf_was_published_is_its_page_and_no_words(reprinted: Server) -> None:
    assert _links(_claim(reprinted, "post.pdf", "Attack"))["where it was published"] == f"{PDF_URL}#page=2"


def test_where_a_few_words_were_published_tells_what_stands_around_them(reprinted: Server) -> None:
    address, _, words = _links(_claim(reprinted, "mills.html", "Bombardment"))["where it was published"].partition("#")
    assert address == PAGE_URL
    assert unquote(words) == ":~:text=it first. The-,Blue Army shelled Tarn,-. Nobody was"


def test_pages_of_texts_and_their_publications_are_valid(reprinted: Server) -> None:
    for path in (_at(reprinted, "?x a ckg:SharedText"), _at(reprinted, '?x ckg:fileName "ner.txt"'), "/page/source/reuters", "/"):  # fmt: skip
        html5rdf.HTMLParser(strict=True).parse(reprinted.get(path, "text/html").text)


def test_the_overview_tells_how_many_of_the_claims_are_reprints(reprinted: Server) -> None:
    page = _words(reprinted.get("/").text)
    assert re.search(r"\b18 claims of 7 documents; 7 of the claims are reprints", page)
    assert "Red Front 6, 2 of them reprints" in page and "Reprints" not in page


def _claims(server: Server, **fields: str) -> list[dict[str, Any]]:
    told = graph_of(server) if not fields else server.get("/explore/graph.json", **fields).json
    columns = told["claims"]
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    things, files = told["things"]["path"], told["documents"]["file"]
    for row in rows:
        row |= {"file": files[row["document"]], "origin": None if row["origin"] is None else things[row["origin"]]}
    return rows


def test_the_explorer_is_told_whose_word_each_report_of_an_incident_is(reprinted: Server) -> None:
    rows = reprinted.query("SELECT DISTINCT ?c ?o { ?e ckg:reportedClaim ?c ; ckg:origin ?o }").rows
    told = {claim["path"]: claim["origin"] for claim in _claims(reprinted) if claim["origin"]}
    assert told == {row["c"].removeprefix(BASE): row["o"].removeprefix(BASE) for row in rows}
    assert set(told.values()) >= {"source/reuters"} and len(set(told.values())) > 1


def test_the_explorer_is_told_which_claims_are_reprints_of_one_another(reprinted: Server) -> None:
    groups: dict[int, set[str]] = {}
    for claim in _claims(reprinted):
        if claim["reprint"] is not None:
            groups.setdefault(claim["reprint"], set()).add(claim["file"])
    three, two = {"oster.txt", "ner.txt", "molven.txt"}, {"oster.txt", "ner.txt"}
    assert sorted(groups) == list(range(4)) and sorted(groups.values(), key=len) == [two, three, three, three]
    things = graph_of(reprinted)["things"]
    at = things["path"].index("group/red-front")
    assert (things["claims"][at], things["reprints"][at]) == (6, 2)
    one = _at(reprinted, '?x ckg:fileName "oster.txt"').removeprefix("/page/")
    assert all(claim["reprint"] is None for claim in _claims(reprinted, document=one)), (
        "of one alone nothing is a reprint"
    )


def test_evidence_tells_where_else_the_words_stand_and_on_which_page(reprinted: Server) -> None:
    paths = {claim["file"]: claim["path"] for claim in _claims(reprinted) if claim["incident"]}
    (pdf,) = reprinted.get("/explore/evidence.json", claim=paths["post.pdf"]).json["claims"]
    assert pdf["quotes"][0]["place"] == "page 2" and pdf["also"] == []
    attack = _at(reprinted, '?x ckg:claims/ckg:eventType et:Attack ; ckg:inDocument/ckg:fileName "ner.txt"')
    (card,) = reprinted.get("/explore/evidence.json", claim=attack.removeprefix("/page/")).json["claims"]
    assert [link["label"] for link in card["also"]] == ["molven.txt", "oster.txt"] and card["quotes"][0][
        "place"
    ] is None


@needs_browser
def test_a_browser_opens_few_words_where_they_were_read_and_not_where_they_stand_besides(
    reprinted: Server, browser: Any, tmp_path: Path
) -> None:
    _, _, words = _links(_claim(reprinted, "mills.html", "Bombardment"))["where it was published"].partition("#")
    page = tmp_path / "page.html"
    gap = '<div style="height: 5000px"></div>'
    page.write_text(page_of(("Most read: Blue Army shelled Tarn in spring", *PAGE)).replace("<p>The mayor", f"{gap}<p>The mayor") + gap)  # fmt: skip
    browser.get(f"{page.as_uri()}#{words}")
    assert wait(browser, lambda driver: driver.execute_script("return window.scrollY")) > 4000


@needs_browser
@needs_build
def test_the_matrix_takes_no_reprint_for_a_source_that_joins_another(reprinted: Server, browser: Any) -> None:
    path = _at(reprinted, '?x ckg:fileName "ner.txt"').removeprefix("/page/")
    browser.get(f"{reprinted.url}/explore/matrix?sources=documents&alone={path}")
    told = " ".join(text_of(browser, ".alone", "joins").split())
    assert "3 claims of 3 that no other document joins" in told and "2 of these are reprints of earlier ones" in told
    browser.get(f"{reprinted.url}/explore/matrix?sources=documents")
    cells = wait(browser, lambda driver: every(driver, ".matrix td button"))
    assert "Tarn falls to the Red Front on Blue Army: 2 claims: 2 asserted; 2 reprints" in {
        cell.get_attribute("aria-label") for cell in cells
    }
    assert {row.text for row in every(browser, ".matrix tbody th")} == {
        "Blue Army 10, 4 reprints",
        "Red Front 6, 2 reprints",
    }
    assert complaints(browser) == []


@needs_browser
@needs_axe
@pytest.mark.parametrize(
    "where", ["?x a ckg:SharedText", '?x ckg:fileName "post.pdf"', '?x ckg:fileName "ner.txt"', "source/reuters"]
)
def test_pages_of_texts_are_accessible(reprinted: Server, browser: Any, where: str) -> None:
    path = _at(reprinted, where) if where.startswith("?") else f"/page/{where}"
    browser.get(reprinted.url + path)
    assert [str(finding) for finding in findings(browser, FEW) if finding.is_grave] == []


def test_reports_of_one_independent_source_have_one_origin_whatever_names_it_goes_by(tmp_path: Path) -> None:
    copied = "The Red Front captured the town of Tarn from the Blue Army on 3 March 2014."
    (tmp_path / "left.txt").write_text(f"The bakers of the valley met twice.\n\n{copied}\n")
    (tmp_path / "right.txt").write_text(f"{copied}\n\nNobody had seen the river so low since spring.\n")
    build([tmp_path / "left.txt", tmp_path / "right.txt"], store=tmp_path / "store", registry=[REGISTRY])
    folder = StoreFolder(tmp_path / "store")
    told = json.loads(graph_json(folder.open(), folder.base, lambda _: None, (), 1000, 1 << 24))["claims"]
    assert len(set(told["document"])) == 2 and len(set(told["incident"])) == 1
    assert len(set(told["origin"])) == 1 and None not in told["origin"]
