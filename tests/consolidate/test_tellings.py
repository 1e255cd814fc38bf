"""A text tells a happening once, however many papers print it, also where no registry knows who and where."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from kg.namespaces import CKG
from kg.pipeline import BuildResult, build

HEADLINES = ("Red Front takes Oster", "Oster falls to Red Front", "Two weeks of fighting end in Oster")
PARAGRAPHS = (
    "The Red Front captured the town of Oster on Monday after two weeks of fighting with the River Guard, residents said. Some 3,000 "
    "people have fled Oster since the beginning of March.",
    "On Tuesday the army bombed the village of Ner, killing three teachers, and shelled the village of Tarn, killing two nurses, the "
    "hospital of Tarn said.",
    "The River Guard withdrew from the ferry on Wednesday and attacked a convoy of the army on the road to Ner. The River Guard denied "
    "that it had shelled the market of Oster.",
)
OWN = "The River Guard attacked a bus on the road to Molven on Thursday, its driver told this newspaper."


def told(folder: Path, papers: int, *, added: str = "") -> BuildResult:
    folder.mkdir()
    for number in range(papers):
        text = "\n\n".join((*PARAGRAPHS, added) if added and not number else PARAGRAPHS)
        page = f"{HEADLINES[number % 3]}\n\nBy Ada Reed, Tarn News Agency\n\nMarch {14 + number % 3}, 2014\n\n{text}\n"
        (folder / f"paper{number}.txt").write_text(page, encoding="utf-8")
    return build([folder], store=None)


def happenings(result: BuildResult) -> Counter[str]:
    """Return how many incidents there are of each type."""
    types = (q.object.value.rpartition("/")[2] for q in result.quads if q.predicate.value == CKG + "incidentType")
    return Counter(types)


def numbers(result: BuildResult, name: str) -> set[int]:
    return {int(q.object.value) for q in result.quads if q.predicate.value == CKG + name}


def test_ten_papers_tell_the_happenings_of_one(tmp_path: Path) -> None:
    one, ten = told(tmp_path / "one", 1), told(tmp_path / "ten", 10)
    assert sum(happenings(one).values()) >= 5
    assert happenings(ten) == happenings(one)
    assert numbers(ten, "reportCount") >= {10}
    assert numbers(ten, "independentSources") == {1}


def test_who_and_where_of_a_happening_stand_once(tmp_path: Path) -> None:
    result = told(tmp_path / "ten", 10)
    captures = {
        q.subject for q in result.quads if q.predicate.value == CKG + "incidentType" and "Capture" in q.object.value
    }
    places = [q for q in result.quads if q.subject in captures and q.predicate.value == CKG + "happenedAt"]
    doers = [q for q in result.quads if q.subject in captures and q.predicate.value == CKG + "doneBy"]
    assert (len(captures), len(places), len(doers)) == (1, 1, 1)


def test_what_one_paper_adds_is_a_happening_of_its_own(tmp_path: Path) -> None:
    more = happenings(told(tmp_path / "more", 3, added=OWN)) - happenings(told(tmp_path / "one", 3))
    assert more == Counter({"Attack": 1})
