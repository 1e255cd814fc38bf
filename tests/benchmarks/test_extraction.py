"""The benchmark of extraction: what it reads, and what it concludes, on invented text."""

from __future__ import annotations

import json

import pytest

pytest.importorskip("spacy", reason="reading text needs the extra 'text'")

from benchmarks.extraction.corpora import Extractor, Seeds, list_seeds, load_parts
from benchmarks.extraction.frames import ablate, fired, list_frames, without
from benchmarks.extraction.plover import load_sentences, score_classes
from kg.extract.tables import tables
from kg.read import parse_document

REPORT = "Front gains ground\n\nThe Red Front attacked the Blue Army in Idlib. The Blue Army withdrew from Maadan.\n"
CODED = [
    {"id": "X-DOCUMENT-1", "event": "DOCUMENT", "eventText": "about this file"},
    {
        "id": "X-FIGHT-1",
        "event": "FIGHT",
        "text": "The Red Front attacked the Blue Army of Idlib on Monday.",
        "source": [{"actorText": "Red ... Front", "code": "REB"}],
        "target": [{"actorText": "Blue Army", "code": "MIL"}],
    },
    {"id": "X-FIGHT-1", "event": "FIGHT", "text": "It rained on Monday.", "target": None},
    {
        "id": "X-REJECT-1",
        "event": "REJECT",
        "text": "The Red Front attacked the Blue Army on Monday.",
        "source": [{"actorText": "Red Front", "code": "REB"}],
        "target": "",
    },
]


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.fixture(scope="module")
def report():
    return parse_document("report.txt", REPORT.encode())


def test_frames_are_counted_by_lemma_and_type(extractor, report):
    assert fired([report], extractor) == {("attack", "Attack"): 1, ("withdraw", "Withdrawal"): 1}
    assert {("attack", "Attack"), ("wipe out", "Defeat")} <= list_frames()


def test_a_frame_is_gone_for_the_time_of_the_body(extractor, report):
    before = dict(tables().verbs), dict(tables().nouns)
    with without(("attack", "Attack")):
        assert [claim.type for claim in extractor.claims(report)] == ["Withdrawal"]
        assert ("attack", "Attack") not in list_frames()
    assert (tables().verbs, tables().nouns) == before
    assert [claim.type for claim in extractor.claims(report)] == ["Attack", "Withdrawal"]


def test_the_loss_of_a_frame_is_its_share_of_what_was_found(extractor, report):
    gold = extractor.rows([report])
    frames = [("attack", "Attack"), ("besiege", "Siege")]
    losses = ablate(Seeds("invented", (report,), gold, {}), frames, 100, extractor)
    assert [(loss.frame[0], loss.claims, loss.share) for loss in losses] == [("attack", 1, 0.5), ("besiege", 0, 0.0)]
    assert len(ablate(Seeds("invented", (report,), gold, {}), frames, 1, extractor)) == 1


def test_coded_sentences_are_scored_by_class(extractor, tmp_path):
    path = tmp_path / "plover.txt"
    path.write_text(json.dumps(CODED))
    assault, reject = sorted(score_classes(load_sentences(path), extractor), key=lambda row: row.event)
    assert (assault.event, assault.sentences, assault.any_claim, assault.fitting) == ("ASSAULT", 2, 1, 1)
    assert (assault.right_actor, assault.with_actor) == (1, 1)
    assert (assault.right_recipient, assault.with_recipient) == (1, 1)
    assert (reject.event, reject.any_claim, reject.fitting, reject.with_recipient) == ("REJECT", 1, 0, 0)


def test_halves_share_no_document_and_pairs_follow_their_documents(tmp_path):
    folder = tmp_path / "eval" / "re3d"
    (folder / "docs").mkdir(parents=True)
    pair = {"type": "AlliesOf", "source": "a", "target": "b"} | dict.fromkeys(
        ("source_start", "source_end", "target_start", "target_end"), 0
    )
    for name in "abc":
        (folder / "docs" / f"{name}.txt").write_text(REPORT)
    rows = [pair | {"document": f"{name}.txt"} for name in "aabc"]
    (folder / "pairs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    parts = load_parts(tmp_path)
    assert [(part.name, [d.name for d in part.documents], len(part.gold)) for part in parts] == [
        ("all", ["a.txt", "b.txt", "c.txt"], 4),
        ("development", ["a.txt", "c.txt"], 3),
        ("held out", ["b.txt"], 1),
    ]


def test_without_other_text_the_restated_reports_remain(tmp_path):
    assert [seeds.name for seeds in list_seeds(tmp_path)] == ["restated"]
    assert load_parts(tmp_path) == ()
