"""What holds of any document and of any claim of it, whatever was read."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Claim, Document

__all__ = ["check_claims", "check_document"]


def check_document(document: Document) -> None:
    """Paragraphs are numbered, in order, hold their own characters, and their places rise from their own start on."""
    end = 0
    for number, paragraph in enumerate(document.paragraphs, 1):
        assert paragraph.number == number and end <= paragraph.start < paragraph.end <= len(document.text)
        assert document.text[paragraph.start : paragraph.end] == paragraph.text and paragraph.text.strip()
        starts = [anchor.start for anchor in paragraph.anchors]
        assert starts == sorted(starts) and all(paragraph.start <= start < paragraph.end for start in starts)
        assert not starts or starts[0] == paragraph.start
        end = paragraph.end
    document.text.encode()
    assert document.paragraphs


def check_claims(document: Document, claims: Iterable[Claim]) -> None:
    """Every quote stands at its span in its paragraph, and so does every mention that has words."""
    for claim in claims:
        paragraph = document.paragraph(claim.paragraph)
        assert paragraph.start <= claim.start < claim.end <= paragraph.end
        assert claim.quote == document.text[claim.start : claim.end]
        for mention in claim.mentions:
            if mention.start is None or mention.end is None:
                assert (mention.start, mention.end, mention.text) == (None, None, "")
            else:
                assert 0 <= mention.start < mention.end <= len(document.text)
                assert mention.text == document.text[mention.start : mention.end]
