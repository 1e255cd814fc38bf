from __future__ import annotations

import pytest

from kg.identifiers import sha256_hex
from kg.lexicon import Entry, Lexicon, Name
from kg.model import Document, Paragraph, ParagraphRole

TEXT = (
    "The Red Front took Hilltown — and villages in Lakeland — from the Blue Army on 3 May 2014.\n\n"
    "More than 170 people were killed in Hilltown, activists said. The reds denied it.\n"
)


def make_document(name: str = "report.txt") -> Document:
    blocks = TEXT.strip().split("\n\n")
    paragraphs = tuple(
        Paragraph(number, ParagraphRole.BODY, TEXT.index(block), TEXT.index(block) + len(block), block)
        for number, block in enumerate(blocks, 1)
    )
    digest = sha256_hex(TEXT.encode())
    return Document(name, f"{name.split('.')[0]}-{digest[:8]}", digest, "text/plain", TEXT, paragraphs)


def make_lexicon() -> Lexicon:
    names = (Name("Red Front", preferred=True), Name("the reds", hidden=True), Name("Harakat al-Hamra", "ar-Latn"))
    front = Entry("https://w3id.org/conflict-kg/id/group/red-front", "ArmedGroup", "Red Front", names, source="test")
    far = Entry(
        "https://w3id.org/conflict-kg/id/place/farland",
        "Country",
        "Farland",
        (Name("Farland", preferred=True),),
        source="test",
    )
    return Lexicon((front, far))


@pytest.fixture
def document() -> Document:
    return make_document()


@pytest.fixture
def lexicon() -> Lexicon:
    return make_lexicon()
