"""What a view lacks of what it promises is found and named, whatever kind of thing it is; and the view is not kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import LossError
from kg.export.source import Source
from kg.export.table import EXPORT_FORMATS
from kg.export.views.nodes import Node
from kg.export.views.reading import Reader
from kg.export.views.rows import ClaimRow
from kg.export.writing import export_file
from kg.namespaces import CKG

LOSSY = [name for name, row in EXPORT_FORMATS.items() if row.reader]
FAULTS: dict[str, dict[str, Any]] = {
    "factualities": {"factuality": ""},
    "events": {"content": ""},
    "evidences": {"evidence": ()},
    "labels": {"roles": (), "speaker": None, "relayed_by": None},
}
SAID = {"factualities": "factuality", "events": "claims", "evidences": "evidence"}


def faulty(monkeypatch: pytest.MonkeyPatch, fault: Callable[[ClaimRow, dict[str, Node]], ClaimRow | None]) -> list[str]:
    """Let every writer see one claim on the map as *fault* makes it; return the list that its IRI will be in."""
    whole, seen = Reader.claims_of, list[str]()

    def claims_of(self: Reader, graph: Any) -> Iterator[tuple[ClaimRow, dict[str, Node]]]:
        for row, nodes in whole(self, graph):
            located = any(role.thing.iri.endswith("/ner") for role in row.roles)
            if located and not seen:
                seen.append(row.iri)
                copy = {**nodes, row.iri: dict(nodes[row.iri]), row.content: dict(nodes[row.content])}
                if found := fault(row, copy):
                    yield found, copy
            else:
                yield row, nodes

    monkeypatch.setattr(Reader, "claims_of", claims_of)
    return seen


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("name", LOSSY)
def test_what_the_writer_of_a_view_drops_is_named(
    name: str, kind: str, nowhere: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (name, kind) == ("geojson", "labels"):
        pytest.skip("a claim without places is on no map, which is another case")

    def fault(row: ClaimRow, nodes: dict[str, Node]) -> ClaimRow:
        for node in (row.iri, row.content):
            nodes[node].pop(CKG + SAID.get(kind, ""), None)
        return replace(row, **FAULTS[kind])

    seen = faulty(monkeypatch, fault)
    with pytest.raises(LossError, match=rf"holds \d+ of \d+ {kind}, without <") as failed:
        export_file(nowhere, name, tmp_path / "out", allow_loss=True)
    assert f"<{seen[0]}>" in str(failed.value)
    assert str(failed.value).count("\n") == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name in LOSSY if name != "geojson"])
def test_a_claim_that_is_dropped_is_named(
    name: str, nowhere: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = faulty(monkeypatch, lambda row, nodes: None)
    total = nowhere.counts.claims or 0
    with pytest.raises(LossError, match=f"holds {total - 1} of {total} claims, without <") as failed:
        export_file(nowhere, name, tmp_path / "out", allow_loss=True)
    assert f"claims, without <{seen[0]}>;" in str(failed.value)


def test_of_many_the_first_three_are_named_and_the_rest_counted(
    hostile: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reader, "claims_of", lambda self, graph: iter(()))
    with pytest.raises(LossError) as failed:
        export_file(hostile("abcde"), "graphml", tmp_path / "out", allow_loss=True)
    told = str(failed.value)
    assert "holds 0 of 5 claims, without <" in told
    assert told.partition(";")[0].count("<") == 3
    assert told.partition(";")[0].endswith("and 2 more")


def test_every_name_is_in_the_tables(hostile: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.export.views import csvw

    whole = csvw._labels
    monkeypatch.setattr(csvw, "_labels", lambda source: list(whole(source))[1:])
    with pytest.raises(LossError, match=r"holds 3 of 4 names, without <.*said so"):
        export_file(hostile(["said so"]), "csvw", tmp_path / "out", allow_loss=True)


def test_a_file_that_cannot_be_read_back_is_one_line(nowhere: Source, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("kg.export.views.graphml.write_graphml", lambda source, out, options: out.write(b"<graphml>"))
    with pytest.raises(LossError, match=r"cannot be read back \(no element found[^\n]*\Z"):
        export_file(nowhere, "graphml", tmp_path / "out", allow_loss=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["reifies", "letter", "claim", "syntax"])
def test_rdf_1_2_is_read_back_to_the_letter(
    damage: str, nowhere: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.export.views import turtle12

    told = {
        "reifies": r"has no reifier of the accepted statement <",
        "letter": r"other triples in the same number, without e\.g\. <.*Red Front",
        "claim": r"holds \d+ of \d+ claims, without e\.g\. <https://w3id\.org/conflict-kg/id/claim/",
        "syntax": r"cannot be read back",
    }
    whole = turtle12.write_turtle12

    def write(source: Source, out: Any, options: Any) -> None:
        from io import BytesIO

        held = BytesIO()
        whole(source, held, options)
        text = held.getvalue().decode()
        changed = {
            "reifies": lambda: re.sub(r" ;\s*rdf:reifies <<\(.*\)>>", "", text, count=1),
            "letter": lambda: text.replace('"Red Front', '"Red Fromt', 1),
            "claim": lambda: re.sub(r"(?m)^(<\S+claim/.*|\t.*)\bckg:Claim(?= [,;])", r"\1ckg:Clam", text, count=1),
            "syntax": lambda: text + "<",
        }[damage]()
        assert changed != text
        out.write(changed.encode())

    monkeypatch.setattr(turtle12, "write_turtle12", write)
    with pytest.raises(LossError, match=told[damage]):
        export_file(nowhere, "turtle12", tmp_path / "out.ttl")
    assert list(tmp_path.iterdir()) == []
