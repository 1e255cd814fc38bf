"""What the pages show, and that hostile text on them stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import html5rdf
import pytest

from kg.pipeline import build

from .server import Server, serving

BASE = "https://w3id.org/conflict-kg/id/"
EVIL = "<script>alert(1)</script>"


def _page(server: Server, kind: str, where: str = "") -> str:
    row = server.query(f"SELECT ?x {{ ?x a {kind} . {where} }} ORDER BY ?x LIMIT 1").rows[0]
    return server.get("/page/" + row["x"].removeprefix(BASE)).text


def _words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_denied_claim_is_shown_as_denied(server: Server) -> None:
    page = _words(_page(server, "ckg:Claim", "?x ckg:factuality ckg:Denied"))
    assert "denied" in page and "how surely" in page and "who says so" in page and "characters" in page


def test_an_actor_has_names_ties_incidents_claims_and_disagreements(server: Server) -> None:
    page = _words(server.get("/page/group/al-nusra-front").text)
    for heading in (
        "Names",
        "Memberships, alliances, control",
        "Incidents",
        "Where sources disagree",
        "What is said of",
        "Said by",
    ):
        assert heading in page
    assert "denied by" in page


def test_a_place_tells_who_held_it_according_to_whom(server: Server) -> None:
    page = _words(_page(server, "ckg:Territory", "?c ckg:territory ?x ; ckg:eventType et:TerritorialCapture"))
    assert "Who held it when, according to whom" in page


def test_an_incident_shows_its_reports_side_by_side_with_who_differs(server: Server) -> None:
    page = _words(_page(server, "ckg:Incident", "?x ckg:dissent ?c"))
    assert "says otherwise" in page and "On what the reports differ" in page


def test_a_source_tells_how_often_it_is_alone_or_contradicted(server: Server) -> None:
    page = _words(server.get("/page/source/wilayat-al-barakah").text)
    found = re.search(
        r"Of (\d+) claims made by this source, (\d+) are of .*?, (\d+) of incidents .*?; (\d+) are contradicted",
        page,
    )
    claims = server.query(
        f"SELECT (COUNT(*) AS ?n) {{ ?c ckg:claimedBy <{BASE}source/wilayat-al-barakah> ; a ckg:Claim }}"
    ).rows
    assert found and found[1] == claims[0]["n"] and int(found[4]) > 0


def test_a_document_marks_each_quote_at_its_place_and_shows_no_more_than_is_kept(server: Server) -> None:
    row = server.query("SELECT ?x ?file { ?x a ckg:Document ; ckg:fileName ?file } ORDER BY ?file LIMIT 1").rows[0]
    page = server.get("/page/" + row["x"].removeprefix(BASE)).text
    quotes = server.query(
        f"SELECT ?s ?e ?q {{ ?c ckg:inDocument <{row['x']}> ; ckg:evidence ?v . ?v oa:hasSelector/oa:start ?s ; oa:hasSelector/oa:end ?e ;"
        " oa:hasSelector/oa:exact ?q }"
    ).rows  # fmt: skip
    assert quotes and all(f'id="words-{q["s"]}-{q["e"]}"' in page for q in quotes)
    text = next(Path(server.store, "documents").glob("000*.json")).read_text()
    sentences = re.findall(r"[A-Z][^.\"\\]{60,}\.", text)
    shown = _words(page)
    assert sentences and not any(
        sentence in shown for sentence in sentences if not any(q["q"] in sentence for q in quotes)
    )


def test_a_quote_leads_to_its_words(server: Server) -> None:
    page = _page(server, "ckg:Claim")
    href = re.search(r'class="quote" href="([^"#]+)#(words-\d+-\d+)"', page)
    assert href and f'id="{href[2]}"' in server.get(href[1]).text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/queries",
        "/sparql",
        "/queries/timeline",
        "/search?q=Nusra",
        "/page/group/al-nusra-front",
        "/page/place/syria",
        "/nothing",
    ],
)
def test_pages_are_valid_and_need_no_script(server: Server, path: str) -> None:
    reply = server.get(path, "text/html")
    html5rdf.HTMLParser(strict=True).parse(reply.text)
    scripts = re.findall(r"<script[^>]*>", reply.text)
    assert all(tag == '<script type="application/ld+json">' for tag in scripts)
    assert not re.search(r"\son\w+=|style=|javascript:", reply.text)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A store of one document whose title, names and quotes are made to break out of a page."""
    folder = tmp_path_factory.mktemp("hostile")
    report = folder / f"{EVIL.replace('/', '')}&quot;.txt"
    report.write_text(
        f'{EVIL} rebels attack "Aleppo"\n\n3 March 2014\n\nThe Free {EVIL} Army attacked Ahrar al-Sham in Aleppo on Monday, '
        f"the group's spokesman said. </script><img src=x onerror=alert(2)> The Islamic State captured Raqqa.\n"
    )
    build([report], store=folder / "store", text="all")
    with serving(folder / "store", folder) as running:
        yield running


def test_hostile_text_stays_text_on_every_page(hostile: Server) -> None:
    rows = hostile.query(f"SELECT DISTINCT ?s {{ ?s ?p ?o FILTER(STRSTARTS(STR(?s), '{BASE}')) }}").rows
    pages = ["/page/" + row["s"].removeprefix(BASE) for row in rows if "document" in row["s"] or "claim" in row["s"]]
    assert pages
    seen = ""
    for path in [
        *pages,
        "/",
        "/search?q=" + "%3Cscript%3Ealert(1)%3C/script%3E",
        "/queries/timeline?actor=%22%3E%3Cscript%3E",
    ]:
        text = hostile.get(path, "text/html").text
        seen += text
        bare = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", text)
        assert "<script" not in bare and "<img" not in bare, path
    assert "&lt;script&gt;alert(1)" in seen, "the text is there, and harmless"


def test_a_place_with_coordinates_has_a_map_and_another_says_that_it_has_none(
    served_store: Path, tmp_path: Path
) -> None:
    from shutil import copytree

    from kg.store import StoreFolder

    store = tmp_path / "store"
    copytree(served_store, store)
    added = ""
    for name, lat, long in (("nowhere", "-10.5", "20.25"), ("no-town", "-11", "21")):
        iri = f"<{BASE}place/{name}>"
        ours = "https://w3id.org/conflict-kg/ontology#"
        added += (
            f"{iri} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ours}PopulatedPlace> <{BASE}graph/registry> .\n"
        )
        added += f"{iri} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{ours}Territory> <{BASE}graph/registry> .\n"
        added += f'{iri} <http://www.w3.org/2000/01/rdf-schema#label> "{name}" <{BASE}graph/registry> .\n'
        added += f"{iri} <{ours}within> <{BASE}place/no-land> <{BASE}graph/registry> .\n"
        for axis, degrees in (("lat", lat), ("long", long)):
            decimal = f'"{degrees}"^^<http://www.w3.org/2001/XMLSchema#decimal>'
            added += f"{iri} <http://www.w3.org/2003/01/geo/wgs84_pos#{axis}> {decimal} <{BASE}graph/registry> .\n"
    folder = StoreFolder(store)
    lines = {*folder.dataset().read_bytes().splitlines(), *added.encode().splitlines()}
    folder.replace_graph(line + b"\n" for line in sorted(lines))
    with serving(store, tmp_path) as running:
        page = running.get("/page/place/nowhere").text
        assert "-10.5, 20.25 (latitude, longitude; WGS 84)" in page
        assert page.count("<circle") == 2 and 'href="/page/place/no-town"' in page and "° S" in page and "° E" in page
        html5rdf.HTMLParser(strict=True).parse(page)
        assert "no coordinates" in running.get("/page/place/syria").text


def test_the_answer_to_a_question_has_its_form_filled_in(server: Server) -> None:
    page = server.get("/queries/who-fought-whom", actor="Al-Nusra Front").text
    assert re.search(r'<input id="who-fought-whom-actor"[^>]* value="Al-Nusra Front"', page)
    assert '<th scope="col" title="who says it">speaker</th>' in page and ">speaker (IRI)</th>" in page


def test_a_question_that_nothing_answers_leads_on(server: Server) -> None:
    page = server.get("/queries/who-held", place="Turkey").text
    assert 'Nothing in this graph answers it. All that is said of <a href="/search?q=Turkey">' in page
    assert "<table" not in page


def test_things_of_one_name_are_told_apart_on_the_overview(server: Server) -> None:
    page = server.get("/").text
    for section in re.findall(r"<section.*?</section>", page, re.DOTALL):
        rows = re.findall(r">([^<>]*)</a> <span class=\"soft\">([^<]*)</span>", section)
        told = [(label, notes.partition(", in ")[2]) for label, notes in rows]
        assert len(set(told)) == len(told) or "Documents" in section


def test_properties_of_other_vocabularies_are_told_in_words(server: Server) -> None:
    incident = server.query("SELECT ?s { ?s a ckg:Situation } LIMIT 1").rows[0]["s"]
    page = server.get("/page/" + incident.removeprefix(BASE)).text
    assert "<dt>was derived from</dt>" in page and "prov:" not in page.partition("<main")[2].partition("</main")[0]


def test_a_place_holds_places_and_nobody(server: Server) -> None:
    page = server.get("/page/place/jarablos").text
    around = page.partition("<main")[2].partition("<h2")[0]
    assert "lies in" in around and "/page/person/" not in around


def test_an_incident_tells_how_many_documents_report_it(server: Server) -> None:
    row = server.query(
        "SELECT ?i (COUNT(DISTINCT ?d) AS ?n) (COUNT(DISTINCT ?c) AS ?m) { ?i ckg:report ?c . ?c ckg:inDocument ?d }"
        " GROUP BY ?i HAVING(COUNT(DISTINCT ?c) > 1) ORDER BY ?i LIMIT 1"
    ).rows[0]
    page = server.get("/page/" + row["i"].removeprefix(BASE)).text
    assert f"{row['m']} reports (claims) in {row['n']} document" in page


def test_an_accepted_statement_is_called_what_it_states(server: Server) -> None:
    row = server.query(
        "SELECT ?a ?c ?s ?o { ?a a ckg:AcceptedStatement ; prov:wasDerivedFrom ?c ; ckg:statementSubject/rdfs:label ?s ;"
        " ckg:statementObject/rdfs:label ?o } ORDER BY ?a ?c LIMIT 1"
    ).rows[0]
    heading = re.search(r"<h1>(.*?)</h1>", server.get("/page/" + row["a"].removeprefix(BASE)).text)
    assert heading and heading[1].startswith(row["s"]) and heading[1].endswith(row["o"])
    assert "id:statement/" not in server.get("/page/" + row["c"].removeprefix(BASE)).text


def test_the_claims_of_a_source_are_all_accounted_for(server: Server) -> None:
    sources = server.query("SELECT DISTINCT ?s { ?c ckg:claimedBy ?s }").rows
    told = 0
    for row in sources:
        page = server.get("/page/" + row["s"].removeprefix(BASE)).text
        if found := re.search(
            r"Of (\d+) claims.*?, (\d+) are of.*?, (\d+) of incidents that another does(?:, (\d+) of no)?", page
        ):
            total, *parts = (int(number or 0) for number in found.groups())
            assert total == sum(parts)
            told += 1
    assert told > 10
