"""What can claim nothing is not parsed, and nobody can tell from the claims."""

from __future__ import annotations

import gzip
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract import Tree, extract_claims
from kg.extract.sentences import split_sentences
from kg.read import parse_document, read_paths
from kg.resources import seeds

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
OUTSIDE = [SHARED / "seeds", SHARED / "eval" / "re3d" / "docs"]
EMAIL = SHARED / "eval" / "ud" / "ewt_dev.conllu.gz"
TITLE = "Notes of the week"
NEUTRAL = """\
The soup was cold when it came to our table.
They said that the new menu has more fish on it.
She works with Anna at the library on Mondays.
His friend Peter took the early train to Lisbon.
I back my files up before I leave the office.
We sent the company a letter about its printers.
Can you call me after the meeting with Maria?
Its owner joined us and talked about the garden.
The two sides of the paper have different colours.
Their statement came by post, and the group read it.
A family of five left the hotel because of the rain.
John's Bakery supports the school with bread.
"""


class Memory:
    """A parser that parses each sentence once, and remembers those that it was asked for, without the title."""

    def __init__(self, parser) -> None:
        self.parser, self.trees, self.asked = parser, {}, []

    def words(self, sentence):
        return self.parser.words(sentence)

    def parse(self, sentences):
        self.asked += [text for text, _ in sentences if text != TITLE]
        fresh = list(dict.fromkeys(text for text, _ in sentences if text not in self.trees))
        self.trees |= dict(zip(fresh, self.parser.parse([(text, 0) for text in fresh]), strict=True))
        return [moved(self.trees[text], offset) for text, offset in sentences]


def moved(tree: Tree, by: int) -> Tree:
    return Tree(tuple(replace(t, start=t.start + by, end=t.end + by) for t in tree.tokens))


@pytest.fixture(scope="module")
def memory(parser) -> Memory:
    return Memory(parser)


@pytest.fixture
def agree(lexicon, memory):
    """Check that a document claims the same whether or not every sentence is parsed, and return what it claims."""

    def check(document):
        claims = extract_claims(document, lexicon, memory)
        assert claims == extract_claims(document, lexicon, memory, every_sentence=True)
        return claims

    return check


def corpus() -> list[str]:
    """Sentences of all kinds: those of the sample reports and of the cases, and neutral ones."""
    documents = read_paths([seeds()]).documents
    cases = (path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "cases" / "claims").glob("*.txt")))
    texts = [p.text for d in documents for p in d.paragraphs]
    texts += ["\n".join(x for x in c.partition("\n---\n")[0].splitlines() if not x.startswith("#")) for c in cases]
    return [" ".join(text[a:b].split()) for text in texts for a, b in split_sentences(text)] + NEUTRAL.splitlines()


SENTENCES = corpus()


def report(paragraphs: list[list[str]]):
    body = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
    return parse_document("report.txt", f"{TITLE}\n\n{body}\n".encode(), where="report.txt")


def test_the_sample_reports_claim_the_same(agree) -> None:
    assert sum(len(agree(document)) for document in read_paths([seeds()]).documents) > 100


@pytest.mark.parametrize("folder", OUTSIDE, ids=lambda p: p.name)
def test_reports_from_outside_claim_the_same(agree, folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip("lies outside the project")
    assert sum(len(agree(document)) for document in read_paths([folder]).documents) > 100


def test_text_of_other_things_claims_the_same(agree) -> None:
    if not EMAIL.is_file():
        pytest.skip("lies outside the project")
    with gzip.open(EMAIL, "rt", encoding="utf-8") as lines:
        found = (line.removeprefix("# text = ").strip() for line in lines if line.startswith("# text = "))
        sentences = list(islice(found, 600))
    for i in range(0, len(sentences), 40):
        agree(report([sentences[j : j + 5] for j in range(i, min(i + 40, len(sentences)), 5)]))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_order_of_sentences_claims_the_same(agree, paragraphs: list[list[str]]) -> None:
    agree(report(paragraphs))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(" ".join(SENTENCES).split()), min_size=1, max_size=40).map(" ".join))
def test_any_order_of_words_claims_the_same(agree, body: str) -> None:
    agree(report([["Notes.", body]]))


def test_what_has_no_trigger_or_nobody_to_act_is_not_parsed(lexicon, memory) -> None:
    memory.asked.clear()
    without_trigger = ["The soup was cold.", "Anna gave Peter a book about Lisbon.", "The people of Orsk eat fish."]
    without_actor = ["I back my files up.", "The painter took the colour out of the wall."]
    relevant = "The Alba Front attacked the Coast Union in Ner."
    extract_claims(report([[*without_trigger, *without_actor, relevant]]), lexicon, memory)
    assert memory.asked == [relevant]


@pytest.mark.parametrize(
    "sentence",
    [
        "We took the train to Ner and walked to the office.",
        "I ordered fish for Anna, and you sent her a letter.",
        "They asked Maria to move the meeting to Monday.",
        "The call from Peter came during the meeting.",
        "The shop is open from 10 to 12, and 11 is best.",
    ],
)
def test_everyday_words_among_everyday_words_are_not_parsed(lexicon, memory, sentence: str) -> None:
    memory.asked.clear()
    assert extract_claims(report([[sentence]]), lexicon, memory) == ()
    assert memory.asked == []


def test_everyday_words_among_words_of_war_are_parsed(lexicon, memory) -> None:
    claims = extract_claims(report([["The rebels walked into the town of Ner."]]), lexicon, memory)
    assert [c.type for c in claims] == ["TerritorialCapture"]


def test_an_event_that_needs_nobody_is_parsed(lexicon, memory) -> None:
    memory.asked.clear()
    claims = extract_claims(report([["Heavy clashes erupted."]]), lexicon, memory)
    assert memory.asked == ["Heavy clashes erupted."]
    assert [c.type for c in claims] == ["ArmedClash"]


def test_what_helps_to_read_a_telling_sentence_is_parsed_too(lexicon, memory) -> None:
    memory.asked.clear()
    named, other, event = "The Alba Front was tired.", "The soup was cold.", "It attacked Ner on Monday."
    claims = extract_claims(report([[named, other, event]]), lexicon, memory)
    assert memory.asked == [named, event]
    assert [c.mentions[0].name for c in claims] == ["Alba Front"]


def test_what_shares_a_name_with_a_telling_sentence_is_parsed_too(lexicon, memory) -> None:
    memory.asked.clear()
    kind, other, event = "Galdor, an armed group, is old.", "The soup was cold.", "Galdor attacked Ner."
    extract_claims(report([[event], [other], [other], [kind]]), lexicon, memory)
    assert memory.asked == [event, kind]


def test_a_sentence_has_one_tree_alone_and_among_others(parser) -> None:
    together = parser.parse([(sentence, 0) for sentence in SENTENCES[:120]])
    assert together == [parser.parse([(sentence, 0)])[0] for sentence in SENTENCES[:120]]
