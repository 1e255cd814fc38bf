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


# A quote of each report, with a word in it that can be another.
QUOTES = {
    FIRST: (LATEST, "latest"),
    "001_23dbe95fc2cce6b7.txt": ("what the US intended in arming various groups", "various"),
    "002_0c4606f97fb020ae.txt": ("an extremist group affiliated with Al Qaeda", "extremist"),
    "003_b48055da36ed794a.txt": ("at times the wounded bled to death untreated", "untreated"),
    LAST: ("their offensive against Assad in Idlib and elsewhere", "elsewhere"),
}
Edit = Callable[[Path, str, str], object]  # takes a file, its quote, and the word in it


def rewritten(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_bytes().decode()
    after = change(before)
    assert after != before
    path.write_bytes(after.encode())


def a_word_changed(path: Path, quote: str, word: str) -> None:
    rewritten(path, lambda text: text.replace(quote, quote.replace(word, "certain")))


def a_sentence_deleted(path: Path, quote: str, word: str) -> None:
    rewritten(path, lambda text: text.replace(quote, " " * len(quote)))


def a_paragraph_put_in_above(path: Path, quote: str, word: str) -> None:
    rewritten(path, lambda text: f"A new paragraph.\n\n{text}")


def the_paragraph_moved(path: Path, quote: str, word: str) -> None:
    def change(text: str) -> str:
        paragraphs = text.rstrip("\n").split("\n\n")
        number = next(i for i, paragraph in enumerate(paragraphs) if quote in paragraph)
        return "\n\n".join([paragraphs[number], *paragraphs[:number], *paragraphs[number + 1 :]]) + "\n"

    rewritten(path, change)


def the_sentence_moved_away(path: Path, quote: str, word: str) -> None:
    a_sentence_deleted(path, quote, word)
    (path.parent / f"{path.stem}-moved.txt").write_text(f"{quote}.\n", encoding="utf-8")


def white_space_doubled(path: Path, quote: str, word: str) -> None:
    rewritten(path, lambda text: text.replace(quote, quote.replace(" ", "  ")))


def letters_written_otherwise(path: Path, quote: str, word: str) -> None:
    rewritten(path, lambda text: text.replace(quote, quote.replace("a", "\uff41")))


def the_encoding_changed(path: Path, quote: str, word: str) -> None:
    path.write_bytes(path.read_bytes().decode().encode("utf-16"))


def the_file_renamed(path: Path, quote: str, word: str) -> None:
    path.rename(path.with_name(f"renamed-{path.name}"))


def the_file_gone(path: Path, quote: str, word: str) -> None:
    path.unlink()
    path.with_name("another.txt").write_text("Nothing of what they said.\n", encoding="utf-8")


def the_file_cut_off(path: Path, quote: str, word: str) -> None:
    rewritten(path, lambda text: text[: text.index(quote)])


def the_encoding_mistaken(path: Path, quote: str, word: str) -> None:
    """Read UTF-8 as Windows-1252 and save that, as editors do by mistake; the quote gets a letter that is not ASCII first."""
    rewritten(
        path,
        lambda text: (
            text.replace(quote, quote.replace(word, "\u0165\u0159\u0161\u017e")).encode().decode("cp1252", "replace")
        ),
    )


# Each edit, with what becomes of the quote and of its document.
EDITS: dict[Edit, tuple[str | None, str]] = {
    a_word_changed: ("EvidenceChanged", "DocumentEdited"),
    a_sentence_deleted: ("EvidenceVanished", "DocumentEdited"),
    a_paragraph_put_in_above: ("EvidenceMoved", "DocumentEdited"),
    the_paragraph_moved: ("EvidenceMoved", "DocumentEdited"),
    the_sentence_moved_away: ("EvidenceMovedAway", "DocumentEdited"),
    white_space_doubled: ("EvidenceRespelled", "DocumentEdited"),
    letters_written_otherwise: ("EvidenceRespelled", "DocumentEdited"),
    the_encoding_changed: (None, "DocumentEdited"),
    the_encoding_mistaken: ("EvidenceChanged", "DocumentEdited"),
    the_file_renamed: (None, "DocumentRenamed"),
    the_file_gone: ("EvidenceVanished", "DocumentGone"),
    the_file_cut_off: ("EvidenceVanished", "DocumentEdited"),
}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_edit_of_the_five_reports_is_found_and_told_apart(edit: Edit, graph: Path, docs: Path) -> None:
    for name, (quote, word) in QUOTES.items():
        edit(docs / name, quote, word)
    results = check(graph, docs)
    of_quote, of_document = EDITS[edit]
    for name, (quote, _) in QUOTES.items():
        told = {result["shape"].rpartition("#")[2] for result in results if result["value"] == quote}
        assert told == ({of_quote} if of_quote else set()), name
    assert kinds(results)[of_document] == 5
    assert {kind for kind in kinds(results) if kind.startswith("Document")} == {of_document}


def test_different_edits_are_told_apart_in_one_run(graph: Path, docs: Path) -> None:
    edits = (a_word_changed, the_sentence_moved_away, white_space_doubled, the_file_gone, the_file_renamed)
    for edit, (name, (quote, word)) in zip(edits, QUOTES.items(), strict=True):
        edit(docs / name, quote, word)
    results = check(graph, docs)
    shapes = {result["value"]: result["shape"].rpartition("#")[2] for result in results}
    found = [shapes.get(quote) for quote, _ in QUOTES.values()]
    assert found == ["EvidenceChanged", "EvidenceMovedAway", "EvidenceRespelled", "EvidenceVanished", None]
    assert {kind: n for kind, n in kinds(results).items() if kind.startswith("Document")} == {
        "DocumentEdited": 3,
        "DocumentGone": 1,
        "DocumentRenamed": 1,
    }


def test_what_was_not_touched_is_no_result(graph: Path, docs: Path) -> None:
    assert check(graph, docs) == []


def only(results: list[dict[str, Any]], shape: str) -> dict[str, Any]:
    (found,) = [result for result in results if result["shape"].endswith(shape)]
    return found


def test_a_changed_quote_is_told_with_the_text_of_today(graph: Path, docs: Path) -> None:
    a_word_changed(docs / FIRST, LATEST, "latest")
    result = only(check(graph, docs), "EvidenceChanged")
    now = LATEST.replace("latest", "certain")
    assert result["message"].endswith(f"says now: “{now}”") and f"{FIRST} ¶4" in result["message"]
    assert (result["value"], result["source"]["quote"], result["severity"]) == (LATEST, now, "Violation")
    text = (docs / FIRST).read_text(encoding="utf-8")
    assert text[result["source"]["start"] : result["source"]["end"]] == now


def test_a_moved_quote_is_told_with_both_places(graph: Path, docs: Path) -> None:
    the_paragraph_moved(docs / FIRST, LATEST, "")
    text = (docs / FIRST).read_text(encoding="utf-8")
    result = next(result for result in check(graph, docs) if result["value"] == LATEST)
    start = text.index(LATEST)
    before = (SEEDS / FIRST).read_text(encoding="utf-8").index(LATEST)
    places = rf"¶1 at {start} to {start + len(LATEST)}, and stood at {before} to {before + len(LATEST)} in ¶4"
    assert result["message"].endswith(places) and result["severity"] == "Warning"


def test_what_stands_in_another_report_now_is_told_with_its_name(graph: Path, docs: Path) -> None:
    the_sentence_moved_away(docs / FIRST, LATEST, "")
    result = only(check(graph, docs), "EvidenceMovedAway")
    other = f"{Path(FIRST).stem}-moved.txt"
    assert f"is not in {FIRST} any more, and stands in {other} ¶1 at 0 to" in result["message"]
    assert result["source"]["document"] == other and result["severity"] == "Violation"


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
    the_encoding_changed(docs / FIRST, LATEST, "")
    (result,) = check(graph, docs)
    assert result["severity"] == "Info"
    assert result["message"] == (
        f"{FIRST} has other bytes than were read, in utf-16-le now; each quote stands where it stood"
    )


def test_a_folder_without_documents_is_refused(graph: Path, tmp_path: Path) -> None:
    found = CliRunner().invoke(main, ["validate", str(graph), "--evidence", str(tmp_path)])
    assert (found.exit_code, found.stdout) == (2, "")
    assert "holds no report; a folder with files of .docx" in found.stderr


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
