from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import resources
from kg.formats.registry import read_registry
from kg.lexicon import Lexicon
from kg.link import link_document, link_with_masthead
from kg.model import Claim, Document, Entity, LinkedClaim, Mention, Role, Voice
from kg.read import parse_document

ID = "https://w3id.org/conflict-kg/id/"


def document(text: str = "", **rest: str) -> Document:
    return Document("a.txt", "a-12345678", "0" * 64, "text/plain", text, (), **rest)  # type: ignore[arg-type]


def claim(*mentions: Mention, of: str = "Attack", **rest: object) -> Claim:
    base = Claim("c", "a.txt", "a-12345678", 1, 0, 0, "", of, mentions)
    return replace(base, **rest)  # type: ignore[arg-type]


def entities(registry: Lexicon, *mentions: Mention, of: str = "Attack", text: str = "") -> list[Entity]:
    (linked,) = link_document(document(text), [claim(*mentions, of=of)], registry)
    return list(linked.entities)


def actor(registry: Lexicon, name: str, text: str = "", kind: str = "") -> Entity:
    return entities(registry, Mention(Role.ACTOR, name, kind=kind), text=text)[0]


def place(registry: Lexicon, name: str, text: str = "", kind: str = "") -> Entity:
    return entities(registry, Mention(Role.LOCATION, name, kind=kind), text=text)[0]


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Al-Nusra Front", "group/al-nusra-front"),
        ("the Nusrah Front", "group/al-nusra-front"),
        ("Jabhat an-Nusrah", "group/al-nusra-front"),
        ("Jaysh al-Fateh (“Army of Conquest”)", "coalition/jaysh-al-fatah-army-of-conquest"),
        ("Islamic State of Iraq and Greater Syria (ISIS)", "group/islamic-state-isis"),
        ("Russia", "state/russia"),
        ("Turkey", "state/turkish-government"),
        ("Abu Bakr al Baghdadi", "person/abu-bakr-al-baghdadi"),
    ],
)
def test_a_known_actor_is_linked_whatever_its_spelling(registry: Lexicon, name: str, iri: str) -> None:
    found = actor(registry, name)
    assert (found.iri, found.registered) == (ID + iri, True)


@pytest.mark.parametrize(
    ("name", "iri"),
    [
        ("Idlib", "place/idlib-province"),
        ("city of Idlib", "place/idlib-city"),
        ("Idlib countryside", "place/idlib-province/countryside-of"),
        ("Aleppo", "place/aleppo"),
        ("Aleppo governorate", "place/aleppo-province"),
        ("town of Tell Rifaat", "place/tel-refat"),
        ("Russia", "place/russia"),
    ],
)
def test_a_known_place_is_linked_and_a_province_is_not_its_city(registry: Lexicon, name: str, iri: str) -> None:
    assert place(registry, name).iri == ID + iri


@pytest.mark.parametrize("name", ["Idlib (town)", "village of Hama", "Latakia (village)"])
def test_a_town_named_like_a_province_is_not_the_province(registry: Lexicon, name: str) -> None:
    found = place(registry, name)
    assert (found.registered, found.kind) == (False, "PopulatedPlace")


@pytest.mark.parametrize("name", ["Abu Bakr", "Ansar al-Islam", "Ahrar al-Jazira", "Syrian Front", "Nusra Army"])
def test_a_similar_name_is_nobody_known(registry: Lexicon, name: str) -> None:
    assert not actor(registry, name).registered


def test_an_actor_in_parentheses_is_not_the_person_before_it(registry: Lexicon) -> None:
    assert not actor(registry, "Rudolf (ISIS)").registered
    assert not actor(registry, "Al-Nusra Front (spokesman)").registered
    assert actor(registry, "Dujana al-Libi (ISIS)").label == "Dujana al-Libi"


def test_the_activist_is_not_the_leader_of_the_same_name(registry: Lexicon) -> None:
    activist, leader = actor(registry, "Abu Bakr (media activist)"), actor(registry, "Abu Bakr Al-Baghdadi")
    assert activist.registered and leader.registered and activist.iri != leader.iri


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("Jaysh al-Islam in Syria.", ID + "group/jaysh-al-islam"),
        ("Jaysh al-Islam in Gaza.", ID + "group/jaysh-al-islam-gaza"),
        ("Jaysh al-Islam.", ID + "document/a-12345678/actor/jaysh-al-islam"),
        ("Jaysh al-Islam between Gaza and Syria.", ID + "document/a-12345678/actor/jaysh-al-islam"),
    ],
)
def test_homonyms_are_told_apart_by_the_text_or_not_linked(registry: Lexicon, text: str, iri: str) -> None:
    assert actor(registry, "Jaysh al-Islam", text).iri == iri


def test_the_army_is_somebodys_only_where_the_text_says_whose(registry: Lexicon) -> None:
    assert actor(registry, "the army", "The Syrian army came. The army left.").label == "Syrian Army"
    assert not actor(registry, "the army", "The army left Dale, in the south.").registered


def test_us_is_not_the_united_states(registry: Lexicon) -> None:
    assert actor(registry, "US").registered
    assert not actor(registry, "us").registered


def test_a_stated_kind_keeps_a_person_and_a_group_apart(registry: Lexicon) -> None:
    assert not actor(registry, "Islamic Front", kind="Person").registered
    assert actor(registry, "Islamic Front", kind="Coalition").registered
    assert actor(registry, "Russia", kind="Country").iri == ID + "state/russia"


def test_an_unknown_name_belongs_to_its_document(registry: Lexicon) -> None:
    assert actor(registry, "the Hill Front") == Entity(
        ID + "document/a-12345678/actor/hill-front", "ArmedGroup", "Hill Front", False
    )
    assert place(registry, "Hill bridge") == Entity(
        ID + "document/a-12345678/place/hill-bridge", "Facility", "Hill bridge", False
    )
    assert place(registry, "Dale").kind == "Territory"
    assert actor(registry, "Rudolf Hentzau").kind == "Actor"
    assert actor(registry, "Rudolf Hentzau", kind="Person").kind == "Person"
    assert actor(registry, "Ruritania", kind="Country").kind == "StateActor"


def test_a_description_is_labelled_alike_but_belongs_to_its_document(registry: Lexicon) -> None:
    found = actor(registry, "the moderates")
    assert found.label == "moderate rebel factions"
    assert (found.kind, found.registered) == ("UnidentifiedArmedActor", False)
    assert found.iri.endswith("/document/a-12345678/actor/moderate-rebel-factions")


@pytest.mark.parametrize(
    ("of", "name", "kind", "label"),
    [
        ("Negotiation", "Astana", "Talks", "Astana peace talks"),
        ("Negotiation", "Geneva II talks", "Talks", "Geneva II conference"),
        ("Negotiation", "Syrian Government", "Government", "Syrian Government"),
        ("Exclusion", "peace talks", "Talks", "peace talks"),
        ("Destruction", "al-Shuyoukh bridge", "Facility", "al-Shuyoukh bridge"),
        ("Destruction", "Hill bridge", "Facility", "Hill bridge"),
        ("Bombardment", "villages and towns", "Territory", "villages and towns"),
        ("Support", "Turkey", "Government", "Turkish Government"),
        ("Attack", "Idlib", "Province", "Idlib Province"),
        ("Killing", "civilians", "Population", "civilians"),
    ],
)
def test_a_recipient_may_be_talks_an_actor_or_a_place(
    registry: Lexicon, of: str, name: str, kind: str, label: str
) -> None:
    (found,) = entities(registry, Mention(Role.RECIPIENT, name), of=of)
    assert (found.kind, found.label) == (kind, label)


def test_one_name_is_one_entity_of_the_telling_kind(registry: Lexicon) -> None:
    mentions = [Mention(Role.ACTOR, "Dale Lions"), Mention(Role.ACTOR, "Dale-Lions", kind="ArmedGroup")]
    first, second = link_document(document(), [claim(mentions[0]), claim(mentions[1])], registry)
    assert first.entities == second.entities
    assert first.entities[0].kind == "ArmedGroup"


def test_entities_follow_the_mentions_and_an_instrument_holds_its_place(registry: Lexicon) -> None:
    mentions = (Mention(Role.INSTRUMENT, "tanks"), Mention(Role.LOCATION, "Syria"), Mention(Role.ACTOR, "ISIS"))
    assert [(e.label, e.kind) for e in entities(registry, *mentions)] == [
        ("tanks", ""),
        ("Syria", "Country"),
        ("Islamic State (ISIS)", "ArmedGroup"),
    ]


def speaker(registry: Lexicon, source: str | None = None, voice: Voice = Voice.REPORT, **rest: str) -> Entity:
    (linked,) = link_document(document(**rest), [claim(source=source, voice=voice)], registry)
    return linked.claimed_by


def test_the_speaker_is_the_source(registry: Lexicon) -> None:
    assert speaker(registry, "Syrian Observatory for Human Rights").iri == (
        ID + "source/syrian-observatory-for-human-rights"
    )
    assert speaker(registry, "Al-Nusra Front").kind == "ArmedGroup"
    assert speaker(registry, "local sources") == Entity(
        ID + "document/a-12345678/source/local-sources", "InformationSource", "local sources", False
    )


def test_without_a_source_the_publisher_speaks_else_the_author_else_somebody_unnamed(registry: Lexicon) -> None:
    assert speaker(registry, publisher="Equipo Nizkor", author="Caleb Weiss").iri == ID + "source/equipo-nizkor"
    assert speaker(registry, publisher="Dale Courier").kind == "InformationSource"
    assert speaker(registry, author="Caleb Weiss").iri == ID + "person/caleb-weiss"
    assert speaker(registry, author="Rudolf Hentzau").kind == "Person"
    assert speaker(registry) == Entity(
        ID + "document/a-12345678/source/publisher", "InformationSource", "unnamed publisher of a.txt", False
    )


def test_a_comment_is_never_the_publishers(registry: Lexicon) -> None:
    found = speaker(registry, voice=Voice.COMMENT, publisher="Equipo Nizkor")
    assert (found.label, found.kind) == ("unnamed commenter", "InformationSource")
    assert found == speaker(registry, "unnamed commenter", voice=Voice.COMMENT)


def test_the_relay_is_linked_and_the_speakers_mention_tells_its_kind(registry: Lexicon) -> None:
    mention = Mention(Role.SOURCE, "Rudolf Hentzau", kind="Person")
    said = claim(mention, source="Rudolf Hentzau", relayed_by="AFP")
    (linked,) = link_document(document(), [said], registry)
    assert linked.claimed_by == linked.entities[0]
    assert linked.claimed_by.kind == "Person"
    assert linked.relayed_by is not None and linked.relayed_by.label == "Agence France Presse"
    (alone,) = link_document(document(), [claim()], registry)
    assert alone.relayed_by is None


def test_the_base_is_for_what_belongs_to_the_document(registry: Lexicon) -> None:
    said = claim(Mention(Role.ACTOR, "Hill Front"), Mention(Role.ACTOR, "ISIS"))
    (linked,) = link_document(document(), [said], registry, base="https://example.org/")
    assert linked.entities[0].iri == "https://example.org/document/a-12345678/actor/hill-front"
    assert linked.entities[1].iri == ID + "group/islamic-state-isis"


def test_no_claims_give_nothing(registry: Lexicon) -> None:
    assert link_document(document(), [], registry) == ()


NAMES = st.sampled_from(
    [
        "ISIS",
        "Dale Lions",
        "dale lions",
        "Hill Front",
        "activists",
        "Idlib",
        "the army",
        "peace talks",
        "Ariha",
        "Turkey",
    ]
)
ROLES = st.sampled_from([Role.ACTOR, Role.RECIPIENT, Role.LOCATION, Role.SOURCE])
KINDS = st.sampled_from(["", "", "ArmedGroup", "Person", "PopulatedPlace"])
CLAIMS = st.lists(
    st.builds(
        lambda mentions, of, source: claim(*mentions, of=of, source=source),
        st.lists(st.builds(lambda role, name, kind: Mention(role, name, kind=kind), ROLES, NAMES, KINDS), max_size=3),
        st.sampled_from(["Attack", "Negotiation", "Destruction"]),
        st.one_of(st.none(), NAMES),
    ),
    max_size=4,
)
REGISTRY = Lexicon(read_registry(resources.registry_files()))


@settings(max_examples=40, deadline=None)
@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_only_the_order_of_the_answer(claims: list[Claim], chance: object) -> None:
    numbered = [replace(one, id=str(number)) for number, one in enumerate(claims)]
    shuffled = sorted(numbered, key=lambda _: chance.random())  # type: ignore[attr-defined]

    def linked(order: list[Claim]) -> dict[str, LinkedClaim]:
        return {one.claim.id: one for one in link_document(document("Idlib in Syria"), order, REGISTRY)}

    assert linked(numbered) == linked(shuffled)


@settings(max_examples=40, deadline=None)
@given(CLAIMS)
def test_every_mention_has_an_entity_and_every_iri_one_kind(claims: list[Claim]) -> None:
    answer = link_document(document("Idlib in Syria"), claims, REGISTRY)
    assert [one.claim for one in answer] == claims
    assert all(len(one.entities) == len(one.claim.mentions) for one in answer)
    found = {entity for one in answer for entity in (*one.entities, one.claimed_by)}
    assert len({entity.iri for entity in found}) == len(found)
    assert all(entity.kind and entity.label for entity in found)


def test_publisher_and_authors_are_linked_with_the_claims(registry):
    said = document("The Alba Front left.", publisher="The Long War Journal", author="Ada Reed; Jo Li")
    linked = link_with_masthead(said, [], registry)
    assert linked.publisher.iri == ID + "source/the-long-war-journal"
    assert [(a.label, a.kind) for a in linked.authors] == [("Ada Reed", "Person"), ("Jo Li", "Person")]


@pytest.mark.parametrize(
    "foot",
    [
        "<footer>Copyright Oster News</footer>",
        "<footer>Follow Oster News on Twitter</footer>",
        "<div class='comments'><p>Dear Oster News, Red Front left Tarn.</p></div>",
    ],
)
def test_an_outlet_is_called_as_its_page_calls_it_whatever_else_the_page_says(registry: Lexicon, foot: str) -> None:
    head = "<title>Tarn taken</title><meta property='og:site_name' content='Oster News'>"
    body = f"<article><h1>Tarn taken</h1><p>Ada Reed said that the Red Front took the town of Tarn.</p>{foot}</article>"
    page = parse_document("a.html", f"<html><head>{head}</head><body>{body}</body></html>".encode())
    said = claim(Mention(Role.SOURCE, "Oster News", "Oster News", 0, 1), source="Oster News")
    linked = link_with_masthead(page, [claim(), said], registry)
    speakers = {item.claimed_by.label for item in linked.claims}
    assert (linked.publisher and linked.publisher.label, speakers) == ("Oster News", {"Oster News"})


def test_furniture_makes_no_name_longer(registry: Lexicon) -> None:
    head, body = (
        "<nav><p>Follow Tarn Guard Front on Twitter</p></nav>",
        "<p>Ada Reed said that Tarn Guard Front left.</p>",
    )
    page = parse_document(
        "a.html", f"<html><body>{head}<article><h1>Tarn left</h1>{body}</article></body></html>".encode()
    )
    assert page.paragraphs[0].role == "furniture"
    (linked,) = link_document(page, [claim(Mention(Role.ACTOR, "Tarn Guard Front"))], registry)
    assert linked.entities[0].label == "Tarn Guard Front"


def test_every_spelling_of_an_armed_actor_is_found_once_even_if_no_claim_uses_it(registry):
    text = "In Syria the Nusra Front left. Al Nusrah and the Nusra Front met the Taliban.\n\nOf all Islamic\n\nState bodies.\n"
    said = parse_document("report.txt", text.encode())
    linked = link_with_masthead(said, [], registry)
    assert [(m.text, e.label) for m, e in linked.spellings] == [
        ("Nusra Front", "Al-Nusra Front"),
        ("Al Nusrah", "Al-Nusra Front"),
    ]
    assert all(said.text[m.start : m.end] == m.text for m, _ in linked.spellings)
