from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.formats.registry import read_registry
from kg.lexicon import Lexicon
from kg.model import Claim, Document
from kg.read import parse_document
from kg.resources import registry_files

pytest.importorskip("spacy", reason="reading text needs the extra 'text'")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon(read_registry(registry_files()))


@pytest.fixture(scope="session")
def parser():
    from kg.extract import load_parser

    return load_parser()


@pytest.fixture(scope="session")
def read_claims(lexicon, parser) -> Callable[[str], tuple[Document, tuple[Claim, ...]]]:
    """Return what a report of 14 March 2012 with this body claims, and the report."""

    def read(body: str) -> tuple[Document, tuple[Claim, ...]]:
        from kg.extract import extract_claims

        text = f"Events of the week\n\nMarch 14, 2012\n\n{body}"
        document = parse_document("report.txt", text.encode("utf-8"), where="report.txt")
        return document, extract_claims(document, lexicon, parser)

    return read
