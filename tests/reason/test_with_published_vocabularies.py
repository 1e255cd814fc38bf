"""The five reports under PROV-O and ORG themselves, by HermiT: there is a world in which all is so, and no two actors are one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.namespaces import CKG, ONTOLOGY, OWL
from kg.pipeline import build
from kg.reason import AXIOM_FILES, realise
from kg.reason.terms import plain, read_triples
from kg.resources import ontology_file

TESTS = Path(__file__).parents[1]
VOCABULARIES = TESTS.parents[1] / "shared" / "eval" / "vocabularies"
# Where in a text something stands concerns no axiom, and is most of a graph.
PLACES_IN_TEXT = ("mention/", "evidence/", "paragraph/")
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, and there is none on PATH")


@needs_java
@pytest.mark.slow
def test_hermit_finds_a_world_for_the_five_reports_and_no_two_actors_in_it_are_one() -> None:
    if not VOCABULARIES.is_dir():
        pytest.skip("the published vocabularies are not part of the project")
    axioms = read_triples(
        [
            *map(ontology_file, (*AXIOM_FILES, "alignments.ttl")),
            VOCABULARIES / "prov-o.ttl",
            VOCABULARIES / "org.ttl",
        ]
    )
    quads = build(None, claims=TESTS / "gold" / "seeds.jsonl", store=None).quads
    data = [
        triple
        for triple in plain(quad for quad in quads if str(quad.graph_name) != f"<{ONTOLOGY}>")
        if not any(room in triple[0] for room in PLACES_IN_TEXT)
    ]
    assert len({subject for subject, _, _ in data}) > 1000
    found = realise(data, "the five reports", axioms)
    assert [t for t in found if t[1] == f"<{OWL}sameAs>" and t[0] != t[2]] == []
    assert any(kind == f"<{CKG}DisputedClaim>" for _, _, kind in found)
