"""Each of the five reports under PROV-O and ORG themselves, by HermiT: there is a world in which all is so, no two actors one."""

from __future__ import annotations

import shutil
from itertools import combinations
from pathlib import Path

import pytest

from kg.inferences import document_slice
from kg.namespaces import CKG, OWL, RDF
from kg.pipeline import build
from kg.reason import realise
from kg.reason.terms import plain, read_triples
from kg.resources import AXIOM_FILES, ontology_file, seeds

TESTS = Path(__file__).parents[1]
VOCABULARIES = TESTS.parents[1] / "shared" / "eval" / "vocabularies"
NAMES = sorted(path.name for path in seeds().glob("*.txt"))
ACTED = {
    f"<{CKG}{name}>" for name in ("claimedBy", "attacker", "attacked", "taker", "member", "body", "side1", "side2")
}
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, and there is none on PATH")


@needs_java
@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_hermit_finds_a_world_for_a_report_and_no_two_actors_in_it_are_one(name: str) -> None:
    if not VOCABULARIES.is_dir():
        pytest.skip("the published vocabularies are not part of the project")
    published = [VOCABULARIES / "prov-o.ttl", VOCABULARIES / "org.ttl"]
    axioms = read_triples([*map(ontology_file, (*AXIOM_FILES, "alignments.ttl")), *published])
    made = build(None, claims=TESTS / "gold" / "seeds.jsonl", store=None)
    key = next(document.key for document in made.documents if document.name == name)
    data = plain(quad for quad in document_slice(made.quads, [key]) if f"/document/{key}" in str(quad.graph_name))
    actors = sorted({value for _, predicate, value in data if predicate in ACTED})
    assert len(actors) > 3
    # HermiT does not say which names are of one thing: so all are said to be different, and there has to be a world still.
    apart = [(one, f"<{OWL}differentFrom>", other) for one, other in combinations(actors, 2)]
    found = realise([*data, *apart], name, axioms)
    assert any(relation == f"<{RDF}type>" for _, relation, _ in found)
