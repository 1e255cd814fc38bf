"""Jena reads our patches: applied by it to the old version, they give the new one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from .reading import build, edited, kg

PEERS = Path(__file__).parents[2] / "build" / "peers"


@pytest.mark.slow
def test_jena_applies_a_patch(base_store, tmp_path):
    jar, java = next(iter(sorted(PEERS.glob("jena-fuseki-server-*.jar"))), None), shutil.which("java")
    if jar is None or java is None:
        pytest.skip("Jena is not there (make test-all fetches it where there are mvn and Java 17)")
    case = {
        "documents": {
            "north.txt": {"replace": [["attacks Ner", 'attacks “Ner” \\ "é"']]},
            "south.txt": {"remove": True},
        }
    }
    store = build(edited(case, tmp_path), tmp_path / "store")
    files = [next((one / "generations").glob("*/dataset.nq")) for one in (base_store, store)]
    kg("diff", base_store, store, "--format", "rdf-patch", "-o", tmp_path / "p.rdfp")
    program = Path(__file__).with_name("ApplyPatch.java")
    command = [java, "-cp", jar, program, files[0], tmp_path / "p.rdfp", tmp_path / "out.nq"]
    subprocess.run(command, check=True, capture_output=True)
    made, wanted = (
        {str(quad) for quad in parse(path=str(path), format=RdfFormat.N_QUADS)}
        for path in (tmp_path / "out.nq", files[1])
    )
    assert made == wanted
