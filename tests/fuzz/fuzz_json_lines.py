"""Lines of claims (`kg build --claims`): any bytes give claims that hold against their document, or an InputError.

Claims that are taken come back from their own lines.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from kg.errors import InputError
from kg.formats.claims import claim_to_json, dump_claim, read_claims
from kg.lexicon import Lexicon
from kg.model import Claim, Document
from kg.pipeline import load_lexicon
from kg.read import parse_document

from .holding import check_claims

__all__ = ["REPORT", "one_input"]

REPORT = (
    "Front takes Oster\n\nThe Red Front captured Oster on 3 May 2014, killing 12 men of the River Guard, residents said.\n\n"
    "The River Guard denied it.\n"
)


@cache
def _document() -> Document:
    return parse_document("oster.txt", REPORT.encode())


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


def one_input(data: bytes) -> None:
    document = _document()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.jsonl"
        try:
            claims = _read(path, data)
        except InputError as error:
            assert "\n" not in str(error)
            return
        check_claims(document, claims)
        lines = "".join(f"{dump_claim(claim_to_json(claim))}\n" for claim in claims)
        assert not claims or _read(path, lines.encode()) == claims


def _read(path: Path, data: bytes) -> tuple[Claim, ...]:
    path.write_bytes(data)
    return read_claims(path, [_document()], _lexicon())[_document().key]
