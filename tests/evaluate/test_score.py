from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import format_misses, format_scores, load_aliases, read_rows, score, scores_to_json

SHARED = Path(__file__).resolve().parents[3] / "shared" / "gold"


def row(**changes):
    base = {"document": "a.txt", "paragraph": 1, "quote": "the front took the town", "type": "TerritorialCapture"}
    return (
        base
        | {"actors": ["Red Front"], "recipients": [], "locations": ["Hilltown"], "factuality": "asserted"}
        | changes
    )


def test_gold_against_itself_is_right_throughout():
    scores = score([row()], [row()])
    assert scores.detection == scores.roles == scores.strict == {"P": 1.0, "R": 1.0, "F1": 1.0}
    assert (scores.source, scores.factuality) == (1.0, 1.0)


@pytest.mark.parametrize(
    "change",
    [{"paragraph": 2}, {"document": "b.txt"}, {"type": "Advance"}, {"quote": "someone else lost a village there"}],
)
def test_what_stands_elsewhere_or_says_something_else_does_not_match(change):
    scores = score([row()], [row(**change)])
    assert scores.detection["F1"] == 0
    assert len(scores.missed) == len(scores.spurious) == 1


def test_optional_gold_costs_no_precision_and_counts_for_no_recall():
    gold = [row(), row(type="Advance", required=False)]
    assert score(gold, [row(), row(type="Advance")]).detection == {"P": 1.0, "R": 1.0, "F1": 1.0}
    assert score(gold, [row()]).detection["R"] == 1.0


def test_comments_are_left_out():
    scores = score([row(), row(voice="comment")], [row(), row(voice="comment")])
    assert (scores.claims, scores.required) == (1, 1)


def test_either_annotators_filling_is_right():
    gold = row(also={"actors": ["Blue Army"], "recipients": [], "locations": ["Hilltown"]})
    assert score([gold], [row(actors=["Blue Army"])]).roles["F1"] == 1.0


def test_the_wrong_factuality_is_not_strict():
    scores = score([row()], [row(factuality="hedged")])
    assert (scores.detection["F1"], scores.strict["F1"], scores.factuality) == (1.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("gold", "claim", "right"),
    [
        (None, None, 1),
        ("activists", None, 0),
        (None, "activists", 0),
        ("local activists", "the activists", 1),
        ("SANA", "AFP", 0),
    ],
)
def test_a_speaker_agrees_by_a_shared_word(gold, claim, right):
    assert score([row(source=gold)], [row(source=claim)]).source == right


def test_dates_count_where_the_words_give_one():
    dated = row(date="2014-02", date_text="in February")
    assert score([dated], [row(date="2014-02")]).dates == {"gold": 1, "right": 1.0}
    assert score([row(date="2014-02")], [row(date="2014")]).dates == {"gold": 0, "right": None}


def test_names_are_one_by_alias_by_parenthesis_and_by_containment(tmp_path):
    path = tmp_path / "names.json"
    path.write_text(json.dumps({"Red Front": ["Harakat al-Hamra"]}))
    aliases = load_aliases(path)
    for name in ("the Harakat Hamra", "RED FRONT", "Red Front (RF)", "old Red Front"):
        assert score([row()], [row(actors=[name])], aliases).roles["F1"] == 1.0, name
    for name in ("Front", "Blue Army"):
        assert score([row()], [row(actors=[name])], aliases).roles["F1"] < 1, name


def test_nothing_to_score_gives_zeros():
    assert score([row()], []).detection == {"P": 0.0, "R": 0.0, "F1": 0.0}
    assert score([], []).factuality == 0.0


def test_text_and_json_have_every_measure():
    scores = score([row()], [row(type="Advance")])
    assert list(scores_to_json(scores)) == [
        "claims",
        "required",
        "detection",
        "roles",
        "strict",
        "source",
        "factuality",
        "dates",
    ]
    assert format_scores(scores).count("\n") == 8
    assert (
        format_misses(scores)
        .splitlines()[0]
        .startswith("missed\ta.txt ¶1\tTerritorialCapture\tRed Front →  @ Hilltown\t")
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no claim"),
        ("{", ":1: is no JSON"),
        ("{}", ":1: has no 'document'"),
        ("[]", "is no JSON object"),
        ("[" * 100000, ":1: is nested"),
    ],
)
def test_what_is_no_claims_file_is_refused(tmp_path, text, message):
    path = tmp_path / "claims.jsonl"
    path.write_text(text)
    with pytest.raises(InputError, match=message):
        read_rows(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"paragraph": "1"}, "'paragraph' is '1'; a whole number"),
        ({"paragraph": True}, "'paragraph' is True"),
        ({"actors": "Red Front"}, "'actors' is 'Red Front'; a list of names"),
        ({"recipients": [None]}, "'recipients' is"),
        ({"locations": {}}, "'locations' is"),
        ({"also": {"actors": [1]}}, "'actors' is"),
        ({"also": [1]}, "'also' is"),
        ({"quote": 7}, "'quote' is 7; a text"),
        ({"date": ["2014"]}, "'date' is"),
        ({"source": 1}, "'source' is 1"),
        ({"actors": ["x\ud800"]}, r"holds the character U\+D800"),
    ],
)
def test_a_line_of_another_form_is_refused_with_its_number(tmp_path, change, message):
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(row()) + "\n" + json.dumps(row(**change)) + "\n")
    with pytest.raises(InputError, match=rf"claims\.jsonl:2: {message}"):
        read_rows(path)


def test_a_table_of_names_that_is_none_is_refused(tmp_path):
    path = tmp_path / "names.json"
    for text in ("[" * 100000, "[1]", '{"a": 1}', "{"):
        path.write_text(text)
        with pytest.raises(InputError, match="is no table of names"):
            load_aliases(path)


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="the annotators' own scorer lies outside the project")
@pytest.mark.parametrize("seed", range(6))
def test_scores_equal_those_of_the_annotators_scorer(seed):
    spec = importlib.util.spec_from_file_location("reference_score", SHARED / "score.py")
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    gold = read_rows(SHARED / "seeds.jsonl")
    claims = disturbed(gold, random.Random(seed))
    aliases = load_aliases(SHARED / "names.json")
    expected, missed, spurious = reference.score(gold, claims, aliases)
    scores = score(gold, claims, aliases)
    assert scores_to_json(scores) == expected
    assert (list(scores.missed), list(scores.spurious)) == (missed, spurious)


def disturbed(gold, chance):
    """Return gold claims with some dropped, doubled, cut, and with roles, speakers, dates and sureness mixed up."""
    rows = []
    for line in gold:
        changed = dict(line)
        for key in ("actors", "recipients", "locations", "source", "date", "factuality", "type"):
            if chance.random() < 0.25:
                changed[key] = chance.choice(gold)[key]
        if chance.random() < 0.3:
            changed["quote"] = changed["quote"][: len(changed["quote"]) // 2]
        rows += [changed] * chance.choice((0, 1, 1, 1, 2))
    chance.shuffle(rows)
    return rows
