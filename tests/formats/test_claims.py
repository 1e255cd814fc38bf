from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.consolidate.roles import ROLE_TABLE
from kg.edtf import interval
from kg.errors import ClaimError, InputError
from kg.formats.amounts import amount_notation, parse_amount
from kg.formats.claims import claim_from_json, claim_to_json, dump_claim, read_claims
from kg.identifiers import claim_id, sha256_hex
from kg.lexicon import Lexicon
from kg.lexicon.kinds import KINDS
from kg.model import Claim, Document, Factuality, Interval, Mention, Paragraph, ParagraphRole, Quantity, Role, Voice
from kg.read import parse_document

CAPTURE = {
    "document": "report.txt",
    "paragraph": 1,
    "quote": "The Red Front took Hilltown",
    "type": "TerritorialCapture",
    "actors": ["Red Front"],
    "recipients": ["Blue Army"],
    "locations": ["Hilltown"],
    "date": "2014-05-03",
    "date_text": "on 3 May 2014",
    "quantities": {},
}


def write(tmp_path, *rows):
    path = tmp_path / "claims.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def read(tmp_path, document, lexicon, *rows):
    return read_claims(write(tmp_path, *rows), [document], lexicon)[document.key]


def spans(claim, document):
    return {m.name: (m.text, document.text[m.start : m.end]) for m in claim.mentions if m.start is not None}


def test_a_line_becomes_a_claim_with_the_words_for_its_names(tmp_path, document, lexicon):
    (claim,) = read(tmp_path, document, lexicon, CAPTURE)
    assert (claim.start, claim.end) == (0, len(CAPTURE["quote"]))
    assert spans(claim, document) == {name: (name, name) for name in ("Red Front", "Blue Army", "Hilltown")}
    assert claim.time == Interval("2014-05-03", "on 3 May 2014", "2014-05-03", "2014-05-03")
    assert claim.factuality is Factuality.ASSERTED
    assert claim.voice is Voice.REPORT


def test_a_name_is_found_by_any_name_of_its_registry_entry(tmp_path, document, lexicon):
    row = {
        "document": "report.txt",
        "paragraph": 2,
        "quote": "The reds denied it",
        "type": "Killing",
        "actors": ["Red Front"],
    }
    (claim,) = read(tmp_path, document, lexicon, row | {"factuality": "denied"})
    assert spans(claim, document) == {"Red Front": ("The reds", "The reds")}


def test_the_quote_comes_before_the_rest_of_the_paragraph(tmp_path, document, lexicon):
    (claim,) = read(tmp_path, document, lexicon, CAPTURE | {"quote": "took Hilltown", "source": "Blue Army"})
    assert [m.role for m in claim.mentions] == [Role.ACTOR, Role.RECIPIENT, Role.LOCATION, Role.SOURCE]
    assert claim.mentions[0].start == document.text.index("Red Front")


def test_a_speaker_without_words_has_no_mention(tmp_path, document, lexicon):
    (claim,) = read(tmp_path, document, lexicon, CAPTURE | {"source": "local sources", "relayed_by": "Farland"})
    assert (claim.source, claim.relayed_by) == ("local sources", "Farland")
    assert {m.role for m in claim.mentions} == {Role.ACTOR, Role.RECIPIENT, Role.LOCATION}


def test_territory_is_marked_on_lines_from_outside(tmp_path, document, lexicon):
    (claim,) = read(tmp_path, document, lexicon, CAPTURE | {"locations": ["Hilltown", "Lakeland"]})
    assert {m.name: m.territory for m in claim.mentions if m.role is Role.LOCATION} == {
        "Hilltown": True,
        "Lakeland": False,
    }


def test_how_a_place_stands_is_marked_on_lines_from_outside(lexicon):
    text = "The Red Front attacked a post near Hilltown in northern Farland."
    document = parse_document("report.txt", text.encode(), where="report.txt")
    row = {"document": "report.txt", "paragraph": 1, "quote": text, "type": "Attack", "actors": ["Red Front"]}
    claim = claim_from_json(row | {"locations": ["Hilltown", "Farland"]}, [document], lexicon)
    places = {m.name: (m.relation, m.within) for m in claim.mentions if m.role is Role.LOCATION}
    assert places == {"Hilltown": ("near", "Farland"), "Farland": ("northern", "")}


def test_a_registered_name_and_a_plain_description_need_no_words(tmp_path, document, lexicon):
    (claim,) = read(
        tmp_path, document, lexicon, CAPTURE | {"locations": ["Farland"], "recipients": ["rival fighters of Blue"]}
    )
    assert [m.start for m in claim.mentions if m.name in ("Farland", "rival fighters of Blue")] == [None, None]


def test_quantities_and_rank(tmp_path, document, lexicon):
    quantities = {
        "killed": ">170",
        "share": "65%",
        "wounded": "~50",
        "moved": "3-5",
        "bombings": "many",
        "rank": "leader",
    }
    (claim,) = read(tmp_path, document, lexicon, CAPTURE | {"quantities": quantities})
    assert claim.rank == "leader"
    assert claim.quantities == (
        Quantity("killed", ">170", minimum=170),
        Quantity("share", "65%", value=0.65),
        Quantity("wounded", "~50", value=50),
        Quantity("moved", "3-5", minimum=3, maximum=5),
        Quantity("bombings", "many"),
    )
    assert claim_to_json(claim)["quantities"] == quantities


def test_lines_of_the_same_content_are_one_claim(tmp_path, document, lexicon):
    assert len(read(tmp_path, document, lexicon, CAPTURE, CAPTURE | {"required": True, "also": {}, "core": False})) == 1


def test_content_ties_a_speech_act_to_its_claim_by_any_id(tmp_path, document, lexicon):
    accusation = {
        "document": "report.txt",
        "paragraph": 2,
        "quote": "activists said",
        "type": "Accusation",
        "actors": ["activists"],
        "content": "mine",
    }
    claims = read(tmp_path, document, lexicon, accusation, CAPTURE | {"id": "mine"})
    assert claims[1].content == claims[0].id


def test_every_document_has_an_entry(tmp_path, document, lexicon):
    other = Document("other.txt", "other-0", "0", "text/plain", "x", (Paragraph(1, ParagraphRole.BODY, 0, 1, "x"),))
    found = read_claims(write(tmp_path, CAPTURE), [other, document], lexicon)
    assert [len(claims) for claims in found.values()] == [0, 1]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"document": "reports.txt"}, "no document 'reports.txt'.*'report.txt'"),
        ({"paragraph": 3}, "no paragraph 3"),
        ({"paragraph": True}, "no paragraph True"),
        ({"quote": "The Red Front lost Hilltown"}, "is not in paragraph 1"),
        ({"quote": "killed in Hilltown"}, "is not in paragraph 1"),
        ({"quote": ""}, "'quote' is ''"),
        ({"start": 1, "end": 28}, "does not stand at 1-28"),
        ({"type": "TerritoryCapture"}, "type 'TerritoryCapture' is not known.*TerritorialCapture"),
        ({"factuality": "certain"}, "factuality 'certain'.*asserted"),
        ({"voice": "reader"}, "voice 'reader'"),
        ({"actors": ["Green Front"]}, "actor 'Green Front' is neither"),
        ({"actors": "Red Front"}, "'actors' is 'Red Front'; a list"),
        ({"actors": [None]}, "'actors' holds None"),
        ({"actor": ["Red Front"]}, "unknown key 'actor'; 'actors'"),
        ({"date": "May 2014"}, "date 'May 2014' does not hold"),
        ({"date": "2014-02-30"}, "date '2014-02-30' does not hold"),
        ({"quantities": ["170"]}, "'quantities' is"),
        ({"quantities": []}, "'quantities' is \\[\\]; an object"),
        ({"quantities": 0}, "'quantities' is 0; an object"),
        ({"quantities": {"killed": {"a": 1}}}, "the quantity 'killed' is"),
        ({"quantities": {"killed": None}}, "the quantity 'killed' is 'None'"),
        ({"quantities": {"killed": True}}, "the quantity 'killed' is 'True'"),
        ({"quantities": {"killed": "9" * 400}}, "the quantity 'killed' is too large"),
        ({"quantities": {"rank": 1}}, "'rank' is 1"),
        ({"actors": ""}, "'actors' is ''; a list"),
        ({"amounts": [{"kind": "killed", "value": 10**400}]}, "the value '1000.* is no number"),
        ({"amounts": [{"kind": "killed", "value": float("inf")}]}, "holds Infinity"),
        ({"amounts": [{"kind": "killed", "text": 7}]}, "the text of an amount is 7"),
        ({"date_text": 7}, "'date_text' is 7; a date_text that is a text"),
        ({"date_text": ""}, "'date_text' is ''"),
        ({"not_before": "2014"}, "not_before '2014' does not hold: it is more than a day"),
        ({"actors": ["x\ud800"]}, r"holds the character U\+D800"),
        ({"quote": "nu\u0001ke"}, r"holds the character U\+0001"),
        ({"instruments": ["\u0000"]}, r"holds the character U\+0000"),
        ({"quantities": {"killed\ufffe": "1"}}, r"holds the character U\+FFFE"),
        (
            {"mentions": [{"role": "actor", "name": "Red Front", "text": "Red Front", "start": 5, "end": 14}]},
            "does not stand at",
        ),
        ({"mentions": [{"role": "actor", "name": "Blue Army"}]}, "'Blue Army' is no actor of the line"),
        (
            {"mentions": [{"role": "location", "name": "Hilltown", "within": "Lakeland"}]},
            "'Hilltown' is within 'Lakeland'; the name of a location",
        ),
        ({"mentions": [{"role": "location", "name": "Hilltown", "relation": 7}]}, "'relation' is 7"),
        ({"mentions": [{"role": "hero", "name": "Red Front"}]}, "role 'hero'"),
    ],
)
def test_a_line_that_does_not_hold_is_refused_with_its_number(tmp_path, document, lexicon, change, message):
    with pytest.raises(ClaimError, match=rf"claims\.jsonl:2: .*{message}"):
        read(tmp_path, document, lexicon, CAPTURE, CAPTURE | change)


def test_content_that_is_no_claim_is_refused(tmp_path, document, lexicon):
    with pytest.raises(ClaimError, match="content 'nobody' is no claim"):
        read(tmp_path, document, lexicon, CAPTURE | {"content": "nobody"})


def test_lines_that_differ_only_in_how_sure_they_are_are_refused(tmp_path, document, lexicon):
    with pytest.raises(ClaimError, match="line 1"):
        read(tmp_path, document, lexicon, CAPTURE, CAPTURE | {"factuality": "denied"})


def test_the_message_counts_the_other_refused_lines(tmp_path, document, lexicon):
    with pytest.raises(ClaimError, match=r":1: .*\(2 more refused: line 2, 3\)"):
        read(tmp_path, document, lexicon, *([CAPTURE | {"paragraph": 9}] * 3))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no claim"),
        ("{\n", ":1: is no JSON"),
        ("[1]\n", "is no JSON object"),
        ("\n\n", "holds no claim"),
        ("[" * 100_000, ":1: is nested too deep"),
        ('{"paragraph": ' + "1" * 5000 + "}", ":1: holds a number of too many digits"),
    ],
)
def test_what_is_no_claims_file_is_refused(tmp_path, document, lexicon, text, message):
    path = tmp_path / "claims.jsonl"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        read_claims(path, [document], lexicon)


def test_a_missing_or_binary_file_is_refused(tmp_path, document, lexicon):
    with pytest.raises(InputError, match="No such file"):
        read_claims(tmp_path / "nowhere", [document], lexicon)
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="is not UTF-8 at byte 0"):
        read_claims(tmp_path / "binary", [document], lexicon)


@pytest.mark.parametrize(
    ("quantity", "notation"),
    [
        (Quantity("killed", "more than 170", minimum=170), ">170"),
        (Quantity("killed", "over 1,000", minimum=1000), ">1000"),
        (Quantity("killed", "at least 170", minimum=170), ">=170"),
        (Quantity("killed", "no fewer than 170", minimum=170), ">=170"),
        (Quantity("killed", "up to 50", maximum=50), "<=50"),
        (Quantity("killed", "at most 50", maximum=50), "<=50"),
        (Quantity("killed", "no more than 50", maximum=50), "<=50"),
        (Quantity("killed", "nearly 50", maximum=50), "<50"),
        (Quantity("killed", "Fewer than 50", maximum=50), "<50"),
        (Quantity("killed", "about 50", value=50), "~50"),
        (Quantity("killed", "around 1,500"), "~1500"),
        (Quantity("share", "about 65 percent"), "~65%"),
        (Quantity("share", "more than 80%", minimum=0.8), ">80%"),
        (Quantity("killed", "about a dozen"), "about a dozen"),
        (Quantity("killed", "dozens", minimum=24), ">=24"),
        (Quantity("killed", "170", value=170), "170"),
        (Quantity("killed", "three to five", minimum=3, maximum=5), "3-5"),
    ],
)
def test_the_notation_has_the_sign_that_the_words_ask_for(quantity, notation):
    assert amount_notation(quantity) == notation
    read_back = parse_amount(quantity.kind, notation)
    if (quantity.value, quantity.minimum, quantity.maximum) != (None, None, None):
        assert replace(read_back, text=quantity.text) == quantity


# Round trips: whatever an extractor makes comes back to the letter.

anything = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
texts = st.text(anything, min_size=1, max_size=12).filter(str.strip)
numbers = st.none() | st.floats(0, 1e6, allow_nan=False)
quantities = st.builds(Quantity, texts.filter("rank".__ne__), st.text(anything, max_size=8), numbers, numbers, numbers)
days = st.dates().map(str)
times = (
    st.sampled_from(["2014", "2014-02~", "2014-02-12", "../2014-05", "201X", "2014-01-01/2014-02"]).map(interval)
    | st.builds(Interval, text=texts)
    | st.builds(Interval, st.none(), st.none(), days, days)
)


@st.composite
def documents_with_a_claim(draw):
    blocks = draw(
        st.lists(st.text("ab é😀\n.", min_size=1).filter(lambda t: t.strip() == t and "\n\n" not in t), min_size=1)
    )
    text = "\n\n".join(blocks)
    starts = [sum(len(block) + 2 for block in blocks[:n]) for n in range(len(blocks))]
    paragraphs = tuple(
        Paragraph(n, ParagraphRole.BODY, start, start + len(block), block)
        for n, (start, block) in enumerate(zip(starts, blocks, strict=True), 1)
    )
    document = Document("d.txt", "d-1", sha256_hex(text.encode()), "text/plain", text, paragraphs)
    paragraph = draw(st.sampled_from([p for p in paragraphs if p.text.strip()]))
    start, end = sorted(draw(st.tuples(*[st.integers(paragraph.start, paragraph.end)] * 2)))
    if not text[start:end].strip():
        start, end = paragraph.start, paragraph.end
    return document, draw(claims_in(document, paragraph, start, end))


@st.composite
def mentions_in(draw, text):
    role, name = draw(st.sampled_from(Role)), draw(texts)
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    kind, side = draw(st.sampled_from(["", *sorted(KINDS)])), draw(st.sampled_from([None, 1, 2]))
    if not draw(st.booleans()):
        return Mention(role, name, kind=kind, side=side)
    relation = draw(st.sampled_from(["", "near", "northern"]))
    return Mention(role, name, text[start:end], start, end, kind, side, draw(st.booleans()), relation=relation)


@st.composite
def claims_in(draw, document, paragraph, start, end):
    mentions = draw(st.lists(mentions_in(document.text), max_size=4, unique_by=lambda m: (m.role, m.name)))
    named = {role: next((m.name for m in mentions if m.role is role), None) for role in (Role.SOURCE, Role.RELAY)}
    mentions = tuple(m for m in mentions if m.role not in named or m.name == named[m.role])
    claim_type = draw(st.sampled_from(sorted(ROLE_TABLE)))
    return Claim(
        id=claim_id(document.key, paragraph.text, start, end, claim_type, mentions, paragraph.start),
        document=document.name,
        document_key=document.key,
        paragraph=paragraph.number,
        start=start,
        end=end,
        quote=document.text[start:end],
        type=claim_type,
        mentions=mentions,
        instruments=tuple(draw(st.lists(texts, max_size=2))),
        time=draw(times),
        source=named[Role.SOURCE],
        relayed_by=named[Role.RELAY],
        factuality=draw(st.sampled_from(Factuality)),
        voice=draw(st.sampled_from(Voice)),
        quantities=tuple(draw(st.lists(quantities, max_size=3))),
        rank=draw(st.none() | texts),
        content=draw(st.none() | texts),
    )


@given(documents_with_a_claim())
def test_a_claim_comes_back_from_its_line(pair):
    document, claim = pair
    line = dump_claim(claim_to_json(claim))
    assert "\n" not in line
    assert claim_from_json(json.loads(line), [document], Lexicon(())) == claim
