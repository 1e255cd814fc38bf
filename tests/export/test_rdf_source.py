"""What is exported: a store, one document of it, or an RDF file in any order."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import CanonicalizationAlgorithm, Dataset, RdfFormat, parse, serialize

from kg.cli import main
from kg.errors import InputError, UsageError
from kg.export import files
from kg.export.source import Source
from kg.export.writing import export_file
from kg.formats.suffixes import FORMATS
from kg.formats.writers import graphs, lines, nodes, remembered
from kg.namespaces import CKG, ONTOLOGY, RDFS
from kg.store import StoreFolder


def kg(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="kg")


def whole(source):
    return b"".join(source.blocks())


def test_a_store_is_exported_to_the_letter_without_the_ontology(five_reports):
    stored = StoreFolder(five_reports).dataset().read_bytes().splitlines(keepends=True)
    kept = [line for line in stored if not line.endswith(f"<{ONTOLOGY}> .\n".encode())]
    assert 0 < len(kept) < len(stored)
    assert kg("export", "--store", five_reports).stdout_bytes == b"".join(kept)
    assert kg("export", "--store", five_reports, "--graph", "all").stdout_bytes == b"".join(stored)


def test_a_file_in_any_order_gives_what_the_store_gives(five_reports, tmp_path):
    mixed = whole(Source(five_reports)).splitlines(keepends=True)
    random.Random(1).shuffle(mixed)
    (tmp_path / "mixed.nq").write_bytes(b"".join([*mixed, mixed[0]]))
    for format in FORMATS:
        export_file(Source(five_reports), format, tmp_path / "one")
        export_file(Source(tmp_path / "mixed.nq"), format, tmp_path / "other")
        assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes(), format


def test_small_buffers_change_no_byte(five_reports, tmp_path, monkeypatch):
    mixed = whole(Source(five_reports)).splitlines(keepends=True)[::7]
    random.Random(2).shuffle(mixed)
    (tmp_path / "mixed.nq").write_bytes(b"".join(mixed))
    for format in FORMATS:
        export_file(Source(tmp_path / "mixed.nq"), format, tmp_path / format)
    monkeypatch.setattr(lines, "RUN", 20_000)
    monkeypatch.setattr(lines, "BLOCK", 3_000)
    monkeypatch.setattr(graphs, "HELD", 10_000)
    monkeypatch.setattr(remembered, "MOST", 3)
    monkeypatch.setattr(nodes, "MOST_LAYOUTS", 3)
    for format in FORMATS:
        export_file(Source(tmp_path / "mixed.nq"), format, tmp_path / "small")
        assert (tmp_path / "small").read_bytes() == (tmp_path / format).read_bytes(), format


PROGRAM = """
import hashlib, sys
from pathlib import Path
from kg.export.source import Source
from kg.export.writing import export_file
from kg.formats.suffixes import FORMATS
for format in FORMATS:
    export_file(Source(Path(sys.argv[1])), format, Path(sys.argv[2]))
    print(format, hashlib.sha256(Path(sys.argv[2]).read_bytes()).hexdigest())
"""


def test_the_bytes_do_not_hang_on_the_hash_seed(five_reports, tmp_path):
    def printed(path, seed):
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, path, tmp_path / "out"],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
            check=True,
        ).stdout

    (tmp_path / "blank.ttl").write_text(
        "@prefix ex: <https://example.org/> .\nex:a ex:p [ ex:q [ ex:r 1, 2 ], 'x' ], ( 1 2 ) .\n"
    )
    for path in (five_reports, tmp_path / "blank.ttl"):
        assert len({printed(path, seed) for seed in ("1", "2", "3")}) == 1


@pytest.fixture(scope="module")
def document(five_reports):
    folder = StoreFolder(five_reports)
    return folder.documents()[0]


def test_a_document_has_its_graph_and_what_the_registry_says_of_what_it_names(five_reports, document):
    everything = list(Source(five_reports).quads())
    found = list(Source(five_reports, document.name).quads())
    rooms = {quad.graph_name.value.partition("/graph/")[2] for quad in found}
    assert rooms == {f"document/{document.key}", "registry", "inferred"}
    own = [quad for quad in everything if quad.graph_name.value.endswith(f"/document/{document.key}")]
    assert set(own) < set(found) < set(everything)
    registered = {quad.subject for quad in everything if quad.graph_name.value.endswith("/registry")}
    mentioned = {term for quad in found for term in (quad.subject, quad.object) if term in registered}
    labelled = {quad.subject for quad in found if quad.predicate.value == RDFS + "label"}
    # Rows of their own about a thing have no label anywhere.
    rows = ("/name/", "/succession/", "/belonging/")
    assert [node.value for node in mentioned - labelled if not any(row in node.value for row in rows)] == []
    assert len(mentioned) < len(registered) / 2
    assert not any(quad.predicate.value == CKG + "incidentType" for quad in found)


def test_a_document_is_known_by_name_stem_and_key_and_others_are_told(five_reports, document, tmp_path):
    one = whole(Source(five_reports, document.name))
    assert whole(Source(five_reports, document.key)) == whole(Source(five_reports, Path(document.name).stem)) == one
    with pytest.raises(UsageError, match=f"is no document there; such as {document.name}"):
        whole(Source(five_reports, document.name[:-2]))
    assert kg("export", "--store", five_reports, "--document", document.name).stdout_bytes == one
    export_file(Source(five_reports), "trig", tmp_path / "all.trig")
    assert whole(Source(tmp_path / "all.trig", document.name)) == one


def test_two_documents_of_one_name_are_told_apart_by_key(tmp_path):
    base = "https://w3id.org/conflict-kg/id/"
    rows = [
        f'<{base}document/a-{n}> <{CKG}fileName> "a.txt" <{base}graph/document/a-{n}> .\n'
        for n in ("00000001", "00000002")
    ]
    (tmp_path / "two.nq").write_text("".join(rows))
    with pytest.raises(UsageError, match="is the name of 2 documents; one of their keys: a-00000001, a-00000002"):
        whole(Source(tmp_path / "two.nq", "a.txt"))
    assert whole(Source(tmp_path / "two.nq", "a-00000002")).decode() == rows[1]


BLANK = '_:{0} <urn:p> _:{1} .\n_:{1} <urn:q> "x" .\n_:{2} <urn:p> _:{1} <urn:g> .\n'


def test_labels_of_blank_nodes_change_no_byte_and_are_those_of_rdfc(tmp_path):
    (tmp_path / "one.nq").write_text(BLANK.format("a", "b", "c"))
    (tmp_path / "other.nq").write_text(BLANK.format("z9", "x", "0"))
    one = whole(Source(tmp_path / "one.nq"))
    assert one == whole(Source(tmp_path / "other.nq"))
    dataset = Dataset(parse(path=str(tmp_path / "one.nq"), format=RdfFormat.N_QUADS))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    assert sorted(one.splitlines()) == sorted(serialize(dataset, format=RdfFormat.N_QUADS).splitlines())


def test_a_large_file_gets_labels_by_its_order(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "MOST", 1)
    (tmp_path / "in.nq").write_text(BLANK.format("a", "b", "c"))
    one = whole(Source(tmp_path / "in.nq"))
    assert one == whole(Source(tmp_path / "in.nq"))
    assert one.splitlines()[0] == b"_:b0 <urn:p> _:b1 ."


def test_rdf_1_2_and_empty_files_are_refused(tmp_path):
    (tmp_path / "new.ttl").write_text("<urn:a> <urn:p> <<( <urn:s> <urn:p> <urn:o> )>> .")
    (tmp_path / "text.ttl").write_text("<urn:a> <urn:p> '<<( <urn:s> <urn:p> <urn:o> )>> .' .")
    (tmp_path / "empty.ttl").write_text("")
    with pytest.raises(InputError, match=r"RDF 1\.2; a file of RDF 1\.1"):
        whole(Source(tmp_path / "new.ttl"))
    with pytest.raises(InputError, match="holds no triple"):
        whole(Source(tmp_path / "empty.ttl"))
    assert whole(Source(tmp_path / "text.ttl")).count(b"\n") == 1


def test_the_store_to_ask_holds_what_is_exported(five_reports, document):
    whole = Source(five_reports, ontology=True)
    assert len(whole.store) == whole.counts.quads
    one = Source(five_reports, document.name)
    assert len(one.store) == one.counts.quads


def test_the_suffix_tells_the_format_and_what_fits_no_format_is_told(five_reports, tmp_path):
    for name, start in (("x.ttl", b"@prefix"), ("x.jsonld", b"{"), ("x.rdf", b"<?xml"), ("x.NT", b"<")):
        assert kg("export", "--store", five_reports, "-o", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    wrong = kg("export", "--store", five_reports, "-o", tmp_path / "x.doc")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "the suffix '.doc' names no format; one of: .geojson .graphml .json .jsonld" in wrong.stderr
    assert (
        "--frame: does not fit the format turtle"
        in kg("export", "--store", five_reports, "--format", "turtle", "--frame", "event").stderr
    )
    assert "is no day" in kg("export", "--store", five_reports, "--issued", "today").stderr


def test_the_list_names_every_format_and_its_losses():
    listed = kg("export", "--list").stdout.splitlines()
    assert [line.split()[0] for line in listed if not line.startswith(" ")][:6] == list(FORMATS)
    assert any(line.startswith("trig") and line.endswith("TriG: all") for line in listed)
