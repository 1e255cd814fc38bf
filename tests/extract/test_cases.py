"""One sentence a file, with the claims that it makes: positive cases, and sentences that claim nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Claim, Role

CASES = sorted((Path(__file__).parents[1] / "cases" / "claims").glob("*.txt"))


def as_row(claim: Claim) -> str:
    places = [m.name + "*" * m.territory for m in claim.mentions if m.role is Role.LOCATION]
    fields = {
        "actor": ", ".join(claim.names(Role.ACTOR)),
        "recipient": ", ".join(claim.names(Role.RECIPIENT)),
        "place": ", ".join(places),
        "source": claim.source or "",
        "relayed by": claim.relayed_by or "",
        "": "" if claim.factuality == "asserted" else claim.factuality.value,
        "date": claim.time.edtf or "",
        "quantity": ";".join(f"{q.kind}:{q.text}" for q in claim.quantities),
    }
    return " | ".join([claim.type, *(f"{k}: {v}" if k else v for k, v in fields.items() if v)])


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.stem)
def test_sentence_claims_what_its_case_says(case: Path, read_claims) -> None:
    sentence, _, expected = case.read_text(encoding="utf-8").partition("\n---\n")
    body = "\n".join(line for line in sentence.splitlines() if not line.startswith("#"))
    _, claims = read_claims(body)
    rows = sorted(as_row(c) for c in claims if c.paragraph > 2)
    assert rows == sorted(line for line in expected.splitlines() if line != "nothing")
