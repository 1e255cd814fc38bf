"""What a document says of itself is in every view that has documents: where it was published, and in which language."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse

from kg.export.source import Source
from kg.namespaces import DCTERMS
from kg.pipeline import build

ADDRESS = "https://example.org/ner/shelling"
PAGE = f"""<html lang="en"><head><title>Clashes in Ner</title><link rel="canonical" href="{ADDRESS}">
<meta property="og:url" content="{ADDRESS}"></head><body><article><h1>Clashes in Ner</h1>
<p>The Coast Army shelled the town of Ner on 2 March 2014, and the people of the town went to the hills in the north of it.</p>
</article></body></html>"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Source:
    folder = tmp_path_factory.mktemp("page")
    (folder / "ner.html").write_text(PAGE, encoding="utf-8")
    assert build([folder / "ner.html"], store=folder / "store").claims
    return Source(folder / "store")


def schemaorg(path: Path) -> tuple[str, str]:
    nodes = json.loads(path.read_bytes())["@graph"]
    (article,) = (node for node in nodes if node["type"] == "NewsArticle")
    return article["url"], article["inLanguage"]


def csvw(path: Path) -> tuple[str, str]:
    with (path / "documents.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    return row["url"], row["language"]


def graphml(path: Path) -> tuple[str, str]:
    name = "{http://graphml.graphdrawing.org/xmlns}"
    root = ElementTree.parse(path).getroot()
    keys = {key.get("id"): key.get("attr.name") for key in root.iter(f"{name}key") if key.get("for") == "node"}
    nodes = ({keys.get(d.get("key")): d.text or "" for d in node} for node in root.iter(f"{name}node"))
    (document,) = (node for node in nodes if node.get("kind") == "document")
    return document["url"], document["language"]


def nanopub(path: Path) -> tuple[str, str]:
    said = {q.predicate.value: q.object.value for q in parse(path=str(path), format=RdfFormat.TRIG) if _is_origin(q)}
    return said[DCTERMS + "source"], said[DCTERMS + "language"]


def _is_origin(quad: Any) -> bool:
    return "provenance" in quad.graph_name.value and "/document/" in getattr(quad.subject, "value", "")


@pytest.mark.parametrize("told", [schemaorg, csvw, graphml, nanopub], ids=lambda told: str(told.__name__))
def test_a_document_keeps_its_address_and_language(told: Any, page: Source, write: Any) -> None:
    assert told(write(told.__name__, page)) == (ADDRESS, "en")
