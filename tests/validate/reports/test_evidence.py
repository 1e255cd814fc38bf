"""Evidence that rots: the five reports edited in ways that are found, and told apart, each by the shape of its results."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.validate.quotes import find_alike, find_exact, find_same_words

from .faults import SEEDS, written

FIRST, LAST = "000_0df93e0babd0ffd1.txt", "004_ad36ab31ed5c20f9.txt"
LATEST = "Jund al-Aqsa is reportedly gaining ground fast in the latest round"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("evidence"), [])


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEEDS, tmp_path / "docs", ignore=shutil.ignore_patterns("*.md")))


def check(graph: Path, docs: Path) -> list[dict[str, Any]]:
    """Return the results of --evidence on *graph*, as JSON has them."""
    report = docs.parent / "report.json"
    run = ["validate", str(graph), "--evidence", str(docs), "--fail-on", "info", f"--report=json={report}"]
    found = CliRunner().invoke(main, run, catch_exceptions=False)
    results: list[dict[str, Any]] = json.loads(report.read_text(encoding="utf-8"))["results"]
    assert found.exit_code == (1 if results else 0), found.output
    return results


def kinds(results: list[dict[str, Any]]) -> Counter[str]:
    return Counter(result["shape"].rpartition("#")[2] for result in results)


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(docs: Path) -> None:
        text = (docs / name).read_bytes().decode()
        assert text.count(old) >= 1
        (docs / name).write_bytes(text.replace(old, new).encode())

    return edit


def reencoded(name: str, encoding: str) -> Callable[[Path], None]:
    def edit(docs: Path) -> None:
        (docs / name).write_bytes((docs / name).read_bytes().decode().encode(encoding))

    return edit


def moved_to_the_end(docs: Path) -> None:
    path = docs / FIRST
    head, *paragraphs = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    number = next(i for i, paragraph in enumerate(paragraphs) if LATEST in paragraph)
    path.write_text("\n\n".join([head, *paragraphs[:number], *paragraphs[number + 1 :], paragraphs[number]]) + "\n")


def moved_to_another(docs: Path) -> None:
    text = (docs / FIRST).read_text(encoding="utf-8")
    (docs / FIRST).write_text(text.replace(LATEST, "x" * len(LATEST)), encoding="utf-8")
    with (docs / LAST).open("a", encoding="utf-8") as file:
        file.write(f"\n{LATEST}.\n")


def mangled(docs: Path) -> None:
    """Save UTF-8 that was read as Windows-1252, as editors do by mistake."""
    path = docs / "001_23dbe95fc2cce6b7.txt"
    path.write_text(path.read_bytes().decode("cp1252", errors="replace"), encoding="utf-8")


# Each edit, with the kinds of results that it leads to, and no other.
EDITS: dict[str, tuple[Callable[[Path], None], set[str]]] = {
    "a word changed": (replaced(FIRST, "fast in the latest", "fast in the newest"), {"EvidenceChanged"}),
    "a sentence deleted": (replaced(FIRST, f"{LATEST}.", "." + " " * len(LATEST)), {"EvidenceVanished"}),
    "a paragraph put in above": (
        replaced(FIRST, "Islamists", "A new line.\n\nIslamists"),
        {"EvidenceMoved", "EvidenceChanged"},
    ),
    "a paragraph moved": (moved_to_the_end, {"EvidenceMoved"}),
    "a sentence moved to another report": (moved_to_another, {"EvidenceMovedAway"}),
    "quotation marks made straight": (replaced(FIRST, "“conspiracy”", '"conspiracy"'), {"EvidenceRespelled"}),
    "the encoding changed": (reencoded(FIRST, "utf-16"), set()),
    "the encoding mistaken": (mangled, {"EvidenceMoved", "EvidenceChanged"}),
    "the file renamed": (lambda docs: (docs / FIRST).rename(docs / "renamed.txt"), {"DocumentRenamed"}),
    "the file gone": (lambda docs: (docs / FIRST).unlink(), {"DocumentGone", "EvidenceVanished"}),
    "the file cut off": (
        lambda docs: (docs / FIRST).write_bytes((docs / FIRST).read_bytes()[:600]),
        {"EvidenceVanished", "EvidenceChanged"},  # changed: what the cut goes through
    ),
}


def test_what_was_not_touched_is_no_result(graph: Path, docs: Path) -> None:
    assert check(graph, docs) == []


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_is_found_and_told_apart(name: str, graph: Path, docs: Path) -> None:
    edit, expected = EDITS[name]
    edit(docs)
    found = kinds(check(graph, docs))
    edited = set() if expected & {"DocumentRenamed", "DocumentGone"} else {"DocumentEdited"}
    assert found.keys() == expected | edited, found
    assert found["DocumentEdited"] == (2 if "EvidenceMovedAway" in expected else len(edited))


def only(results: list[dict[str, Any]], shape: str) -> dict[str, Any]:
    (found,) = [result for result in results if result["shape"].endswith(shape)]
    return found


def test_a_changed_quote_is_told_with_the_text_of_today(graph: Path, docs: Path) -> None:
    EDITS["a word changed"][0](docs)
    result = only(check(graph, docs), "EvidenceChanged")
    now = LATEST.replace("latest", "newest")
    assert result["message"].endswith(f"says now: “{now}”") and f"{FIRST} ¶4" in result["message"]
    assert (result["value"], result["source"]["quote"], result["severity"]) == (LATEST, now, "Violation")
    text = (docs / FIRST).read_text(encoding="utf-8")
    assert text[result["source"]["start"] : result["source"]["end"]] == now


def test_a_moved_quote_is_told_with_both_places(graph: Path, docs: Path) -> None:
    moved_to_the_end(docs)
    text = (docs / FIRST).read_text(encoding="utf-8")
    result = next(result for result in check(graph, docs) if result["value"] == LATEST)
    start = text.index(LATEST)
    before = (SEEDS / FIRST).read_text(encoding="utf-8").index(LATEST)
    places = rf"¶13 at {start} to {start + len(LATEST)}, and stood at {before} to {before + len(LATEST)} in ¶4"
    assert result["message"].endswith(places) and result["severity"] == "Warning"


def test_what_stands_in_another_report_now_is_told_with_its_name(graph: Path, docs: Path) -> None:
    moved_to_another(docs)
    result = only(check(graph, docs), "EvidenceMovedAway")
    assert f"is not in {FIRST} any more, and stands in {LAST} ¶" in result["message"]
    assert result["source"]["document"] == LAST and result["severity"] == "Violation"


def test_a_file_that_is_gone_is_told_with_all_that_rests_on_it(graph: Path, docs: Path) -> None:
    (docs / FIRST).unlink()
    results = check(graph, docs)
    total = kinds(results)["EvidenceVanished"]
    assert total > 30
    assert (
        only(results, "DocumentGone")["message"]
        == f"{FIRST} is not among the documents any more; {total} quotes rest on it"
    )


def test_bytes_that_differ_are_told_though_every_quote_stands(graph: Path, docs: Path) -> None:
    reencoded(FIRST, "utf-16")(docs)
    (result,) = check(graph, docs)
    assert result["severity"] == "Info"
    assert result["message"] == (
        f"{FIRST} has other bytes than were read, in utf-16-le now; each quote stands where it stood"
    )


def test_a_folder_without_documents_is_refused(graph: Path, tmp_path: Path) -> None:
    found = CliRunner().invoke(main, ["validate", str(graph), "--evidence", str(tmp_path)])
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.endswith("holds no text file; put reports in it as .txt files\n")


def test_quotes_are_found_nearest_to_where_they_stood() -> None:
    text = "they left. they left. they left."
    assert [find_exact(text, "they", near) for near in (0, 12, 99)] == [(0, 4), (11, 15), (22, 26)]
    assert find_exact(text, "", 0) is find_exact(text, "nobody", 0) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("he said “it is ‘over’”.", "\"it is 'over'\""),
        ("the\r\nfront  line", "the front line"),
        ("Deir el-Zour – taken", "Deir el‑Zour - taken"),
        ("the cafe\u0301 in town", "the café in"),
        ("soft\u00adly spoken words", "softly spoken"),
    ],
)
def test_the_same_words_are_found_in_other_characters(text: str, quote: str) -> None:
    span = find_same_words(text, quote, 0)
    assert span is not None and find_exact(text, quote, 0) is None
    assert text[slice(*span)].split()[-1].rstrip(".") == quote.split()[-1] or '"' in quote


def test_what_is_alike_has_whole_words_and_is_alike_enough() -> None:
    text = "On Monday the rebels captured the small town of Maadan after heavy fighting."
    span = find_alike(text, "the rebels took the small town of Maadan")
    assert (
        span is not None
        and text[slice(*span)].endswith("town of Maadan")
        and " " not in (text[span[0]], text[span[1] - 1])
    )
    assert find_alike(text, "the ministry of health published its yearly budget") is None
    assert find_alike("", "words") is find_alike("words", "") is None
