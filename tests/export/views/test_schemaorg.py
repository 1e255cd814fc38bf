"""schema.org: claims and articles, in terms that are there, and nothing that passes for an event."""

from __future__ import annotations

import json
from typing import Any

from pyoxigraph import RdfFormat, parse
from rdflib import SDO

from kg.export.source import Source
from kg.namespaces import RDF, SCHEMA


def test_every_term_is_one_of_schema_org(seeds_source: Source, write: Any) -> None:
    known = {SCHEMA + name for name in SDO.__annotations__}
    used = set()
    for quad in parse(path=str(write("schemaorg", seeds_source)), format=RdfFormat.JSON_LD):
        used.add(quad.object.value if quad.predicate.value == RDF + "type" else quad.predicate.value)
    assert used - {RDF + "type"} <= known
    assert {SCHEMA + name for name in ("Claim", "NewsArticle", "appearance", "roleName", "DefinedTerm")} <= used
    assert SCHEMA + "Event" not in used


def test_a_claim_tells_who_says_it_how_surely_and_where(nowhere: Source, write: Any) -> None:
    nodes = json.loads(write("schemaorg", nowhere).read_bytes())["@graph"]
    claims = [node for node in nodes if node["type"] == "Claim"]
    assert len(claims) == nowhere.counts.claims
    for node in claims:
        surely = node["keywords"][0]["name"]
        assert node["name"].startswith(f"{surely}: ")
        assert node["author"]["name"] in node["name"]
        assert node["text"]
        assert node["citation"].startswith("ner.txt ¶")
    assert {node["keywords"][0]["name"] for node in claims} >= {"Asserted", "Denied", "Intended"}


def test_the_context_is_inside(nowhere: Source, write: Any) -> None:
    assert isinstance(json.loads(write("schemaorg", nowhere).read_bytes())["@context"], dict)


def test_a_hostile_quote_comes_back(hostile: Any, write: Any) -> None:
    texts = ["</script>", "a\x00b", "\u202eRTL", "a\r\nb", '"\\', "\u2028"]
    nodes = json.loads(write("schemaorg", hostile(texts)).read_bytes())["@graph"]
    assert sorted(node["text"][0] for node in nodes if node["type"] == "Claim") == sorted(texts)


def test_nothing_ends_the_script_of_a_page_that_holds_it(hostile: Any, write: Any) -> None:
    assert b"<" not in write("schemaorg", hostile(["</script><script>alert(1)</script>"])).read_bytes()
