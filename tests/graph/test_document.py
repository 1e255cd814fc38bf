from __future__ import annotations

from dataclasses import replace

import pytest
from pyoxigraph import BlankNode

from kg.graph import Activity, Inference, document_quads
from kg.identifiers import document_iri, evidence_iri, mention_iri, paragraph_iri
from kg.model import Anchor, AnchorKind, Entity, Quantity, Role
from kg.namespaces import CKG, DATA, DCTERMS, OA, PROV, RDF, RDFS

ACTIVITY = Activity("conflict-kg", "1.0", "ab" * 32, {"text": "quotes"})


def quads_of(document, *linked, **options):
    return document_quads(document, linked, activity=ACTIVITY, **options)


def values(quads, predicate, subject=None):
    return [q.object.value for q in quads if q.predicate.value == predicate and subject in (None, q.subject.value)]


def test_a_claim_says_who_how_surely_where_and_in_which_words(document, claim):
    item = claim("TerritorialCapture", actors=("Red Front",), territories=("Hilltown",), recipients=("Blue Army",))
    quads = quads_of(document, item)
    node = f"https://w3id.org/conflict-kg/id/claim/{item.claim.id}"
    content = f"https://w3id.org/conflict-kg/id/content/{item.claim.id}"
    assert values(quads, CKG + "claims", node) == [content]
    assert values(quads, CKG + "claimedBy", node) == [item.claimed_by.iri]
    assert values(quads, CKG + "factuality", node) == values(quads, CKG + "factuality", content) == [CKG + "Asserted"]
    assert values(quads, CKG + "voice", content) == [CKG + "ReportVoice"]
    assert values(quads, PROV + "wasDerivedFrom", node) == [paragraph_iri(document.key, 2)]
    assert values(quads, RDF + "type", content) == [CKG + "ReportedTerritorialCapture"]
    assert values(quads, CKG + "taker", content) == [item.entities[0].iri]
    assert values(quads, CKG + "takenFrom", content) == [item.entities[1].iri]
    assert values(quads, CKG + "territory", content) == [item.entities[2].iri]
    assert values(quads, CKG + "location", content) == []


def test_evidence_has_both_selectors_with_document_offsets(document, claim):
    item = claim("Defeat", actors=("Red Front",))
    quads = quads_of(document, item)
    evidence = evidence_iri(document.key, item.claim.start, item.claim.end)
    assert values(quads, OA + "hasSelector", evidence) == [evidence + "/position", evidence + "/quote"]
    (start,), (end,) = values(quads, OA + "start"), values(quads, OA + "end")
    assert values(quads, OA + "exact") == [document.text[int(start) : int(end)]]


def test_one_mention_per_span_whatever_the_number_of_claims(document, claim):
    quads = quads_of(document, claim("Defeat", actors=("Red Front",)), claim("Advance", actors=("Red Front",)))
    start = document.text.index("Red Front")
    mentions = {q.subject.value for q in quads if q.object.value == CKG + "Mention"}
    assert mentions == {mention_iri(document.key, start, start + 9)}


def test_there_is_no_blank_node_and_no_quad_twice(document, claim):
    items = [claim("Attack", actors=("rebels",), recipients=("crowd",)), claim("Advance", actors=("rebels",))]
    quads = quads_of(document, *items)
    assert len(set(quads)) == len(quads)
    assert not any(isinstance(term, BlankNode) for q in quads for term in (q.subject, q.object))


def test_only_local_entities_are_described(document, claim):
    item = claim("Attack", actors=("Red Front",), recipients=("crowd",))
    quads = quads_of(document, item)
    registered, local = item.entities
    assert values(quads, RDF + "type", registered.iri) == []
    assert values(quads, RDF + "type", local.iri) == [CKG + "Population"]


def test_what_happened_near_a_place_is_beside_it_and_the_words_still_name_the_place(document, claim):
    item = claim("Attack", actors=("Red Front",), locations=("Hilltown",))
    actor, town = item.entities
    near = Entity(f"{town.iri}-near", "Area", "near Hilltown", False, beside=town)
    mentions = tuple(replace(m, relation="near" if m.role is Role.LOCATION else "") for m in item.claim.mentions)
    item = replace(item, claim=replace(item.claim, mentions=mentions), entities=(actor, near))
    quads = quads_of(document, item)
    assert values(quads, CKG + "location") == [near.iri]
    assert values(quads, CKG + "beside", near.iri) == [town.iri]
    assert values(quads, RDFS + "label", near.iri) == ["near Hilltown"]
    assert town.iri in values(quads, CKG + "refersTo")
    assert near.iri not in values(quads, CKG + "refersTo")


def test_what_document_a_node_is_in_is_inferred_from_its_graph(document, claim):
    quads = quads_of(document, claim("Attack", actors=("Red Front",), recipients=("crowd",)))
    assert values(quads, CKG + "inDocument") == []
    here = f"https://w3id.org/conflict-kg/id/document/{document.key}"
    inferred = [q for q in Inference([]).of(quads) if q.predicate.value == CKG + "inDocument"]
    own = {q.subject for q in quads if q.predicate.value == RDF + "type" and q.subject.value.startswith(DATA)}
    shared = {
        s
        for s in own
        if s.value == here or s.value.startswith((DATA + "activity", DATA + "software", DATA + "lexicon"))
    }
    assert {q.subject for q in inferred} == own - shared
    assert {q.object.value for q in inferred} == {here}


def test_words_that_stand_for_a_name_without_naming_are_no_mention(document, claim):
    item = claim("Attack", actors=("Red Front",))
    said = replace(item.claim.mentions[0], anaphor=True)
    quads = quads_of(document, replace(item, claim=replace(item.claim, mentions=(said,))))
    assert values(quads, CKG + "surfaceForm") == []
    assert values(quads_of(document, item), CKG + "surfaceForm") != []


def test_quantities_are_numbered_by_kind_and_text_not_by_order(document, claim):
    first, second = Quantity("killed", ">170", minimum=170.0), Quantity("share", "65%", value=0.65)
    one = quads_of(document, claim("Killing", actors=("Red Front",), quantities=(first, second)))
    other = quads_of(document, claim("Killing", actors=("Red Front",), quantities=(second, first)))
    assert set(one) == set(other)
    assert values(one, CKG + "minimum") == ["170"]
    assert values(one, CKG + "value") == ["0.65"]


@pytest.mark.parametrize(("text", "numbers", "texts"), [("quotes", 2, 0), ("paragraphs", 2, 2), ("all", 3, 3)])
def test_text_says_which_paragraphs_and_how_much_of_them_are_kept(document, claim, text, numbers, texts):
    quads = quads_of(document, claim("Defeat", actors=("Red Front",)), text=text)
    assert len(values(quads, CKG + "paragraphNumber")) == numbers
    assert len(values(quads, CKG + "text")) == texts


def test_a_situation_is_attested_on_the_day_of_its_document_an_event_is_not(document, claim):
    assert values(quads_of(document, claim("Alliance", actors=("Red Front", "Blue Army"))), CKG + "attestedOn") == [
        "2014-02-12"
    ]
    assert values(quads_of(document, claim("Attack", actors=("Red Front",))), CKG + "attestedOn") == []


def test_a_new_name_is_a_literal_and_no_mention(document, claim):
    quads = quads_of(document, claim("Renaming", actors=("Red Front",), recipients=("Blue Army",)))
    assert values(quads, CKG + "oldName") == ["Red Front"]
    assert values(quads, CKG + "newName") == ["Blue Army"]
    assert values(quads, CKG + "surfaceForm") == ["Red Front"]


def test_recipients_that_are_no_talks_take_part(document, claim):
    quads = quads_of(document, claim("Negotiation", actors=("Red Front",), recipients=("Geneva talks", "Blue Army")))
    assert len(values(quads, CKG + "talks")) == 1
    assert len(values(quads, CKG + "participant")) == 2


@pytest.mark.parametrize(
    ("names", "sides", "expected"),
    [
        ({"actors": ("Red Front", "Blue Army")}, (), ["side1", "side2"]),
        ({"actors": ("Red Front",), "recipients": ("Blue Army",)}, (), ["side1", "side2"]),
        ({"actors": ("Red Front", "Blue Army", "rebels")}, (), ["actor", "actor", "actor"]),
        ({"actors": ("Red Front", "Blue Army", "rebels")}, (1, 1, 2), ["side1", "side1", "side2"]),
        ({"actors": ("Red Front",)}, (), ["actor"]),
    ],
)
def test_sides_are_named_only_where_they_are_known(document, claim, names, sides, expected):
    quads = quads_of(document, claim("ArmedClash", sides=sides, **names))
    roles = [q.predicate.value.removeprefix(CKG) for q in quads]
    assert [role for role in roles if role in ("side1", "side2", "actor", "recipient")] == expected


def test_the_activity_is_named_by_what_went_into_it(document, claim):
    item = claim("Defeat", actors=("Red Front",))
    other = Activity("conflict-kg", "1.0", "cd" * 32, {"text": "quotes"})
    one = values(quads_of(document, item), PROV + "wasGeneratedBy")
    assert one == values(quads_of(document, item), PROV + "wasGeneratedBy")
    assert one != values(document_quads(document, [item], activity=other), PROV + "wasGeneratedBy")


def test_a_document_without_claims_is_still_described(document):
    quads = quads_of(document, revision_of="report-00000000")
    assert values(quads, CKG + "sha256") == [document.sha256]
    assert values(quads, PROV + "wasRevisionOf") == ["https://w3id.org/conflict-kg/id/document/report-00000000"]


def test_a_spelling_that_no_claim_uses_gets_a_mention_and_one_that_a_claim_uses_no_second(document, claim):
    item = claim("Attack", actors=("Red Front",))
    given, entity = item.claim.mentions[0], item.entities[0]
    other = replace(
        given, text="Blue Army", start=document.text.index("Blue Army"), end=document.text.index("Blue Army") + 9
    )
    quads = quads_of(document, item, spellings=[(given, entity), (other, entity)])
    assert sorted(values(quads, CKG + "surfaceForm")) == ["Blue Army", "Red Front"]


@pytest.mark.parametrize(
    ("kind", "value", "selector", "standard", "page"),
    [
        (AnchorKind.XPATH, "/html/body/p[2]", "XPathSelector", None, None),
        (AnchorKind.PAGE, "page=3", "FragmentSelector", "http://tools.ietf.org/rfc/rfc3778", "3"),
        (AnchorKind.LINE, "line=3,5", "FragmentSelector", "http://tools.ietf.org/rfc/rfc5147", None),
        (
            AnchorKind.CFI,
            "epubcfi(/6/4!/4/10)",
            "FragmentSelector",
            "http://www.idpf.org/epub/linking/cfi/epub-cfi.html",
            None,
        ),
    ],
)
def test_evidence_says_where_in_the_file_its_quote_stands(document, claim, kind, value, selector, standard, page):
    item = claim("Defeat", actors=("Red Front",))
    anchors = (Anchor(document.paragraph(2).start, kind, value), Anchor(item.claim.end, kind, "beyond the quote"))
    paragraphs = (document.paragraphs[0], replace(document.paragraphs[1], anchors=anchors), *document.paragraphs[2:])
    quads = quads_of(replace(document, paragraphs=paragraphs), item)
    evidence = evidence_iri(document.key, item.claim.start, item.claim.end)
    place = f"{evidence}/place"
    assert values(quads, OA + "hasSelector", evidence) == [
        f"{evidence}/{name}" for name in ("position", "quote", "place")
    ]
    assert values(quads, RDF + "type", place) == [OA + selector]
    assert values(quads, RDF + "value", place) == [value]
    assert values(quads, OA + "refinedBy", place) == [f"{evidence}/quote"]
    assert values(quads, DCTERMS + "conformsTo", place) == ([standard] if standard else [])
    assert values(quads, CKG + "page", evidence) == ([page] if page else [])


def test_what_metadata_beside_the_file_supplied_is_marked(document):
    node = document_iri(document.key)
    given = replace(
        document, language="en", url="https://example.org/a", supplied=("issued", "url"), sidecar="a.meta.json"
    )
    quads = quads_of(given)
    assert values(quads, CKG + "suppliedProperty", node) == [DCTERMS + "issued", DCTERMS + "source"]
    assert values(quads, CKG + "suppliedBy", node) == ["a.meta.json"]
    assert values(quads, DCTERMS + "language", node) == ["en"]
    assert values(quads, DCTERMS + "source", node) == ["https://example.org/a"]
    assert values(quads_of(document), CKG + "suppliedBy", node) == []


@pytest.mark.parametrize("url", ["example.org", "javascript:alert(1)", "https://exa mple.org/<a>", "https:///a", ""])
def test_what_is_no_web_address_is_no_node(document, url):
    assert values(quads_of(replace(document, url=url)), DCTERMS + "source") == []
