from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.consolidate.roles import ROLE_TABLE
from kg.errors import InputError
from kg.graph import Inference, ontology_quads
from kg.namespaces import CKG, EVENT_TYPE, RDF, RDFS
from kg.resources import ontology_file

TYPE = NamedNode(RDF + "type")
GRAPH = NamedNode("https://w3id.org/conflict-kg/id/graph/document/x")


def ontology():
    return ontology_quads([ontology_file()])


def test_general_classes_and_roles_follow():
    content, actor = NamedNode("https://example.org/content"), NamedNode("https://example.org/actor")
    data = [
        Quad(content, TYPE, NamedNode(CKG + "ReportedTerritorialCapture"), GRAPH),
        Quad(content, NamedNode(CKG + "taker"), actor, GRAPH),
        Quad(actor, TYPE, NamedNode(CKG + "ArmedGroup"), GRAPH),
    ]
    found = {(q.subject.value, q.predicate.value, q.object.value) for q in Inference(ontology()).of(data)}
    assert (content.value, RDF + "type", CKG + "ReportedEvent") in found
    assert (content.value, RDF + "type", CKG + "ReportedContent") in found
    assert (actor.value, RDF + "type", CKG + "Actor") in found
    assert (content.value, CKG + "actor", actor.value) in found


def test_nothing_is_inferred_twice_or_that_is_already_said():
    thing = NamedNode("https://example.org/actor")
    data = [Quad(thing, TYPE, NamedNode(CKG + name), GRAPH) for name in ("ArmedGroup", "Actor")]
    found = Inference(ontology()).of(data)
    assert len(set(found)) == len(found)
    assert not any(q.object.value == CKG + "Actor" for q in found)


@pytest.mark.parametrize(
    ("factuality", "voice", "label"),
    [
        ("Denied", "ReportVoice", "denied: Allegiance"),
        ("Asserted", "ReportVoice", "asserted: Allegiance"),
        ("Intended", "CommentVoice", "intended, reader's comment: Allegiance"),
    ],
)
def test_the_label_of_a_content_tells_how_it_was_said(factuality, voice, label):
    content, claim = NamedNode("https://example.org/content"), NamedNode("https://example.org/claim")
    rows = [("factuality", CKG + factuality), ("voice", CKG + voice)]
    data = [Quad(node, NamedNode(CKG + p), NamedNode(o), GRAPH) for node in (content, claim) for p, o in rows]
    data.append(Quad(content, NamedNode(CKG + "eventType"), NamedNode(EVENT_TYPE + "Allegiance"), GRAPH))
    labels = [(q.subject, q.object) for q in Inference([]).of(data) if q.predicate.value == RDFS + "label"]
    assert labels == [(content, Literal(label))]


def test_a_circle_of_classes_ends():
    a, b = NamedNode("https://example.org/A"), NamedNode("https://example.org/B")
    below = NamedNode(RDFS + "subClassOf")
    circle = [Quad(a, below, b, GRAPH), Quad(b, below, a, GRAPH)]
    found = Inference(circle).of([Quad(NamedNode("https://example.org/x"), TYPE, a, GRAPH)])
    assert [q.object for q in found] == [b]


def test_every_type_and_role_is_in_the_ontology():
    terms = {q.subject.value for q in ontology()}
    for name, roles in ROLE_TABLE.items():
        assert CKG + "Reported" + name in terms
        wanted = {roles.actor, roles.recipient, *([roles.otherwise] if roles.otherwise else [])}
        assert {CKG + role for role in wanted} <= terms


def test_states_are_situations_and_the_others_events():
    below = {(q.subject.value, q.object.value) for q in ontology() if q.predicate.value == RDFS + "subClassOf"}
    for name, roles in ROLE_TABLE.items():
        general = "ReportedSituation" if roles.state else "ReportedEvent"
        assert (CKG + "Reported" + name, CKG + general) in below


def test_literals_stay_and_anonymous_classes_do_not(tmp_path):
    path = tmp_path / "small.ttl"
    path.write_text('<https://example.org/a> <https://example.org/b> "c", [ <https://example.org/d> 1 ] .')
    assert [q.object for q in ontology_quads([path])] == [Literal("c")]


def test_a_broken_file_is_named(tmp_path):
    path = tmp_path / "broken.ttl"
    path.write_text("this is no Turtle")
    with pytest.raises(InputError, match=r"broken\.ttl"):
        ontology_quads([path])
