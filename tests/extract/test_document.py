from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import extract_claims
from kg.model import Role, Voice
from kg.read import parse_document

PARTS = (
    "The Alba Front attacked seized denied that it town of Ner “ ” ( ) , . — - rebels and who which said to not if in "
    "2012 killed 40 % Islamic State (ISIS) ’s 𝔸 é\u0301 ؟ army \n"
)
WORDS = st.sampled_from(PARTS.split(" "))


def test_every_quote_and_mention_stands_at_its_span(read_claims) -> None:
    document, claims = read_claims(
        "ISIS captured Raqqa, “activists” said. The Alba Front’s 40 fighters then left Homs."
    )
    assert claims
    for claim in claims:
        assert claim.quote == document.text[claim.start : claim.end]
        paragraph = document.paragraph(claim.paragraph)
        assert paragraph.start <= claim.start < claim.end <= paragraph.end
        for mention in claim.mentions:
            assert mention.text == document.text[mention.start : mention.end]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=60).map(" ".join))
def test_any_text_is_read_to_an_end_and_spans_hold(read_claims, body: str) -> None:
    document, claims = read_claims("Report. " + body)
    for claim in claims:
        assert claim.quote == document.text[claim.start : claim.end] != ""
        assert all(m.text == document.text[m.start : m.end] for m in claim.mentions)


def test_the_same_document_gives_the_same_claims(read_claims) -> None:
    body = "The Alba Front attacked the Coast Union near Ner. It seized the village, residents said."
    assert read_claims(body)[1] == read_claims(body)[1]


def test_a_comment_speaks_for_its_commenter_and_never_for_the_report(lexicon, parser) -> None:
    text = (
        "Events of the week\n\nThe Alba Front attacked the Coast Union near Ner on Monday.\n\n"
        "  • reader_one\n\n    The Coast Union attacked the Alba Front in Sol.\n"
    )
    document = parse_document("thread.txt", text.encode(), where="thread.txt")
    claims = extract_claims(document, lexicon, parser)
    voices = {(c.voice, c.source, c.names(Role.ACTOR)) for c in claims}
    assert (Voice.COMMENT, "reader_one", ("Coast Union",)) in voices
    assert (Voice.REPORT, None, ("Alba Front",)) in voices
    assert all(c.voice is Voice.COMMENT for c in claims if c.names(Role.ACTOR) == ("Coast Union",))


@pytest.mark.parametrize(
    ("headline", "source"),
    [
        ("Twelve killed in Ner: army", "army"),
        ("Twelve killed in Ner – local officials", "local officials"),
        ("Twelve killed in Ner, says army", "army"),
        ("Twelve killed in Ner: video", None),
        ("Twelve killed in Ner: what we know", None),
        ("Twelve killed in fierce al-Ner front", None),
    ],
)
def test_a_headline_names_its_speaker_at_the_end(lexicon, parser, headline: str, source: str | None) -> None:
    document = parse_document("page.txt", f"{headline}\n\nThe road is open.\n".encode(), where="page.txt")
    assert {c.source for c in extract_claims(document, lexicon, parser)} == {source}


def test_furniture_and_bylines_claim_nothing(lexicon, parser) -> None:
    text = "Events of the week\n\nBy Ada Reed\n\nThe road is open.\n\nContinue reading: rebels capture Ner | army attacks Sol\n"
    document = parse_document("page.txt", text.encode(), where="page.txt")
    assert [c for c in extract_claims(document, lexicon, parser) if c.paragraph != 1] == []


def test_one_speech_act_links_to_the_claim_that_it_makes(read_claims) -> None:
    _, claims = read_claims("The ministry accused the Alba Front of shelling a school.")
    act = next(c for c in claims if c.type == "Accusation")
    made = next(c for c in claims if c.type == "Bombardment")
    assert act.content == made.id
    assert made.source == "ministry"


@pytest.mark.parametrize(
    "body",
    [
        "rebels " * 3000,
        "and ".join(f"Group{i} " for i in range(400)) + "attacked Ner.",
        "(" * 500 + "the army" + ")" * 500,
        "“" * 300 + "The army attacked Ner.",
        "that " * 800 + "it fell.",
    ],
    ids=["one word", "endless list", "brackets", "open quotation marks", "endless clauses"],
)
def test_hostile_sentences_end_without_an_error(read_claims, body: str) -> None:
    read_claims(body)


def test_a_sentence_without_end_is_passed_over_and_the_next_is_read(read_claims) -> None:
    _, claims = read_claims("rebels and " * 200_000 + "left. The Alba Front attacked the Coast Union in Ner.")
    assert {c.type for c in claims if c.paragraph > 2} == {"Attack"}
