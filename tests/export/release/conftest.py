"""A small dataset of our kind, with claims of one made-up report, in no order."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.export.source import Source

DATA = """
@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix id: <https://w3id.org/conflict-kg/id/> .
<https://w3id.org/conflict-kg/id/graph/world> { <https://w3id.org/conflict-kg/id/incident/1> a ckg:Incident . }
<https://w3id.org/conflict-kg/id/graph/document/river-1> {
  <https://w3id.org/conflict-kg/id/document/river-1> a ckg:Document ; rdfs:label "The bridge at Otter Ford" ; ckg:sha256 "00" .
  <https://w3id.org/conflict-kg/id/activity/1> a prov:Activity ; prov:used <https://w3id.org/conflict-kg/id/document/river-1> .
  <https://w3id.org/conflict-kg/id/claim/1> a ckg:Claim ; ckg:claims <https://w3id.org/conflict-kg/id/content/1> ;
    ckg:claimedBy <https://w3id.org/conflict-kg/id/group/otter-band> ; prov:wasGeneratedBy <https://w3id.org/conflict-kg/id/activity/1> .
  <https://w3id.org/conflict-kg/id/group/otter-band> a ckg:ArmedGroup ; rdfs:label "Otter Band"@en , "a \\"b\\" \\\\ ü\\n" .
}
"""


@pytest.fixture
def small(tmp_path: Path) -> Source:
    path = tmp_path / "small.trig"
    path.write_text(DATA, encoding="utf-8")
    return Source(path)


@pytest.fixture(autouse=True)
def no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
