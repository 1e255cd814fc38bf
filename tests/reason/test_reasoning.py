"""What follows from small graphs by the ontology, its definitions and its rules: by our rules, and by HermiT."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.namespaces import CKG, OWL, RDF, RDFS
from kg.reason import infer, ontology_triples, realise
from kg.reason.closure import Closure
from kg.reason.hermit import Inconsistent
from kg.reason.owl_rl import compile_rules
from kg.reason.rules import Rule, words_of
from kg.reason.terms import read_triples

CASES = sorted((Path(__file__).parents[1] / "cases" / "reasoning").glob("*.ttl"))
EXPECTED = re.compile(r"^# (?P<sort>holds|not|clash): (?P<what>.+)$", re.MULTILINE)
SUBCLASS = f"<{RDFS}subClassOf>"
TYPE = f"<{RDF}type>"
needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, and there is none on PATH")
ONTOLOGY = ontology_triples()


def expected(case: Path, sort: str) -> list[tuple[str, ...]]:
    """Return the triples (or rule names) of one sort that the head of a case lists, in full."""
    prefixes = {"ex:": f"https://example.org/{case.stem}/", "ckg:": CKG}

    def full(word: str) -> str:
        return TYPE if word == "a" else f"<{prefixes[word[: word.index(':') + 1]]}{word[word.index(':') + 1 :]}>"

    found = [m["what"].split() for m in EXPECTED.finditer(case.read_text()) if m["sort"] == sort]
    return [tuple(words) if sort == "clash" else tuple(map(full, words)) for words in found]


def names(cases: list[Path]) -> list[str]:
    return [case.stem for case in cases]


CLASHING = [case for case in CASES if expected(case, "clash")]
SOUND = [case for case in CASES if case not in CLASHING]


@pytest.mark.parametrize("case", SOUND, ids=names(SOUND))
def test_a_defined_class_is_filled_with_what_belongs_there_and_nothing_else(case: Path) -> None:
    closure = infer(read_triples([case]), ONTOLOGY)
    assert closure.clashes == []
    assert [triple for triple in expected(case, "holds") if triple not in closure.known] == []
    assert [triple for triple in expected(case, "not") if triple in closure.known] == []


@pytest.mark.parametrize("case", CLASHING, ids=names(CLASHING))
def test_what_cannot_be_is_found(case: Path) -> None:
    closure = infer(read_triples([case]), ONTOLOGY)
    assert {(clash.rule.name,) for clash in closure.clashes} == set(expected(case, "clash"))


@needs_java
def test_hermit_fills_the_same_classes() -> None:
    found = set(realise([triple for case in SOUND for triple in read_triples([case])], "cases", ONTOLOGY))
    above: dict[str, set[str]] = {}
    for below, relation, over in (*ONTOLOGY, *found):
        if relation == SUBCLASS:
            above.setdefault(below, set()).add(over)
    for subject, relation, kind in sorted(found):
        todo = [kind] if relation == TYPE else []
        while todo:
            for over in above.get(todo.pop(), set()):
                if (subject, TYPE, over) not in found:
                    found.add((subject, TYPE, over))
                    todo.append(over)
    given = {triple for case in SOUND for triple in read_triples([case])}
    for subject, relation, kind in sorted(given):
        if relation == TYPE:
            found |= {(subject, TYPE, over) for over in above.get(kind, set())}
    for case in SOUND:
        assert [triple for triple in expected(case, "holds") if triple not in found] == [], case.stem
        assert [triple for triple in expected(case, "not") if triple in found] == [], case.stem


@needs_java
@pytest.mark.slow
@pytest.mark.parametrize("case", CLASHING, ids=names(CLASHING))
def test_hermit_finds_what_cannot_be(case: Path) -> None:
    with pytest.raises(Inconsistent):
        realise(read_triples([case]), case.stem, ONTOLOGY)


@needs_java
@pytest.mark.slow
def test_hermit_finds_two_actors_that_an_axiom_would_make_one() -> None:
    functional = (f"<{CKG}claimedBy>", TYPE, f"<{OWL}FunctionalProperty>")
    data = [("<x:c>", f"<{CKG}claimedBy>", "<x:a>"), ("<x:c>", f"<{CKG}claimedBy>", "<x:b>")]
    with pytest.raises(Inconsistent):
        realise([*data, ("<x:a>", f"<{OWL}differentFrom>", "<x:b>")], "two speakers", [*ONTOLOGY, functional])


def test_every_defined_class_has_a_case_of_each_kind() -> None:
    defined = {term for term, relation, _ in ONTOLOGY if relation.endswith("equivalentClass>")}
    individuals_listed = {term for term in defined if any((other, TYPE, term) in ONTOLOGY for other, _, _ in ONTOLOGY)}
    ruled = {f"<{CKG}{name}>" for name in ("Infighting", "ContestedTerritory", "OwnCauseClaim")}
    wanted = (defined - individuals_listed) | ruled
    positive = {kind for case in SOUND for _, _, kind in expected(case, "holds")}
    negative = {kind for case in SOUND for _, _, kind in expected(case, "not")}
    assert wanted - positive == set()
    assert wanted - negative - {f"<{CKG}StateBody>", f"<{CKG}DisputedSituation>"} == set()


def test_each_rule_is_told_in_words() -> None:
    rules, _ = compile_rules(ONTOLOGY)
    assert all(words_of(name) for name in {rule.name for rule in rules} | {"eq-rep"})


def test_a_derivation_names_its_rule_and_premises() -> None:
    case = next(case for case in SOUND if case.stem == "chains")
    closure = infer(read_triples([case]), ONTOLOGY, record=True)
    said = tuple(f"<https://example.org/chains/{name}>" for name in ("said", "province", "land"))
    located = (said[0], f"<{CKG}locatedIn>", said[2])
    derivation = closure.derivations[located]
    assert derivation.rule.name == "prp-spo2"
    assert all(premise in closure.known for premise in derivation.premises)


EDGES = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12)


@settings(max_examples=60, deadline=None)
@given(EDGES, st.randoms())
def test_the_order_of_the_triples_changes_nothing_and_transitive_means_reachable(edges, random) -> None:
    rules = (Rule("prp-trp", (("?x", "p", "?y"), ("?y", "p", "?z")), (("?x", "p", "?z"),)),)
    triples = [(one, "p", other) for one, other in edges]
    first = Closure(rules)
    first.add(triples)
    random.shuffle(triples)
    second = Closure(rules)
    second.add(triples)
    assert first.known == second.known == {(x, "p", y) for x in "abcdef" for y in _reachable(edges, x)}


def _reachable(edges: list[tuple[str, str]], start: str) -> set[str]:
    found: set[str] = set()
    todo = [start]
    while todo:
        at = todo.pop()
        for one, other in edges:
            if one == at and other not in found:
                found.add(other)
                todo.append(other)
    return found
