"""What the explorer is given to draw: columns that hold together, evidence, shells, a second release; and what is refused."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import html5rdf
import pytest

from kg.consolidate.roles import ROLE_TABLE
from kg.pipeline import build
from kg.serve.work.explore.graph import graph_json
from kg.store import StoreFolder

from .server import Server, serving

BASE = "https://w3id.org/conflict-kg/id/"
VIEWS = ("timeline", "network", "map", "matrix", "query", "compare")
TABLES = {
    "things": {"path", "label", "kind", "role", "claims", "reprints"},
    "documents": {"path", "label", "file", "issued"},
    "types": {"name", "label", "tie", "backward", "state", "relation", "doer", "other"},
    "claims": {"path", "type", "factuality", "comment", "speaker", "document", "paragraph", "notBefore", "notAfter", "dated",
               "doers", "others", "places", "incident", "contradicted", "origin", "reprint"},
    "ties": {"path", "kind", "tie", "label", "a", "b", "beganNotBefore", "beganNotAfter", "endedNotBefore", "endedNotAfter",
             "attested", "standing", "claims", "disputed"},
    "places": {"thing", "latitude", "longitude"},
    "within": {"thing", "in"},
}  # fmt: skip
# Which table the indexes of a column point into.
POINTERS = {
    ("claims", "type"): "types", ("claims", "speaker"): "things", ("claims", "document"): "documents",
    ("claims", "origin"): "things", ("claims", "doers"): "things", ("claims", "others"): "things", ("claims", "places"): "things",
    ("ties", "a"): "things", ("ties", "b"): "things", ("ties", "claims"): "claims", ("ties", "disputed"): "claims",
    ("places", "thing"): "things", ("within", "thing"): "things", ("within", "in"): "things",
}  # fmt: skip


def _graph(server: Server, **fields: Any) -> Any:
    reply = server.get("/explore/graph.json", **fields)
    assert reply.status == 200 and reply.type == "application/json", reply.text
    return reply.json


def _rows(told: Any, table: str) -> list[dict[str, Any]]:
    columns = told[table]
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


@pytest.fixture(scope="module")
def told(server: Server) -> Any:
    return _graph(server)


def _check_shape(told: Any) -> None:
    assert told.keys() == {*TABLES, "total"}
    for table, names in TABLES.items():
        assert told[table].keys() == names
        assert len({len(column) for column in told[table].values()}) == 1, table
    for (table, name), other in POINTERS.items():
        (length,) = {len(column) for column in told[other].values()}
        for value in told[table][name]:
            for index in value if isinstance(value, list) else [] if value is None else [value]:
                assert 0 <= index < length, (table, name)


def test_columns_are_equally_long_and_indexes_point_into_their_tables(told: Any) -> None:
    _check_shape(told)
    assert told["claims"]["path"] and told["ties"]["path"] and told["within"]["thing"]


def test_every_claim_of_the_graph_is_there_once_in_the_order_of_pages(server: Server, told: Any) -> None:
    rows = server.query(
        "SELECT ?c ?file (MIN(?s) AS ?start) { ?c a ckg:Claim ; ckg:inDocument/ckg:fileName ?file ;"
        " ckg:evidence/oa:hasSelector/oa:start ?s } GROUP BY ?c ?file"
    ).rows
    ordered = sorted(rows, key=lambda row: (row["file"], int(row["start"]), row["c"]))
    assert told["claims"]["path"] == [row["c"].removeprefix(BASE) for row in ordered]
    assert told["total"] == {"claims": len(rows), "shown": len(rows)}
    for table in ("things", "ties"):
        assert told[table]["path"] == sorted(set(told[table]["path"]))


def _counted(server: Server, pattern: str) -> dict[str, int]:
    rows = server.query(f"SELECT ?key (COUNT(DISTINCT ?c) AS ?n) {{ {pattern} }} GROUP BY ?key").rows
    return {row["key"]: int(row["n"]) for row in rows}


def test_counts_are_those_that_sparql_counts(server: Server, told: Any) -> None:
    claims = _rows(told, "claims")
    by_type = _counted(server, "?c ckg:claims/ckg:eventType/skos:prefLabel ?key")
    assert {label: sum(told["types"]["label"][c["type"]] == label for c in claims) for label in by_type} == by_type
    by_factuality = _counted(server, "?c a ckg:Claim ; ckg:factuality/rdfs:label ?key")
    assert {name: sum(c["factuality"] == name for c in claims) for name in by_factuality} == by_factuality
    by_speaker = {iri.removeprefix(BASE): n for iri, n in _counted(server, "?c ckg:claimedBy ?key").items()}
    paths = told["things"]["path"]
    assert {path: sum(paths[c["speaker"]] == path for c in claims) for path in by_speaker} == by_speaker
    comments = _counted(server, "?c a ckg:Claim ; ckg:voice ckg:CommentVoice BIND(1 AS ?key)")
    assert comments == {"1": sum(c["comment"] for c in claims)}
    against = _counted(server, "?x ckg:oneSide|ckg:otherSide ?c BIND(1 AS ?key)")
    assert against == {"1": sum(c["contradicted"] for c in claims)}
    named = "{ ?c ckg:claimedBy ?key } UNION { ?c ckg:claims ?x . ?x ckg:actor|ckg:recipient|ckg:location ?key }"
    counts = {iri.removeprefix(BASE): n for iri, n in _counted(server, named).items()}
    assert {row["path"]: row["claims"] for row in _rows(told, "things") if row["claims"]} == counts


@pytest.mark.parametrize(
    ("column", "things"),
    [
        ("doers", "?x ckg:actor ?t MINUS { ?x ckg:side2 ?t }"),
        ("others", "{ ?x ckg:recipient ?t } UNION { ?x ckg:side2 ?t }"),
        (
            "places",
            "{ ?x ckg:location ?t } UNION { ?x ckg:attacked|ckg:besieged|ckg:damaged ?t . ?t a ckg:Territory }",
        ),
    ],
)
def test_who_and_what_is_in_a_claim_is_what_the_roles_say(server: Server, told: Any, column: str, things: str) -> None:
    rows = server.query(f"SELECT DISTINCT ?c ?t {{ ?c ckg:claims ?x . {things} }}").rows
    expected = {(row["c"].removeprefix(BASE), row["t"].removeprefix(BASE)) for row in rows}
    paths = told["things"]["path"]
    assert {
        (claim["path"], paths[i]) for claim in _rows(told, "claims") for i in claim[column]
    } == expected and expected


def _day(number: int | None) -> str | None:
    return None if number is None else (date(1970, 1, 1) + timedelta(days=number)).isoformat()


def test_a_claim_has_its_own_days_or_holds_on_or_is_by_or_is_intended_after_that_of_its_report_or_has_none(
    server: Server, told: Any
) -> None:
    rows = server.query(
        "SELECT ?c ?f ?first ?last ?held ?issued { ?c ckg:claims ?x ; ckg:factuality ?f ; ckg:inDocument ?d OPTIONAL { ?x ckg:notBefore ?first }"
        " OPTIONAL { ?x ckg:notAfter ?last } OPTIONAL { ?x ckg:attestedOn ?held } OPTIONAL { ?d dcterms:issued ?issued } }"
    ).rows
    facts = {row["c"].removeprefix(BASE): row for row in rows}
    seen = set()
    for claim in _rows(told, "claims"):
        row = facts[claim["path"]]
        days = (_day(claim["notBefore"]), _day(claim["notAfter"]))
        seen.add(claim["dated"])
        if "first" in row or "last" in row:
            assert (claim["dated"], days) == ("claim", (row.get("first"), row.get("last")))
        elif "issued" in row and row["f"].endswith("Intended"):
            assert (claim["dated"], days) == ("report", (row["issued"], None))
        elif "held" in row:
            assert (claim["dated"], days) == ("attested", (row["held"], row["held"]))
        elif "issued" in row:
            assert (claim["dated"], days) == ("report", (None, row["issued"]))
        else:
            assert (claim["dated"], days) == (None, (None, None))
    assert seen == {"claim", "attested", "report", None}
    ahead = {
        claim["dated"]
        for claim in _rows(told, "claims")
        if claim["notBefore"] is not None and claim["notAfter"] is None
    }
    assert "report" in ahead


def test_a_tie_is_a_situation_between_its_parties_with_its_days_and_claims(server: Server, told: Any) -> None:
    ties = {row["path"]: row for row in _rows(told, "ties")}
    kinds = server.query(
        "SELECT ?s ?k { VALUES ?k { ckg:Hostility ckg:Alliance ckg:Membership ckg:Affiliation ckg:Leadership ckg:Control } ?s a ?k }"
    ).rows
    assert {row["s"].removeprefix(BASE) for row in kinds} == set(ties)
    drawn = {row["kind"]: row["tie"] for row in ties.values()}
    assert drawn == {"Hostility": "hostile", "Alliance": "friendly", "Membership": "belonging", "Affiliation": "belonging",
                     "Leadership": "leading", "Control": "holding"}  # fmt: skip
    paths = told["things"]["path"]
    directed = {
        "Membership": ("org:member", "org:organization"), "Affiliation": ("ckg:branch", "ckg:branchOf"),
        "Leadership": ("ckg:leadingActor", "ckg:ledActor"), "Control": ("ckg:controller", "ckg:controlledPlace"),
    }  # fmt: skip
    for path, tie in ties.items():
        first, second = directed.get(tie["kind"], ("ckg:situationParty", "ckg:situationParty"))
        asked = f"ASK {{ <{BASE}{path}> {first} <{BASE}{paths[tie['a']]}> ; {second} <{BASE}{paths[tie['b']]}> }}"
        assert server.query(asked).json["boolean"] and tie["a"] != tie["b"], path
    rests = server.query("SELECT ?s ?c { ?s ckg:standing ?x ; prov:wasDerivedFrom ?c }").rows
    expected = {(r["s"], r["c"]) for r in rests if r["s"].removeprefix(BASE) in ties}
    claims = told["claims"]["path"]
    assert {(BASE + path, BASE + claims[i]) for path, tie in ties.items() for i in tie["claims"]} == expected
    for name in ("beganNotBefore", "beganNotAfter", "endedNotBefore", "endedNotAfter"):
        known = {r["s"].removeprefix(BASE): r["d"] for r in server.query(f"SELECT ?s ?d {{ ?s ckg:{name} ?d }}").rows}
        assert {p: _day(t[name]) for p, t in ties.items() if t[name] is not None} == {
            p: d for p, d in known.items() if p in ties
        }


def test_a_type_tells_how_its_parties_stand(told: Any) -> None:
    types = told["types"]
    stand = dict(
        zip(types["name"], zip(*(types[c] for c in ("state", "relation", "doer", "other")), strict=True), strict=True)
    )
    known = {"ArmedClash": (False, "sides", "side one", "side two"), "Attack": (False, None, "attacker", "attacked"),
             "Alliance": (True, "mutual", "ally", "ally"), "Formation": (False, None, "new body", "founder"),
             "TerritorialControl": (True, None, "holder", "recipient")}  # fmt: skip
    assert {name: stand[name] for name in known if name in stand} == {
        name: row for name, row in known.items() if name in stand
    }
    assert known.keys() & stand.keys() >= {"ArmedClash", "Attack"}


def test_what_a_type_makes_of_its_parties_is_what_it_attests(told: Any) -> None:
    ties = dict(zip(told["types"]["name"], told["types"]["tie"], strict=True))
    known = {"ArmedClash": "hostile", "Attack": "hostile", "Alliance": "friendly", "Affiliation": "belonging",
             "CoalitionMembership": "belonging", "Split": None, "TerritorialControl": None, "Demand": None}  # fmt: skip
    assert {name: ties[name] for name in known if name in ties} == {
        name: tie for name, tie in known.items() if name in ties
    }
    assert {"hostile", "friendly", "belonging", None} == set(ties.values())


def test_what_the_roles_of_a_type_are_to_one_another_is_what_their_table_says(told: Any) -> None:
    types = {row["name"]: row for row in _rows(told, "types")}
    for name, row in types.items():
        assert row["relation"] == ("sides" if ROLE_TABLE[name].sided else "mutual" if ROLE_TABLE[name].mutual else None)
    assert [types[name]["relation"] for name in ("ArmedClash", "Alliance", "Attack")] == ["sides", "mutual", None]
    assert [name for name, row in types.items() if row["backward"]] == ["Formation"]


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("actor", "?c ckg:claims ?x . ?x ckg:actor|ckg:recipient <{iri}>"),
        ("source", "?c ckg:claimedBy <{iri}>"),
        ("document", "?c a ckg:Claim ; ckg:inDocument <{iri}>"),
        (
            "place",
            "?c ckg:claims ?x . ?p ckg:within* <{iri}> {{ ?x ckg:location ?p }} UNION"
            " {{ ?x ckg:attacked|ckg:besieged|ckg:damaged ?p . ?p a ckg:Territory }}",
        ),
    ],
)
def test_a_filter_lets_through_what_sparql_finds_for_it(server: Server, told: Any, name: str, pattern: str) -> None:
    column = {"actor": "doers", "source": "speaker", "document": "document", "place": "places"}[name]
    values = [i for value in told["claims"][column] for i in (value if isinstance(value, list) else [value])]
    most = max(sorted(set(values)), key=values.count)
    path = told["documents" if name == "document" else "things"]["path"][most]
    found = _graph(server, **{name: path})
    rows = server.query(f"SELECT DISTINCT ?c {{ {pattern.format(iri=BASE + path)} }}").rows
    assert set(found["claims"]["path"]) == {row["c"].removeprefix(BASE) for row in rows} and rows
    assert found["total"]["claims"] == len(rows) < told["total"]["claims"]
    _check_shape(found)


def test_a_place_that_is_aimed_at_is_a_place_of_the_claim_and_no_actor(server: Server, told: Any) -> None:
    paths, roles = told["things"]["path"], told["things"]["role"]
    claims = _rows(told, "claims")
    aimed_at = {i for claim in claims for i in claim["others"] if roles[i] == "place"}
    assert aimed_at
    for i in aimed_at:
        here = [claim["path"] for claim in claims if i in claim["places"]]
        assert here == [path for path in _graph(server, place=paths[i])["claims"]["path"] if path in here] and here
        assert _graph(server, actor=paths[i])["total"]["claims"] == 0
    talks = next(i for claim in claims for i in claim["others"] if roles[i] == "other")
    assert _graph(server, actor=paths[talks])["total"]["claims"] == 0


def test_a_filter_and_evidence_take_an_iri_in_full(server: Server, told: Any) -> None:
    path, claim = told["things"]["path"][told["claims"]["speaker"][0]], told["claims"]["path"][0]
    assert _graph(server, source=BASE + path) == _graph(server, source=path)
    cards = server.get("/explore/evidence.json", claim=BASE + claim).json["claims"]
    assert [card["path"] for card in cards] == [claim]
    assert _graph(server, source="https://example.org/" + path)["total"] == {"claims": 0, "shown": 0}


def test_a_claim_that_lacks_what_each_must_have_is_counted_and_not_shown(served_store: Path, tmp_path: Path) -> None:
    folder = StoreFolder(Path(copytree(served_store, tmp_path / "store")))
    lines = sorted(folder.dataset().read_text().splitlines())
    (said_by, *_) = [line for line in lines if " <https://w3id.org/conflict-kg/ontology#claimedBy> " in line]
    folder.replace_graph(f"{line}\n".encode() for line in lines if line != said_by)
    longest = csv.field_size_limit()
    told = json.loads(graph_json(folder.open(), folder.base, lambda _: None, (), 10_000, 1 << 24))
    assert csv.field_size_limit() == longest
    paths = told["claims"]["path"]
    assert said_by.split(maxsplit=1)[0].strip("<>").removeprefix(BASE) not in paths
    assert told["total"] == {"claims": len(paths) + 1, "shown": len(paths)}


def test_values_of_one_filter_are_alternatives_and_filters_are_conditions(server: Server, told: Any) -> None:
    everything = _rows(told, "claims")
    types = told["types"]["name"]

    def expected(*wanted: str, **also: Any) -> list[str]:
        return [
            c["path"]
            for c in everything
            if types[c["type"]] in wanted and all(c[name] == v for name, v in also.items())
        ]

    both = _graph(server, type=["Attack", "ArmedClash"])
    assert both["claims"]["path"] == expected("Attack", "ArmedClash")
    hedged = _graph(server, type=["Attack", "ArmedClash"], factuality="hedged")
    assert hedged["claims"]["path"] == expected("Attack", "ArmedClash", factuality="hedged") != []
    for tie in _rows(hedged, "ties"):
        assert tie["claims"], "a tie is there for the claims that are shown"
    nothing = _graph(server, actor="group/nobody-of-this-name")
    assert nothing["total"] == {"claims": 0, "shown": 0}
    _check_shape(nothing)


def test_the_evidence_of_every_claim_is_that_of_its_page(server: Server, told: Any) -> None:
    paths = told["claims"]["path"]
    cards: list[Any] = []
    for at in range(0, len(paths), 100):
        reply = server.get("/explore/evidence.json", claim=paths[at : at + 100])
        assert reply.status == 200, reply.text
        cards += reply.json["claims"]
    assert [card["path"] for card in cards] == paths
    exact = server.query("SELECT ?c ?q { ?c ckg:evidence/oa:hasSelector/oa:exact ?q }").rows
    quotes = {(row["c"].removeprefix(BASE), row["q"]) for row in exact}
    assert {(card["path"], quote["text"]) for card in cards for quote in card["quotes"]} == quotes
    columns = _rows(told, "claims")
    for card, claim in zip(cards, columns, strict=True):
        assert (card["factuality"], card["comment"]) == (claim["factuality"], claim["comment"])
        assert card["speaker"]["label"] == told["things"]["label"][claim["speaker"]]
    for card in cards[::15]:
        page = html5rdf.parse(server.get(card["href"]).text, namespaceHTMLElements=False)
        shown = {
            " ".join("".join(q.itertext()).split()).strip("“”")
            for q in page.iter("blockquote")
            if q.get("class") == "large"
        }
        assert {" ".join(quote["text"].split()) for quote in card["quotes"]} == shown
        for quote in card["quotes"]:
            address, _, words = quote["href"].partition("#")
            assert f'id="{words}"' in server.get(address).text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/explore/evidence.json", 400),
        ("/explore/evidence.json?" + "&".join(f"claim=claim/{n}" for n in range(201)), 400),
        ("/explore/evidence.json?claim=../../etc/passwd", 404),
        ("/explore/evidence.json?claim=claim/%3E%20%7B", 404),
        ("/explore/evidence.json?claim=claim/none", 404),
        ("/explore/evidence.json?claim=group/al-nusra-front", 404),
        ("/explore/evidence.json?claim=claim/none&release=beside", 404),
        ("/explore/evidence.json?clam=claim/none", 400),
        ("/explore/graph.json?factuality=true", 400),
        ("/explore/graph.json?release=beside", 404),
        ("/explore/graph.json?release=this&release=this", 400),
        ("/explore/graph.json?actr=x", 400),
        ("/explore/graph.json?" + "&".join(f"actor=group/{n}" for n in range(201)), 400),
        ("/explore/releases.json?x=1", 400),
        ("/explore/nothing", 404),
        ("/explore/..%2F..%2Fbase", 404),
        ("/explore/timeline/more", 404),
    ],
)
def test_what_does_not_fit_is_refused_in_one_line(server: Server, address: str, status: int) -> None:
    reply = server.get(address)
    assert reply.status == status and reply.type == "application/problem+json", reply.text
    assert "\n" not in reply.json["detail"] and str(Path.home()) not in reply.text


@pytest.mark.parametrize("value", ["../../etc/passwd", "x> } #", '"', "<b>", "\u202e", "a" * 3000, "\x00", "%00"])
@pytest.mark.parametrize("name", ["actor", "place", "type", "source", "document"])
def test_an_odd_filter_finds_nothing_and_breaks_nothing(server: Server, name: str, value: str) -> None:
    assert _graph(server, **{name: value})["total"]["claims"] == 0


def test_graph_has_an_etag_is_packed_and_may_be_asked_for_from_anywhere(server: Server) -> None:
    headers = {"Accept-Encoding": "gzip", "Origin": "https://example.org"}
    reply = server.ask("GET", "/explore/graph.json", headers=headers)
    assert reply.headers["content-encoding"] == "gzip" and reply.headers["access-control-allow-origin"] == "*"
    again = server.ask("GET", "/explore/graph.json", headers=headers | {"If-None-Match": reply.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize("view", VIEWS)
def test_a_shell_says_what_is_seen_and_alone_allows_our_scripts(server: Server, view: str) -> None:
    reply = server.get(f"/explore/{view}", "text/html")
    policy = dict(part.strip().partition(" ")[::2] for part in reply.headers["content-security-policy"].split(";"))
    assert reply.status == 200 and policy["script-src"] == "'self'" and policy["default-src"] == "'none'"
    assert policy["style-src"] == "'self'"
    page = html5rdf.HTMLParser(strict=True, namespaceHTMLElements=False).parse(reply.text)
    main = page.find(".//main")
    assert (main.get("id"), main.get("data-view"), main.get("data-root")) == ("content", view, "")
    assert not re.search(r"<script(?![^>]*src=)|<style|\son\w+=|style=", reply.text)
    same = [a.get("href") for a in main.iter("a") if not a.get("href").startswith("/explore")]
    assert same and all(server.get(address, "text/html").status == 200 for address in same)
    for other in ("/", "/explore/nothing", "/queries"):
        assert "script-src 'none'" in server.get(other).headers["content-security-policy"]


def test_explore_leads_to_the_timeline_with_its_filters(server: Server) -> None:
    reply = server.get("/explore", actor="group/al-nusra-front", type=["Attack", "Siege"])
    assert reply.status == 307
    assert reply.headers["location"] == "/explore/timeline?actor=group%2Fal-nusra-front&type=Attack&type=Siege"


def test_what_is_not_built_is_told_with_the_command_that_builds_it(tmp_path: Path) -> None:
    from kg.serve.work.explore.shells import explore_page

    page = explore_page(tmp_path, "", "network").decode()
    assert "<code>make web</code>" in page and "<script" not in page and 'href="/queries/who-fought-whom"' in page
    (tmp_path / ".vite").mkdir()
    (tmp_path / ".vite" / "manifest.json").write_text("{")
    assert "<code>make web</code>" in explore_page(tmp_path, "", "network").decode()


def test_a_built_script_is_loaded_with_its_styles_and_what_it_imports(tmp_path: Path) -> None:
    from kg.serve.work.explore.shells import explore_page

    (tmp_path / ".vite").mkdir()
    manifest = {
        "src/main.tsx": {
            "file": "main-1.js",
            "css": ["main-1.css"],
            "imports": ["_a.js"],
            "dynamicImports": ["src/late.tsx"],
        },
        "_a.js": {"file": "a-2.js", "css": ["a-2.css", "main-1.css"], "imports": ["_b.js"]},
        "_b.js": {"file": "b-3.js", "imports": ["_a.js"]},
        "src/late.tsx": {"file": "late-4.js"},
    }
    (tmp_path / ".vite" / "manifest.json").write_text(json.dumps(manifest))
    page = explore_page(tmp_path, "/kg", "map").decode()
    assert re.findall(r'<script type="module" src="([^"]+)"></script>', page) == ["/kg/assets/explorer/main-1.js"]
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+explorer[^"]+)">', page)
    assert styles == ["/kg/assets/explorer/main-1.css", "/kg/assets/explorer/a-2.css"]
    ahead = re.findall(r'<link rel="modulepreload" href="([^"]+)">', page)
    assert ahead == ["/kg/assets/explorer/a-2.js", "/kg/assets/explorer/b-3.js"] and "late-4" not in page
    assert '<div id="explorer">' in page and "has not run" in page and "make web" not in page
    html5rdf.HTMLParser(strict=True).parse(page)


def _add_places(store: Path) -> None:
    """Give two places of the graph a position, one by degrees and one by a geometry, and a third one two."""
    added = []
    degrees = "http://www.w3.org/2003/01/geo/wgs84_pos#"
    geo, decimal = "http://www.opengis.net/ont/geosparql#", "http://www.w3.org/2001/XMLSchema#decimal"
    for name, axis, value in (("aleppo", "lat", "-10.5"), ("aleppo", "long", "20.25"), ("syria", "lat", "1"),
                              ("syria", "lat", "2"), ("syria", "long", "3")):  # fmt: skip
        added.append(f'<{BASE}place/{name}> <{degrees}{axis}> "{value}"^^<{decimal}> <{BASE}graph/registry> .')
    shape = f"<{BASE}place/idlib-city/geometry>"
    added.append(f"<{BASE}place/idlib-city> <{geo}hasGeometry> {shape} <{BASE}graph/registry> .")
    added.append(f'{shape} <{geo}asWKT> "POINT(-7.5 8.25)"^^<{geo}wktLiteral> <{BASE}graph/registry> .')
    folder = StoreFolder(store)
    lines = {*folder.dataset().read_text().splitlines(), *added}
    folder.replace_graph(f"{line}\n".encode() for line in sorted(lines))


@pytest.fixture(scope="module")
def releases(served_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Two releases behind another address: the seeds with coordinates; beside it one report, hostile, of an invented place."""
    folder = tmp_path_factory.mktemp("releases")
    copytree(served_store, folder / "spring")
    _add_places(folder / "spring")
    report = folder / "report<b>.txt"
    report.write_text(
        "The Free <script>alert(1)</script> Army attacked Ahrar al-Sham in Northford, a spokesman said.\n"
    )
    build([report], store=folder / "autumn", text="all")
    options = ("--beside", str(folder / "autumn"), "--base", "https://example.org/kg/", "--max-rows", "150")
    with serving(folder / "spring", folder, *options) as running:
        yield running


def test_releases_are_told_by_the_names_of_their_folders(releases: Server) -> None:
    told = releases.get("/explore/releases.json").json["releases"]
    counted = releases.query("SELECT (COUNT(*) AS ?n) { ?c a ckg:Claim }").rows[0]["n"]
    assert told[0] == {"name": "this", "label": "spring", "claims": int(counted)}
    beside = _graph(releases, release="beside")
    assert (
        told[1] == {"name": "beside", "label": "autumn", "claims": beside["total"]["claims"]} and told[1]["claims"] > 0
    )


def test_html_in_a_label_stays_json_and_there_are_no_links_to_pages_of_the_other_release(releases: Server) -> None:
    told = _graph(releases, release="beside")
    _check_shape(told)
    assert told["documents"]["file"] == ["report<b>.txt"]
    reply = releases.get("/explore/evidence.json", claim=told["claims"]["path"], release="beside")
    assert reply.type == "application/json" and reply.headers["x-content-type-options"] == "nosniff"
    for card in reply.json["claims"]:
        assert card["href"] is card["speaker"]["href"] is card["document"]["href"] is None
        assert card["quotes"] and all(quote["href"] is None and quote["text"] for quote in card["quotes"])


def test_addresses_begin_with_the_base(releases: Server) -> None:
    page = releases.get("/explore/matrix").text
    assert 'data-root="/kg"' in page and 'href="/kg/explore/map"' in page
    assert not re.search(r'(?:href|src)="/(?!kg/)', page)
    assert releases.get("/explore").headers["location"] == "/kg/explore/timeline"
    path = _graph(releases, factuality="denied")["claims"]["path"][0]
    (card,) = releases.get("/explore/evidence.json", claim=path).json["claims"]
    assert card["href"] == f"/kg/page/{path}" and card["saying"] == "denied by"


def test_more_claims_than_the_bound_are_refused_and_the_filters_named(releases: Server) -> None:
    reply = releases.get("/explore/graph.json")
    assert reply.status == 403 and "at most 150" in reply.json["detail"]
    assert all(name in reply.json["detail"] for name in ("actor", "place", "type", "factuality", "source", "document"))
    assert releases.get("/explore/graph.json", type="Attack").status == 200


def test_a_place_has_the_coordinates_that_the_graph_gives_and_one_of_two_positions_has_none(releases: Server) -> None:
    places = {}
    for name in ("aleppo", "idlib-city", "syria"):
        found = _graph(releases, place=f"place/{name}", factuality=["asserted"])
        paths = found["things"]["path"]
        places |= {paths[row["thing"]]: (row["latitude"], row["longitude"]) for row in _rows(found, "places")}
    assert places == {"place/aleppo": (-10.5, 20.25), "place/idlib-city": (8.25, -7.5)}


def test_another_release_that_is_no_store_is_told_at_once(served_store: Path, tmp_path: Path) -> None:
    from click.testing import CliRunner

    from kg.cli.serve import command

    told = CliRunner().invoke(command, ["--store", str(served_store), "--beside", str(tmp_path / "none")])
    assert told.exit_code != 0 and "there is no such store" in str(told.exception or told.output)
