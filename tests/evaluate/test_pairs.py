from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate import evaluate, read_pairs, read_rows, score_pairs

HERE = Path(__file__).resolve()
SHARED = HERE.parents[3] / "shared"
REFERENCE = SHARED / "eval" / "score_pairs.py"
RE3D = SHARED / "eval" / "re3d" / "pairs.jsonl"
INVENTED = HERE.with_name("pairs.jsonl"), HERE.with_name("pair_claims.jsonl")
needs_reference = pytest.mark.skipif(not REFERENCE.is_file(), reason="the reference scorer lies outside the project")


def scored(pairs, claims):
    return score_pairs(read_pairs(pairs), read_rows(claims))


def reference(pairs, claims):
    run = [sys.executable, str(REFERENCE), str(pairs), str(claims), "--json"]
    return json.loads(subprocess.run(run, capture_output=True, text=True, check=True).stdout)


def test_the_invented_pairs_are_scored_relation_by_relation():
    groups = scored(*INVENTED).groups
    assert list(groups) == ["FightingAgainst", "AlliesOf", "BelongsTo", "InChargeOf", "IsSynonymOf"]
    # Both directions of a gold pair are one; a mention over part of a span counts.
    assert groups["FightingAgainst"] == {"gold": 2, "predicted": 2, "P": 0.5, "R": 0.5, "F1": 0.5}
    assert groups["AlliesOf"] == {"gold": 1, "predicted": 1, "P": 1.0, "R": 1.0, "F1": 1.0}
    assert groups["BelongsTo"] == {"gold": 1, "predicted": 1, "P": 0.0, "R": 0.0, "F1": 0.0}
    assert groups["InChargeOf"] == {"gold": 0, "predicted": 0, "P": 0.0, "R": 0.0, "F1": 0.0}
    assert groups["IsSynonymOf"]["F1"] == 1.0


def test_what_is_missed_and_spurious_keeps_its_words():
    scores = scored(*INVENTED)
    missed = [(p.group, p.words) for p in scores.missed]
    assert missed == [("FightingAgainst", ("Blue Army", "Grey Brigade")), ("BelongsTo", ("Red Front", "Union"))]
    assert [(p.group, p.type) for p in scores.spurious] == [
        ("FightingAgainst", "ArmedClash"),
        ("BelongsTo", "CoalitionMembership"),
    ]


def test_claims_without_mentions_are_refused(tmp_path):
    claims = tmp_path / "claims.jsonl"
    claims.write_text(json.dumps({"document": "a.txt", "paragraph": 1, "quote": "x", "type": "Attack"}))
    with pytest.raises(InputError, match="no claim has mentions"):
        evaluate(claims, pairs=INVENTED[0])


@needs_reference
def test_the_figures_equal_the_reference_scorers_on_the_invented_pairs():
    assert scored(*INVENTED).groups == reference(*INVENTED)


@needs_reference
@pytest.mark.parametrize("seed", range(4))
def test_the_figures_equal_the_reference_scorers_on_re3d(tmp_path, seed):
    claims = tmp_path / "claims.jsonl"
    rows = disturbed(read_pairs(RE3D), random.Random(seed))
    claims.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert scored(RE3D, claims).groups == reference(RE3D, claims)


TYPES = {
    "FightingAgainst": ("Attack", "ArmedClash"),
    "AlliesOf": ("Alliance", "Support"),
    "BelongsTo": ("Affiliation", "Formation"),
    "InChargeOf": ("Leadership",),
    "IsSynonymOf": ("Renaming",),
}


def disturbed(pairs, chance):
    """Return claims made of gold pairs: some dropped or turned round, types mixed up, spans shifted and names shared."""
    for pair in pairs:
        group = pair["type"] if chance.random() < 0.8 else chance.choice(list(TYPES))
        mentions = []
        for end, role in zip(
            ("source", "target"), chance.choice((("actor", "recipient"), ("actor", "actor"))), strict=True
        ):
            shift = chance.choice((0, 0, 0, 3, 12))
            span = {"start": pair[f"{end}_start"] + shift, "end": pair[f"{end}_end"] + shift}
            name = pair["source"] if group == "IsSynonymOf" else pair[end]
            mentions.append({"role": role, "name": name, "text": pair[end], **span})
        chance.shuffle(mentions)
        row = {"document": pair["document"], "paragraph": 1, "quote": "x", "type": chance.choice(TYPES[group])}
        yield from [row | {"mentions": mentions}] * chance.choice((0, 1, 1, 2))
