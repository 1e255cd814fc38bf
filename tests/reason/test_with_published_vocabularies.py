"""The five reports under PROV-O and ORG themselves, by HermiT: there is a world in which all is so, and no two actors are one."""

from __future__ import annotations

import shutil
from itertools import combinations
from pathlib import Path

import pytest

from kg.inferences import bearing_on_axioms
from kg.namespaces import CKG, ONTOLOGY, OWL, RDF
from kg.pipeline import build
from kg.reason import AXIOM_FILES, ontology_triples, realise
from kg.reason.hermit import Inconsistent
from kg.reason.terms import plain, read_triples
from kg.resources import ontology_file

TESTS = Path(__file__).parents[1]
VOCABULARIES = TESTS.parents[1] / "shared" / "eval" / "vocabularies"
ACTED = {f"<{CKG}{name}>" for name in ("claimedBy", "doneBy", "doneTo", "controller", "branch", "branchOf")}
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
    data = plain(bearing_on_axioms(quad for quad in quads if str(quad.graph_name) != f"<{ONTOLOGY}>"))
    actors = sorted({value for _, predicate, value in data if predicate in ACTED})
    assert len(actors) > 30
    # HermiT does not say which names are of one thing: so all are said to be different, and there has to be a world still.
    apart = [(one, f"<{OWL}differentFrom>", other) for one, other in combinations(actors, 2)]
    found = realise([*data, *apart], "the five reports", axioms)
    assert any(kind == f"<{CKG}DisputedClaim>" for _, _, kind in found)


@needs_java
@pytest.mark.slow
def test_an_axiom_that_makes_two_actors_one_would_be_found() -> None:
    made_one = [(f"<{CKG}claimedBy>", f"<{RDF}type>", f"<{OWL}FunctionalProperty>")]
    data = [("<x:c>", f"<{CKG}claimedBy>", "<x:a>"), ("<x:c>", f"<{CKG}claimedBy>", "<x:b>")]
    with pytest.raises(Inconsistent):
        realise([*data, ("<x:a>", f"<{OWL}differentFrom>", "<x:b>")], "two speakers", [*ontology_triples(), *made_one])
