"""Which documents publish one text: reprints cut, added to, edited and merged are found; what only looks alike is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.copies.made import invent_reports, make_document
from kg.consolidate.copies import Copies, find_copies, passage_at
from kg.consolidate.passages import PassageId
from kg.model import Document, Paragraph, ParagraphRole

CASES = Path(__file__).parents[1] / "cases" / "copies"
ABOUT = (
    "The Ner Press Association is a cooperative of eleven papers of the valley, takes no money from any party to the war, "
    "corrects what proves wrong on the day after, and asks its readers to send letters to the house on the mill street, where "
    "they are opened on each morning but that of a feast, and kept for as long as anybody may ask for them."
)


def read(name: str) -> list[str]:
    return (CASES / f"{name}.txt").read_text(encoding="utf-8").strip().split("\n\n")


WIRE, EDITED, OWN = read("wire"), read("edited"), read("own")
QUOTING = read("quoting-one"), read("quoting-two")


def groups(**documents: list[str]) -> set[frozenset[str]]:
    found = find_copies(make_document(name, paragraphs) for name, paragraphs in documents.items())
    return {frozenset(text.documents) for text in found.texts}


def number(copies: Copies, document: Document, words: str) -> PassageId | None:
    start = document.text.index(words)
    return passage_at(copies.passages.get(document.key, ()), start, start + len(words))


@pytest.mark.parametrize(
    "reprint",
    [
        pytest.param(WIRE, id="word for word"),
        pytest.param([" ".join(WIRE)], id="in one paragraph"),
        pytest.param([line for p in WIRE for line in p.split(". ")], id="each sentence a paragraph"),
        pytest.param([p.upper() for p in WIRE], id="in capitals"),
        pytest.param(WIRE[:2], id="cut short"),
        pytest.param([*OWN, *WIRE, *OWN[::-1]], id="with paragraphs of its own"),
        pytest.param(EDITED, id="lightly edited"),
        pytest.param([EDITED[0], OWN[0], *EDITED[1:4], OWN[1]], id="edited, cut and added to"),
    ],
)
def test_a_reprint_is_found(reprint: list[str]) -> None:
    assert groups(wire=WIRE, reprint=reprint, other=QUOTING[0]) == {frozenset({"wire", "reprint"})}


@pytest.mark.parametrize(
    "item", ["Shells fell on the mill of Oster.", "Shells fell on the mill. Two men of Oster were killed."]
)
def test_an_item_of_one_line_is_a_reprint_where_no_word_differs(item: str) -> None:
    said = groups(one=[item], other=[item.upper()], longer=[f"{item} The road to Ner was closed for the night."])
    assert said == {frozenset({"one", "other"})}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(*QUOTING, id="one event, a common quotation"),
        pytest.param(WIRE, QUOTING[0], id="one event"),
        pytest.param([*QUOTING[0], ABOUT], [*QUOTING[1], ABOUT], id="one agency's standing paragraph"),
        pytest.param([OWN[0], ABOUT], [QUOTING[1][0], ABOUT], id="short items above a long standing paragraph"),
        pytest.param(
            ["Killed were:", *"Ali Baba Carl Dora Emil Fritz".split()] * 2,
            ["Names:", *"Ali Baba Carl Dora".split()],
            id="names",
        ),
        pytest.param([], [], id="nothing"),
        pytest.param(["Shots fell."], ["Shots fell."], id="too few words to tell"),
    ],
)
def test_what_only_looks_alike_is_no_reprint(one: list[str], other: list[str]) -> None:
    assert groups(one=one, other=other) == set()


def test_a_paragraph_beneath_very_many_reports_joins_none_of_them() -> None:
    made = [one.document for one in invent_reports(400) if one.kind == "same event"]
    texts = [[p.text for p in document.paragraphs[:2]] for document in made][:15]
    notes = [ABOUT, ABOUT.replace("Ner", "Tarn").replace("eleven", "nine")]
    assert len(texts) == 15
    assert groups(**{f"d{n}": [*text, *notes] for n, text in enumerate([*texts, *texts])}) == {
        frozenset({f"d{n}", f"d{n + 15}"}) for n in range(15)
    }


def test_a_text_that_very_many_reprint_is_no_standing_paragraph() -> None:
    assert groups(**{f"d{n:02}": WIRE[: 3 + n % 3] for n in range(60)}) == {frozenset(f"d{n:02}" for n in range(60))}


def test_whoever_merges_two_wires_publishes_both_and_makes_them_no_one_text() -> None:
    found = groups(wire=WIRE, edited=EDITED, other=[*QUOTING[0], *OWN], merged=[*WIRE, *QUOTING[0], *OWN])
    assert found == {frozenset({"wire", "edited", "merged"}), frozenset({"other", "merged"})}


def test_bylines_headlines_comments_and_furniture_are_no_text() -> None:
    for role in set(ParagraphRole) - {ParagraphRole.BODY, ParagraphRole.CAPTION}:
        body = make_document("body", WIRE)
        other = Document(
            "other", "other", "0", "text/plain", body.text,
            tuple(Paragraph(p.number, role, p.start, p.end, p.text) for p in body.paragraphs),
        )  # fmt: skip
        assert find_copies([body, other]).texts == ()


def test_a_passage_has_the_same_number_wherever_it_stands_and_one_of_its_own_has_none() -> None:
    wire, edited = make_document("wire", WIRE), make_document("edited", [OWN[0], *EDITED[1:], OWN[1]])
    copies = find_copies([wire, edited])
    rockets = number(copies, wire, "families spent the night in cellars along the river")
    assert rockets is not None
    assert number(copies, edited, "families spent the night in cellars by the river") == rockets
    assert number(copies, wire, "Its fighters entered from the south") == number(
        copies, edited, "Its gunmen entered from"
    )
    assert number(copies, wire, "flour would last for two more days at the most") != rockets
    assert number(copies, edited, "captured the village of Molven on Wednesday") is None
    assert number(copies, wire, "captured the town of Tarn") is None, "the other document leaves this paragraph out"


def test_two_reports_in_their_own_words_have_no_passage_in_common() -> None:
    one, two = (make_document(name, text) for name, text in zip(("one", "two"), QUOTING, strict=True))
    copies = find_copies([one, two])
    assert number(copies, one, "nobody will drive us out") is None


REPORTS = [one.document for one in invent_reports(120)]
WIRES = [one.document for one in invent_reports(300, seed=7) if one.kind == "wire"]


@settings(max_examples=15)
@given(st.permutations(REPORTS))
def test_the_order_of_the_documents_changes_nothing(shuffled: list[Document]) -> None:
    assert find_copies(shuffled) == find_copies(REPORTS)


@given(st.sampled_from(WIRES), st.integers(0, 5))
def test_a_document_cut_at_sixty_per_cent_of_its_words_is_found(document: Document, more: int) -> None:
    words = document.text.split(" ")
    cut = make_document("cut", " ".join(words[: round(0.6 * len(words))]).split("\n\n"))
    found = find_copies([cut, document, *(wire for wire in WIRES[:more] if wire != document)])
    assert ("cut", document.key) in {text.documents for text in found.texts}


@given(st.lists(st.sampled_from(WIRES), unique_by=lambda one: one.key, max_size=25))
def test_unrelated_documents_are_not_joined(documents: list[Document]) -> None:
    assert find_copies(documents).texts == ()


@given(st.lists(st.lists(st.text(alphabet="aB. \n’é\ud800", max_size=60), max_size=4), max_size=4))
def test_any_text_is_taken(texts: list[list[str]]) -> None:
    copies = find_copies(make_document(f"d{n}", paragraphs) for n, paragraphs in enumerate(texts))
    for key, passages in copies.passages.items():
        length = len(texts[int(key[1:])])
        assert all(0 <= p.start < p.end and p.first < p.last and 1 <= p.paragraph <= length for p, _ in passages)
