"""Ten changes planted between two releases of the bundled seeds with their gold claims: the difference names exactly those ten."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.resources import seeds

GOLD = Path(__file__).parents[1] / "gold" / "seeds.jsonl"
RAID = "003_b48055da36ed794a.txt"
EDITED = "004_ad36ab31ed5c20f9.txt"
INSERTED = 4  # the paragraph that is new in it
BIANCA = "Bianca (commenter)"
# What is planted in single claims: type and words by which to find it, what it says then, how the difference tells it.
PLANTED = (
    ("CoalitionMembership", "he had joined ISIS together", {"factuality": "hedged"}, "factuality", "asserted → hedged"),
    ("Siege", "where its members are besieged", {"source": None}, "source", "local sources"),
    ("Withdrawal", "it had lost ground in Raqqa", {"date": "2014-02-10"}, "date", "→ 2014-02-10"),
    ("Killing", "dozens of people were executed", {"actors": ["Al-Nusra Front"]}, "perpetrator", "Al-Nusra Front"),
    ("Advance", "the organization is advancing", {"locations": []}, "location", "Jarablos"),
)
RETRACTED = ("Leadership", "the leader of ISIS, Abu Bakr al-Baghdadi")
ADDED = ("Leadership", "Abu Hafs al-Masri is in command")


def _is(row, which):
    return row["document"] == RAID and row["type"] == which[0] and which[1] in row["quote"]


def _write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def _planted(rows):
    found = [row | change for row in rows for kind, words, change, *_ in PLANTED if _is(row, (kind, words))]
    assert len(found) == len(PLANTED)
    kept = [row for row in rows if not any(_is(row, (kind, words)) for kind, words, *_ in PLANTED)]
    assert sum(_is(row, RETRACTED) for row in kept) == 1
    return [row for row in kept if not _is(row, RETRACTED)] + found


def _kg(*arguments):
    result = CliRunner().invoke(main, [*map(str, arguments)], prog_name="kg")
    assert result.exit_code == 0, result.output
    return result.stdout


def _release(store, folder):
    """Write what `kg diff` takes for a release: N-Quads beside their checksums."""
    folder.mkdir()
    _kg("export", "--store", store, "-o", folder / "seeds.nq")
    (folder / "SHA256SUMS").write_text("")
    return folder


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """Build both releases through the real pipeline."""
    folder = tmp_path_factory.mktemp("releases")
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    before, after = folder / "before", folder / "after"
    for target in (before, after):
        shutil.copytree(str(seeds()), target, ignore=shutil.ignore_patterns("README.md", "manifest.json"))
    text = (after / EDITED).read_text(encoding="utf-8")
    parts = text.split("\n\n")
    parts.insert(INSERTED - 1, "This text was looked through again.")
    (after / EDITED).write_text("\n\n".join(parts), encoding="utf-8")
    claims = _write(folder / "before.jsonl", [row for row in rows if not _is(row, ADDED)])
    _kg("build", before, "--claims", claims, "--store", folder / "old")
    new = [
        row | {"paragraph": row["paragraph"] + (row["document"] == EDITED and row["paragraph"] >= INSERTED)}
        for row in rows
    ]
    claims = _write(folder / "after.jsonl", _planted(new))
    _kg("build", after, "--claims", claims, "--store", folder / "new", "--policy", "all")
    _kg("lexicon", "accept", BIANCA, "--new", "Person", "--store", folder / "new")
    _kg("link", "--store", folder / "new")
    return _release(folder / "old", folder / "release-1"), _release(folder / "new", folder / "release-2")


@pytest.fixture(scope="module")
def diff(releases):
    return json.loads(_kg("diff", *releases, "--format", "json"))


def _told(diff, subject):
    return [change for change in diff["changes"] if change["subject"] == subject]


def _claim(diff, kind, words):
    return [c for c in _told(diff, "claim") if c["kind"] == kind and words in c["passages"][-1]["quote"]]


def test_exactly_ten_changes_are_named(diff):
    kinds = sorted((change["subject"], change["kind"]) for change in diff["changes"])
    assert kinds == [
        ("claim", "added"),
        *[("claim", "changed")] * 5,
        ("claim", "retracted"),
        ("document", "revised"),
        ("entity", "merged"),
        ("policy", "changed"),
    ]


def test_nothing_else_differs_but_a_count_that_follows(diff):
    [other] = diff["others"]
    assert (other["graph"], other["lost"], other["gained"]) == ("world", 1, 1)
    assert all("ckg:otherFits" in example for example in other["examples"])


@pytest.mark.parametrize(("type", "words", "change", "aspect", "told"), PLANTED, ids=[row[3] for row in PLANTED])
def test_a_planted_change_of_a_claim_is_told_in_that_aspect_alone(diff, type, words, change, aspect, told):
    [found] = _claim(diff, "changed", words)
    [seen] = found["aspects"]
    assert aspect in (seen["name"], seen["of"])
    assert told in f"{', '.join(seen['before'])} → {', '.join(seen['after'])}"
    assert found["passages"][-1]["document"] == RAID and found["passages"][-1]["type"] == type


def test_a_claim_that_is_gone_and_one_that_is_new_are_told_with_their_words(diff):
    for kind, (type, words) in (("retracted", RETRACTED), ("added", ADDED)):
        [found] = _claim(diff, kind, words)
        assert found["passages"][0]["type"] == type and found["passages"][0]["paragraph"] > 0


def test_an_edited_document_moves_its_claims_and_changes_none(diff):
    [document] = _told(diff, "document")
    assert (document["label"], document["aspects"]) == (EDITED, [])
    assert document["claims"] == len(diff["moved"]) > 0
    assert {pair["after"]["paragraph"] - pair["before"]["paragraph"] for pair in diff["moved"]} == {1}
    assert document["consequences"] == []
    assert all(pair["before"]["quote"] == pair["after"]["quote"] for pair in diff["moved"])


def test_a_decision_of_the_registry_is_told_once(diff):
    [entity] = _told(diff, "entity")
    assert len(entity["before"]) == 2 and len(entity["after"]) == 1 and entity["claims"] > 1
    assert {passage["speaker"] for passage in entity["passages"]} == {BIANCA}


def test_what_follows_stands_below_what_it_follows_from(diff):
    assert diff["untied"] == []
    [advance] = _claim(diff, "changed", PLANTED[4][1])
    assert {(one["subject"], one["kind"]) for one in advance["consequences"]} >= {("contradiction", "lost")}
    [policy] = _told(diff, "policy")
    assert {one["note"] for one in policy["consequences"] if one["subject"] == "statement"} == {"the policy takes it"}


def test_the_first_screen_says_it_in_numbers(releases):
    first = _kg("diff", *releases).splitlines()[0]
    assert "1 claim new, 1 retracted, 5 changed" in first and "1 entity merged" in first


def test_only_one_document(releases):
    told = json.loads(_kg("diff", *releases, "--document", RAID, "--format", "json"))
    assert {change["subject"] for change in told["changes"]} == {"claim"} and len(told["changes"]) == 7
    assert told["moved"] == []
