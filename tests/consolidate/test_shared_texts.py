"""Reprints are one source: from text files to the number of independent sources of what they report."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.namespaces import CKG
from kg.pipeline import BuildResult, build

CASES = Path(__file__).parents[1] / "cases" / "copies"
HEADLINES = ("Red Front captures Tarn from the Blue Army", "Tarn falls to the Red Front", "Long siege of Tarn ends")
PAPERS = "Oster Ner Tarn Molven Bel Dur Kes Lin Par Vos".split()


def case(name: str, *, agency: bool = True) -> str:
    text = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    return text if agency else text.replace("(Reuters) ", "")


def write(folder: Path, name: str, text: str, day: int = 5, headline: str = HEADLINES[0]) -> None:
    page = f"{headline}\n\nPublisher: {name} Herald\n{day} March 2014\n\n{text}"
    (folder / f"{name.lower()}.txt").write_text(page, encoding="utf-8")


def made(folder: Path) -> BuildResult:
    return build([folder], store=None, registry=[CASES / "registry.ttl"])


def values(result: BuildResult, name: str) -> list[str]:
    return sorted(getattr(q.object, "value", "") for q in result.quads if q.predicate.value == CKG + name)


def sources(result: BuildResult, incident_type: str) -> list[int]:
    """Return on how many independent sources each incident of a type rests, the best told first."""
    of = {
        q.subject
        for q in result.quads
        if q.predicate.value == CKG + "incidentType" and q.object.value.endswith(incident_type)
    }
    found = [q for q in result.quads if q.subject in of and q.predicate.value == CKG + "independentSources"]
    return sorted((int(q.object.value) for q in found), reverse=True)


def origins(result: BuildResult) -> Counter[str]:
    return Counter(q.object.value.rpartition("/")[2] for q in result.quads if q.predicate.value == CKG + "origin")


def test_ten_reprints_of_an_agency_under_three_headlines_are_one_source(tmp_path: Path) -> None:
    for number, paper in enumerate(PAPERS):
        write(tmp_path, paper, case("edited" if number % 4 == 3 else "wire"), 5 + number % 3, HEADLINES[number % 3])
    result = made(tmp_path)
    assert {max(sources(result, kind)) for kind in ("TerritorialCapture", "Attack")} == {1}
    assert max(int(value) for value in values(result, "reportCount")) >= 10
    assert set(origins(result)) == {"reuters"}
    assert values(result, "agency") == ["https://w3id.org/conflict-kg/id/source/reuters"]
    assert len(values(result, "publication")) == 10


def test_two_independent_reports_with_a_common_quotation_are_two_sources(tmp_path: Path) -> None:
    write(tmp_path, "Oster", case("quoting-one"))
    write(tmp_path, "Ner", case("quoting-two"), headline=HEADLINES[1])
    result = made(tmp_path)
    assert max(sources(result, "TerritorialCapture")) == 2
    assert values(result, "publication") == []


def test_a_reprint_and_an_independent_report_are_two_sources(tmp_path: Path) -> None:
    write(tmp_path, "Oster", case("wire"))
    write(tmp_path, "Ner", case("wire"), 6)
    write(tmp_path, "Tarn", case("quoting-one"), 7, HEADLINES[1])
    assert max(sources(made(tmp_path), "TerritorialCapture")) == 2


def test_without_an_agency_the_first_publication_is_the_source(tmp_path: Path) -> None:
    for day, paper in ((9, "Bel"), (7, "Ner"), (8, "Tarn")):
        write(tmp_path, paper, case("wire", agency=False), day)
    result = made(tmp_path)
    (first,) = values(result, "firstPublication")
    assert "/document/ner-" in first
    assert set(origins(result)) == {"ner-herald"}


@pytest.mark.parametrize("days", [(7, 7, 9), (8, 8, 8)])
def test_where_dates_tell_no_first_publication_none_is_named_and_it_is_one_source_still(
    tmp_path: Path, days: tuple[int, ...]
) -> None:
    for day, paper in zip(days, ("Bel", "Ner", "Tarn"), strict=True):
        write(tmp_path, paper, case("wire", agency=False), day)
    result = made(tmp_path)
    assert values(result, "firstPublication") == values(result, "agency") == []
    assert {max(sources(result, kind)) for kind in ("TerritorialCapture", "Attack")} == {1}


def test_what_one_publication_adds_is_its_own_word(tmp_path: Path) -> None:
    write(tmp_path, "Oster", case("wire"))
    write(tmp_path, "Ner", f"{case('wire')}\n\n{case('own')}", 6)
    assert origins(made(tmp_path))["ner-herald"] == 1


OWN_HEADLINE = "Red Front captures Oster from the Blue Army"
OWN_STORY = (
    "The Red Front captured the town of Oster from the Blue Army on Wednesday, as our reporter saw from the hill above it.\n\n"
    "He counted forty lorries on the road to the mills, and nobody who would tell him what they carried or for whom."
)


def test_a_headline_over_a_story_of_the_papers_own_is_not_the_word_of_the_wire_below_it(tmp_path: Path) -> None:
    write(tmp_path, "Oster", case("wire"))
    write(tmp_path, "Ner", f"{OWN_STORY}\n\n{case('wire')}", 6, OWN_HEADLINE)
    result = made(tmp_path)
    assert len(values(result, "publication")) == 2
    assert sources(result, "TerritorialCapture") == [1, 1]
    # The headline's word and the story's are the paper's.
    assert origins(result)["ner-herald"] == 2


def test_a_headline_over_a_wire_with_a_line_of_the_papers_own_before_it_is_the_wires(tmp_path: Path) -> None:
    write(tmp_path, "Oster", case("wire"))
    write(tmp_path, "Ner", f"Our readers have asked us for more news of the valley.\n\n{case('wire')}", 6)
    assert max(sources(made(tmp_path), "TerritorialCapture")) == 1
