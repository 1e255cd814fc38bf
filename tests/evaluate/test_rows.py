from __future__ import annotations

import json

import pytest

from kg.errors import InputError
from kg.evaluate import load_aliases, read_gold, read_pairs, read_rows

ROW = {
    "document": "a.txt",
    "paragraph": 1,
    "quote": "the front took the town",
    "type": "TerritorialCapture",
    "actors": ["Red Front"],
}
PAIR = {
    "document": "a.txt",
    "type": "AlliesOf",
    "source": "Red Front",
    "source_start": 4,
    "source_end": 13,
    "target": "Blue Army",
    "target_start": 22,
    "target_end": 31,
}


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
        ({"mentions": ["Red Front"]}, "'mentions' has another form"),
        ({"mentions": [{"role": "actor", "name": "Red Front", "text": "it", "start": "4"}]}, "'mentions' has"),
    ],
)
def test_a_line_of_another_form_is_refused_with_its_number(tmp_path, change, message):
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(ROW) + "\n" + json.dumps(ROW | change) + "\n")
    with pytest.raises(InputError, match=rf"claims\.jsonl:2: {message}"):
        read_rows(path)


def test_a_table_of_names_that_is_none_is_refused(tmp_path):
    path = tmp_path / "names.json"
    for text in ("[" * 100000, "[1]", '{"a": 1}', "{"):
        path.write_text(text)
        with pytest.raises(InputError, match="is no table of names"):
            load_aliases(path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"type": "Capture"}, "'type' is 'Capture', which is unknown; a type such as"),
        ({"factuality": "rumoured"}, "'factuality' is 'rumoured'; one of: asserted, hedged"),
        ({"quote": " … "}, "'quote' has no word"),
        ({"paragraph": None}, "'paragraph' is None"),
    ],
)
def test_gold_is_read_more_strictly(tmp_path, change, message):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(ROW | change))
    with pytest.raises(InputError, match=rf"gold\.jsonl:1: {message}"):
        read_gold(path)


def test_mentions_may_lack_words(tmp_path):
    path = tmp_path / "claims.jsonl"
    mention = {"role": "actor", "name": "Red Front", "text": "", "start": None, "end": None}
    path.write_text(json.dumps(ROW | {"mentions": [mention]}))
    assert read_rows(path)[0]["mentions"] == [mention]


@pytest.mark.parametrize("key", list(PAIR))
def test_a_pair_needs_each_key_in_its_form(tmp_path, key):
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps(PAIR) + "\n" + json.dumps({k: v for k, v in PAIR.items() if k != key}))
    with pytest.raises(InputError, match=rf"pairs\.jsonl:2: has no '{key}'; an object with document, type"):
        read_pairs(path)
    path.write_text(json.dumps(PAIR | {key: 1.5}))
    with pytest.raises(InputError, match=rf"pairs\.jsonl:1: '{key}' is 1\.5; a "):
        read_pairs(path)
