"""Reader, extractor, lines of claims and query parameters, over inputs that hypothesis makes of their grammar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.read.media_types import SUFFIXES

pytest.importorskip("spacy", reason="reading text needs the extra 'text'")
pytest.importorskip("selectolax", reason="reading pages needs the extra 'read'")

from . import fuzz_extractor, fuzz_json_lines, fuzz_query_parameters, fuzz_reader

SEEDS = Path(__file__).parent / "seeds" / "reader"
NAMES = st.sampled_from([*sorted(SUFFIXES), *fuzz_reader.PARTS, ".unknown", ""])
# What the formats begin with and are made of.
MARKS = [b"%PDF-1.4\n", b"PK\x03\x04", b"\x1f\x8b\x08", b"WARC/1.0\r\n\r\n", b"From: a\n\n", b"Content-Type: text/html\n", b"{\"text\": \"", b"\"}\n",
         b"<html>", b"<p>", b"</p>", b"<w:p>", b"<!--", b"]]>", b"# ", b"> ", b"| a |\n|---|\n", b"```", b"\n\n", b"\r\n", b"\r", b"\0", b"\x1b", b"\xff\xfe",
         b"\xef\xbb\xbf", b"\xc3", b"The River Guard left Oster on Monday.", b"By Ada Reed", b"2 comments", b"  \xe2\x80\xa2 lena\n\n"]  # fmt: skip
FILES = st.binary(max_size=200) | st.lists(st.sampled_from(MARKS) | st.binary(max_size=6), max_size=25).map(b"".join)


@settings(max_examples=300)
@given(NAMES, FILES)
def test_any_bytes_under_any_suffix_give_documents_that_hold_or_an_error(name: str, data: bytes) -> None:
    fuzz_reader.one_input(name.encode() + b"\n" + data)


@pytest.mark.parametrize("name", sorted(path.name for path in SEEDS.iterdir()))
@settings(max_examples=60)
@given(data=st.data())
def test_a_whole_file_with_some_bytes_changed_gives_documents_that_hold_or_an_error(name: str, data: Any) -> None:
    cut = bytearray((SEEDS / name).read_bytes())
    first = cut.index(b"\n") + 1
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(first, len(cut) - 1))
        cut[at : at + data.draw(st.integers(0, 4))] = data.draw(FILES)
    fuzz_reader.one_input(bytes(cut))


@settings(max_examples=150)
@given(st.lists(st.sampled_from(fuzz_extractor.PIECES) | st.text(max_size=8), max_size=60).map(" ".join))
def test_any_text_of_nasty_pieces_gives_claims_that_stand_at_their_spans(text: str) -> None:
    fuzz_extractor.check_text(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.sampled_from(["oster.txt", "Red Front", "killed", "2014-05-03"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
ROWS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((SEEDS.parent / "json_lines").iterdir())]
KEYS = [*sorted({key for row in ROWS for key in row}), "required", "also", "core", "id", "content", "rank", "else"]
INNER = [
    "role",
    "name",
    "text",
    "start",
    "end",
    "kind",
    "side",
    "territory",
    "anaphor",
    "relation",
    "within",
    "value",
    "minimum",
]


@settings(max_examples=400)
@given(st.sampled_from(ROWS), st.dictionaries(st.sampled_from(KEYS), VALUES, min_size=1, max_size=4))
def test_any_json_under_any_key_of_a_line_gives_claims_or_a_claim_error(
    row: dict[str, Any], changed: dict[str, Any]
) -> None:
    fuzz_json_lines.one_input(json.dumps(row | changed).encode("utf-8", "surrogatepass") + b"\n")


@settings(max_examples=200)
@given(st.sampled_from(["mentions", "amounts"]), st.sampled_from(INNER), VALUES)
def test_any_json_in_a_mention_or_an_amount_gives_claims_or_a_claim_error(key: str, inner: str, value: Any) -> None:
    row = next(row for row in ROWS if key in row)
    changed = [item | {inner: value} for item in row[key]]
    fuzz_json_lines.one_input(json.dumps(row | {key: changed}).encode("utf-8", "surrogatepass") + b"\n")


HOSTILE = st.text(max_size=20) | st.lists(
    st.sampled_from([*"\"'\\{}<>().;?$#@^| \n\r\t\0", '"""', "\\u0022", "?x", "} UNION {", "https://a.example/", "ckg:", "2014-02-12", "1"]),
    max_size=8,
).map("".join)  # fmt: skip
CASES = fuzz_query_parameters.find_cases()


TEXT_CASE = next(
    (query, name) for query, name in CASES if query.params[name].kind == "text" and not query.params[name].enum
)


@settings(max_examples=600)
@given(st.sampled_from(CASES), HOSTILE)
@example(TEXT_CASE, "\\U0000")  # what another parser takes for the escape of a code point
@example(TEXT_CASE, "\\U00200000")
@example(TEXT_CASE, "a\\\\u0022 . ?s ?p ?o")
def test_any_value_of_any_parameter_is_one_term_of_the_query_or_refused(case: tuple[Any, str], value: str) -> None:
    fuzz_query_parameters.check(*case, value)
