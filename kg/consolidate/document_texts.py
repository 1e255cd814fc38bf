"""What of one document others publish too, and whose word each shared passage and headline of it is.

It is all that the claims of a document need of the other documents of its texts, and small enough to be sent to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.consolidate.copies import CopiedText, Copies, SharedPassages, passage_at
from kg.consolidate.headlines import headlines_over
from kg.consolidate.imprints import Imprint
from kg.consolidate.passages import PassageId
from kg.model import Entity, LinkedClaim

__all__ = ["DocumentTexts", "TextVoice", "document_texts"]


@dataclass(frozen=True, slots=True)
class TextVoice:
    """Whose word the text of this id is: the agency's, else that of the publication that stands for it.

    `document` is the key of that publication; `voice` is None where it names no publisher, nor speaks in its own voice.
    """

    id: str
    document: str
    voice: Entity | None = None


@dataclass(frozen=True, slots=True)
class DocumentTexts:
    """What of one document others publish too: its shared passages, and to which texts they and its headlines belong.

    `by_passage` gives the text of a passage, `headed` that of a title by its number; both name it by its place in `texts`.
    """

    key: str
    passages: SharedPassages = ()
    texts: tuple[TextVoice, ...] = ()
    by_passage: tuple[tuple[PassageId, int], ...] = ()
    headed: tuple[tuple[int, int], ...] = ()

    def passage(self, item: LinkedClaim) -> PassageId | None:
        """Return the id of the passage that a claim of the document stands in, where others publish it too; else None."""
        return passage_at(self.passages, item.claim.start, item.claim.end)

    def text_of(self, item: LinkedClaim) -> TextVoice | None:
        """Return the text that the claim's passage belongs to, or stands over; None where it is the document's own."""
        if (found := self.passage(item)) is not None:
            number = dict(self.by_passage).get(found)
        else:
            number = dict(self.headed).get(item.claim.paragraph)
        return None if number is None else self.texts[number]


def document_texts(
    texts: Sequence[tuple[CopiedText, TextVoice]], copies: Copies, imprints: Mapping[str, Imprint]
) -> Iterator[DocumentTexts]:
    """Yield what each document of a component shares, by its key.

    A passage or title of two *texts*, as in a merger of wires, belongs to the first of them.
    """
    by_passage: dict[PassageId, TextVoice] = {}
    headed: defaultdict[str, dict[int, TextVoice]] = defaultdict(dict)
    for copied, text in texts:
        for one in copied.passages:
            by_passage.setdefault(one, text)
        for key in copied.documents:
            shared = [passage for passage, one in copies.passages[key] if one in copied.passages]
            for title in headlines_over(imprints[key].headlines, imprints[key].reporting, shared):
                headed[key].setdefault(title, text)
    for key, passages in sorted(copies.passages.items()):
        of_passages = [(one, by_passage[one]) for one in sorted({one for _, one in passages}) if one in by_passage]
        titles = sorted(headed[key].items())
        voices = list(dict.fromkeys(text for _, text in (*of_passages, *titles)))
        places = {text: place for place, text in enumerate(voices)}
        yield DocumentTexts(
            key,
            passages,
            tuple(voices),
            tuple((one, places[text]) for one, text in of_passages),
            tuple((number, places[text]) for number, text in titles),
        )
