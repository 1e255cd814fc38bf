from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path

import pytest

from kg.evaluate import load_aliases, read_rows, score, scores_to_json

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


def test_types_add_up_to_the_whole():
    gold = [row(), row(type="Advance"), row(type="Siege", required=False), row(type="Attack", voice="comment")]
    claims = [row(), row(type="Advance", actors=["Blue Army"]), row(type="Killing")]
    types = {scores.type: scores for scores in score(gold, claims).types}
    assert list(types) == ["Advance", "Killing", "Siege", "TerritorialCapture"]
    counts = {name: (t.required, t.optional, t.claims, t.matched) for name, t in types.items()}
    assert counts["TerritorialCapture"] == counts["Advance"] == (1, 0, 1, 1)
    assert (counts["Killing"], counts["Siege"]) == ((0, 0, 1, 0), (0, 1, 0, 0))
    assert types["Advance"].detection == {"P": 1.0, "R": 1.0, "F1": 1.0}
    assert types["Advance"].strict == {"P": 0.0, "R": 0.0, "F1": 0.0}
    assert types["Advance"].roles["F1"] == 0.5


def test_factuality_is_counted_value_by_value():
    gold = [row(), row(type="Advance", factuality="hedged"), row(type="Siege", factuality="denied")]
    values = {v.value: v for v in score(gold, [row(), row(type="Advance")]).values}
    assert list(values) == ["asserted", "hedged", "intended", "denied"]
    assert [(v.gold, v.required, v.missed) for v in values.values()] == [(1, 1, 0), (1, 1, 0), (0, 0, 0), (1, 1, 1)]
    assert values["hedged"].claimed == {"asserted": 1, "hedged": 0, "intended": 0, "denied": 0}
    assert (values["asserted"].f1, values["hedged"].f1, values["intended"].f1) == (pytest.approx(2 / 3), 0.0, None)


def test_a_factuality_that_only_claims_know_is_counted_too():
    values = score([row()], [row(factuality="rumoured")]).values
    assert (values[-1].value, values[0].claimed["rumoured"]) == ("rumoured", 1)


def test_a_match_says_what_differs_from_gold():
    gold = row(recipients=["Blue Army", "militia"], source="an activist", date="2014-02", date_text="in February")
    claim = row(recipients=["the Blue Army", "Hilltown"], locations=[], factuality="denied", date="2014")
    (match,) = score([gold], [claim]).matches
    assert [(d.key, d.gold, d.claim) for d in match.differences()] == [
        ("recipients", ("Blue Army", "militia"), ("Hilltown", "the Blue Army")),
        ("locations", ("Hilltown",), ()),
        ("source", ("an activist",), ()),
        ("factuality", ("asserted",), ("denied",)),
        ("date", ("2014-02",), ("2014",)),
    ]


def test_what_either_annotator_has_is_no_difference():
    gold = row(date="2014", date_text="then", also={"actors": ["Blue Army"], "locations": ["Hilltown"], "date": "2015"})
    (match,) = score([gold], [row(actors=["Blue Army"], date="2015")]).matches
    assert match.differences() == ()


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
