"""Runs the extractor over a document: sentences, trees, names, drafts, claims, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.assemble import assemble
from kg.extract.attribution import Speech, note_statements, quotations
from kg.extract.discourse import Discourse
from kg.extract.frames import find_drafts
from kg.extract.names import NameIndex, find_unregistered
from kg.extract.repairs import repair
from kg.extract.scene import Scene, note_sides, remember
from kg.extract.sentences import split_sentences
from kg.extract.syntax import Parser, Tree
from kg.lexicon import Lexicon
from kg.model import Claim, Document, Paragraph, ParagraphRole
from kg.read import commenter

__all__ = ["extract_claims"]

SPEECH_ACTS = frozenset({"Accusation", "Condemnation", "Demand", "Threat"})
CONTENT_CLAUSES = frozenset({"advcl", "xcomp", "ccomp"})
# In characters. Nobody writes longer sentences: what is longer is a table or a broken file, and would cost without bound.
LONGEST_SENTENCE = 3000
READ = frozenset({ParagraphRole.TITLE, ParagraphRole.BODY, ParagraphRole.CAPTION, ParagraphRole.COMMENT})


@dataclass
class _Memory:
    """What one voice of a document (the report, or one commenter) has named and said."""

    discourse: Discourse = field(default_factory=Discourse)
    speech: Speech = field(default_factory=Speech)


@dataclass(frozen=True)
class _Reading:
    """What holds for a whole document: its lexicon (homonyms settled by its text), the names' index, the parser."""

    document: Document
    lexicon: Lexicon
    index: NameIndex
    parser: Parser


def extract_claims(document: Document, lexicon: Lexicon, parser: Parser) -> tuple[Claim, ...]:
    """Return the claims of *document*, in the order of paragraphs, then of their quotes; each identifier once.

    Furniture and bylines claim nothing, nor does a "sentence" of more than 3000 characters. A comment's claims have the voice
    `comment` and its commenter as source.
    """
    known = lexicon.in_context(document.text)
    reading = _Reading(document, known, NameIndex(known), parser)
    memories: dict[str | None, _Memory] = {}
    claims: dict[str, Claim] = {}
    for paragraph in document.paragraphs:
        if paragraph.role not in READ:
            continue
        handle = commenter(document, paragraph.number) or "" if paragraph.role is ParagraphRole.COMMENT else None
        memory = memories.setdefault(handle, _Memory())
        for claim in _paragraph_claims(reading, paragraph, handle, memory):
            claims.setdefault(claim.id, claim)
    return tuple(sorted(claims.values(), key=lambda c: (c.paragraph, c.start, c.end, c.type, c.id)))


def _paragraph_claims(reading: _Reading, paragraph: Paragraph, handle: str | None, memory: _Memory) -> Iterator[Claim]:
    spans = [span for span in split_sentences(paragraph.text) if span[1] - span[0] <= LONGEST_SENTENCE]
    texts = [(paragraph.text[a:b], paragraph.start + a) for a, b in spans]
    quotes = quotations(paragraph.text, paragraph.start)
    for number, tree in enumerate(_parse(reading.parser, texts)):
        scene = _scene(reading, paragraph, number, tree, memory)
        remember(scene)
        note_statements(scene, memory.speech)
        found: dict[int, Claim] = {}
        for draft in find_drafts(scene):
            if len(parties := draft.parties()) > 1:
                note_sides(scene, parties)
            found[draft.trigger] = assemble(reading.document, paragraph, scene, draft, memory.speech, quotes, handle)
        yield from _with_contents(tree, found)


def _with_contents(tree: Tree, found: dict[int, Claim]) -> Iterator[Claim]:
    """Link each speech act to the claim that it makes: the event of the clause right under it."""
    for trigger, claim in found.items():
        made = [c.id for t, c in found.items() if tree[t].head == trigger and tree[t].dep in CONTENT_CLAUSES]
        yield replace(claim, content=made[0]) if claim.type in SPEECH_ACTS and made else claim


def _parse(parser: Parser, texts: Sequence[tuple[str, int]]) -> list[Tree]:
    return [tree for tree in parser.parse(texts) if tree.tokens] if texts else []


def _scene(reading: _Reading, paragraph: Paragraph, number: int, tree: Tree, memory: _Memory) -> Scene:
    """Fold the known names, then find the others in what is left."""
    text, start, end = reading.document.text, tree.tokens[0].start, tree.tokens[-1].end
    spans = []
    for name in reading.index.find(text[start:end], start):
        inside = [t.index for t in tree.tokens if t.start < name.end and name.start < t.end]
        if inside:
            spans.append((inside[0], inside[-1], name))
    folded = tree.fold((a, b) for a, b, _ in spans)
    known = {_node(folded, a, b) for a, b, _ in spans}
    others = list(find_unregistered(folded, reading.lexicon, text, known))
    whole = folded.fold((a, b) for a, b, _ in others)
    names = {_node(whole, a, b): name for a, b, name in (*spans, *others)}
    return Scene(repair(whole, names), names, text, paragraph.number, number, memory.discourse, reading.lexicon)


def _node(tree: Tree, first: int, last: int) -> int:
    return next((i for i in range(first, last + 1) if i not in tree.folded), first)
