"""An incident that is denied, hedged, or told with other numbers says so in GraphML and in CSV, as networkx and Python read them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from kg.export.source import Source
from kg.namespaces import CKG
from kg.pipeline import build

from .conftest import REGISTRY

REPORTS = {
    "one.txt": "BEIRUT, March 3, 2014 (Evening Wire) - The Coast Army shelled Ner on 2 March 2014, killing five people.",
    "two.txt": "BEIRUT, March 3, 2014 (Morning Wire) - The Coast Army shelled Ner on 2 March 2014, killing nine people.",
    "three.txt": "BEIRUT, March 3, 2014 (Noon Wire) - The Coast Army denied that it had shelled Ner on 2 March 2014.",
    "four.txt": "BEIRUT, March 3, 2014 (Night Wire) - The Red Front reportedly shelled Oruno on 1 March 2014.",
}


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Source:
    folder = tmp_path_factory.mktemp("disputed")
    (folder / "registry.ttl").write_text(REGISTRY, encoding="utf-8")
    for name, text in REPORTS.items():
        (folder / name).write_text(f"News\n\n{text}\n", encoding="utf-8")
    build([folder / name for name in REPORTS], registry=[folder / "registry.ttl"], store=folder / "store")
    return Source(folder / "store")


def objects(source: Source, name: str) -> set[tuple[str, str]]:
    return {(q.subject.value, q.object.value) for q in source.quads() if q.predicate.value == CKG + name}


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_graphml_tells_of_each_incident_how_surely_and_who_denies_it(disputed: Source, write: Any) -> None:
    networkx = pytest.importorskip("networkx", reason="networkx is not installed")
    graph = networkx.read_graphml(write("graphml", disputed), force_multigraph=True)
    found = {n: data for n, data in graph.nodes(data=True) if data["kind"] == "incident"}
    shelled = next(data for data in found.values() if "Ner" in data["label"])
    assert shelled["factuality"] == "Asserted Denied"
    assert shelled["label"].startswith("Asserted 2, Denied 1: ")
    assert shelled["deniedBy"] == "Coast Army"
    assert "it did not happen" in shelled["differences"]
    assert any("five" in data.get("differences", "") and "nine" in data["differences"] for data in found.values())
    hedged = next(data for data in found.values() if "Oruno" in data["label"])
    assert (hedged["factuality"], hedged["label"].partition(":")[0]) == ("Hedged", "Hedged 1")
    for kind in ("report", "dissent"):
        edges = [(s, t, data) for s, t, data in graph.edges(data=True) if data["kind"] == kind]
        assert {(s, t) for s, t, _ in edges} == objects(disputed, kind) != set()
        assert all(data["factuality"] == graph.nodes[t]["factuality"] for _, t, data in edges)
    (denied,) = [data for _, _, data in graph.edges(data=True) if data["kind"] == "dissent"]
    assert (denied["speaker"], denied["position"]) == ("Coast Army", "it did not happen")


def test_csv_tells_each_report_each_denial_and_each_number(disputed: Source, write: Any) -> None:
    folder = write("csvw", disputed)
    incidents = {row["incident"]: row for row in table(folder, "incidents")}
    shelled = next(row for row in incidents.values() if "Ner" in row["label"])
    assert (shelled["factualities"], shelled["denied_by"]) == ("Asserted Denied", "Coast Army")
    claims = {row["claim"]: row for row in table(folder, "claims")}
    reports = table(folder, "reports")
    for part in ("report", "dissent"):
        assert {(r["incident"], r["claim"]) for r in reports if r["part"] == part} == objects(disputed, part) != set()
    assert all(row["factuality"] == claims[row["claim"]]["factuality"] for row in reports)
    assert {r["factuality"] for r in reports if r["incident"] == shelled["incident"]} == {"Asserted", "Denied"}
    differences = table(folder, "differences")
    assert {(r["position"], r["claim"]) for r in differences} == objects(disputed, "positionClaim")
    assert {row["matter"] for row in differences} == {"DiffersOnNumbers", "DiffersOnOccurrence"}
    numbers = {row["position_label"]: row["claim"] for row in differences if row["matter"] == "DiffersOnNumbers"}
    assert {word: word in claims[claim]["quote"] for word, claim in numbers.items()} == {"five": True, "nine": True}
