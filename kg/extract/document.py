"""Runs the extractor over a document: sentences, trees, names, drafts, claims, in the order of the text.

Only the sentences that tell something, and those that help to read them, are parsed (`kg.extract.relevance`): the kinds of
names, the bodies that the document is about and the discourse rest on these alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from kg.errors import InputError
from kg.extract.aliases import find_aliases, local_names
from kg.extract.assemble import assemble
from kg.extract.attacks import complete_repulsion, note_attack
from kg.extract.attribution import Speech, note_statements, quotations
from kg.extract.discourse import Discourse, Party
from kg.extract.event_types import SPEECH_ACTS
from kg.extract.evidence import Evidence, find_evidence, settle
from kg.extract.frames import find_drafts
from kg.extract.headlines import in_sentence_case, small_words
from kg.extract.memory import note_sides, note_strikers, remember
from kg.extract.names import Alias, Name, NameIndex
from kg.extract.relevance import find_needed
from kg.extract.repairs import repair
from kg.extract.scene import Scene
from kg.extract.sentences import LONGEST_SENTENCE, split_sentences
from kg.extract.sketch import Sketch
from kg.extract.syntax import Parser, Tree
from kg.extract.theatre import home_adjective
from kg.extract.unregistered import find_unregistered
from kg.lexicon import Lexicon
from kg.model import Claim, Document, Paragraph, ParagraphRole
from kg.read import commenter

__all__ = ["endless_sentences", "extract_claims"]

BODIES = frozenset({"ArmedGroup", "Coalition", "StateForce"})
CONTENT_CLAUSES = frozenset({"advcl", "xcomp", "ccomp"})


@dataclass
class _Memory:
    """What one voice of a document (the report, or one commenter) has named and said."""

    discourse: Discourse
    speech: Speech = field(default_factory=Speech)


@dataclass(frozen=True)
class _Reading:
    """What holds for a whole document: its lexicon (homonyms settled by its text), its names' index, its aliases by the
    offset of the name, the parser.
    """

    document: Document
    lexicon: Lexicon
    index: NameIndex
    aliases: Mapping[int, Sequence[Alias]]
    parser: Parser
    small: frozenset[str]

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon, parser: Parser) -> _Reading:
        known = lexicon.in_context(document.text)
        aliases = tuple(a for p in document.read_out for a in find_aliases(p.text, known, p.start))
        index = NameIndex(known, local_names(document.text, aliases, known))
        by_start: dict[int, list[Alias]] = {}
        for alias in aliases:
            by_start.setdefault(alias.start, []).append(alias)
        return cls(document, known, index, by_start, parser, small_words(document.text))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of a paragraph, counted from 0: the words to parse, their offset in the document, and whose voice it has.

    The voice is None for the report, else the commenter's name ("" if unknown).
    """

    paragraph: Paragraph
    number: int
    text: str
    start: int
    voice: str | None


@dataclass(frozen=True)
class _Read:
    """A sentence that was parsed: its tree with the names folded, and the names by node."""

    sentence: _Sentence
    tree: Tree
    names: dict[int, Name]

    @cached_property
    def repaired(self) -> Tree:
        return repair(self.tree, self.names)


def extract_claims(
    document: Document, lexicon: Lexicon, parser: Parser, *, every_sentence: bool = False
) -> tuple[Claim, ...]:
    """Return the claims of *document*, in the order of paragraphs, then of their quotes; each identifier once.

    Furniture, bylines and what is not in English claim nothing, nor does a "sentence" of more than 3,000 characters
    (`endless_sentences`). A comment's claims have the voice `comment` and its commenter as source. With *every_sentence*,
    claims are looked for in sentences that tell nothing too; there are none.
    """
    reading = _Reading.of(document, lexicon, parser)
    sentences = tuple(s for p in document.read_out for s in _sentences(reading, p))
    sketches = _sketches(reading, sentences)
    telling, helping = find_needed(sketches)
    needed = telling | helping
    parsed = tuple(_parse(reading, {n: s for n, s in enumerate(sentences) if every_sentence or n in needed}))
    kinds = _settled(read for n, read in parsed if n in needed)
    settled = tuple((n, _with_kinds(read, kinds)) for n, read in parsed)
    cast = _cast(read for n, read in settled if n in needed)
    home = home_adjective(document.text)
    memories: dict[str | None, _Memory] = {}
    claims: dict[str, Claim] = {}
    for n, read in settled:
        memory = memories.setdefault(read.sentence.voice, _Memory(Discourse(cast, home)))
        scene = _scene(reading, read, memory, sketches[n].since)
        if n in needed:
            remember(scene)
            note_statements(scene, memory.speech)
        if n not in telling:
            if not every_sentence:
                continue
            # What tells nothing leaves no trace.
            memory = deepcopy(memory)
            scene = replace(scene, discourse=memory.discourse)
        for claim in _claims(reading, read.sentence, scene, sketches[n], memory):
            claims.setdefault(claim.id, claim)
    return tuple(sorted(claims.values(), key=lambda c: (c.paragraph, c.start, c.end, c.type, c.id)))


def endless_sentences(document: Document) -> tuple[InputError, ...]:
    """Return an error to tell for each "sentence" of more than 3,000 characters, in order: nothing is read out of it."""
    return tuple(
        InputError(
            f"{document.name} paragraph {paragraph.number}",
            f"has a sentence of {end - start:,} characters, which is not read",
            f"sentences of at most {LONGEST_SENTENCE:,}",
        )
        for paragraph in document.read_out
        if len(paragraph.text) > LONGEST_SENTENCE
        for start, end in split_sentences(paragraph.text)
        if end - start > LONGEST_SENTENCE
    )


def _sentences(reading: _Reading, paragraph: Paragraph) -> Iterator[_Sentence]:
    voice = commenter(reading.document, paragraph.number) or "" if paragraph.role is ParagraphRole.COMMENT else None
    spans = [span for span in split_sentences(paragraph.text) if span[1] - span[0] <= LONGEST_SENTENCE]
    for number, (a, b) in enumerate(spans):
        text = _as_sentence(reading, paragraph, paragraph.text[a:b])
        yield _Sentence(paragraph, number, text, paragraph.start + a, voice)


def _sketches(reading: _Reading, sentences: Sequence[_Sentence]) -> tuple[Sketch, ...]:
    """Return the sketches of all sentences, each among those of its voice."""
    of_voice: dict[str | None, list[Sketch]] = {}
    found = []
    for sentence in sentences:
        neighbours = of_voice.setdefault(sentence.voice, [])
        found.append(_sketch(reading, sentence, neighbours))
        neighbours.append(found[-1])
    return tuple(found)


def _sketch(reading: _Reading, sentence: _Sentence, neighbours: Sequence[Sketch]) -> Sketch:
    start, end = sentence.start, sentence.start + len(sentence.text)
    words = [(word, start + at) for word, at in reading.parser.words(sentence.text)]
    find = partial(reading.index.find, reading.document.text[start:end], start)
    quotes = quotations(sentence.paragraph.text, sentence.paragraph.start)
    quoted = any(a < end and start < b for a, b in quotes)
    return Sketch(words, find, sentence.paragraph.number, sentence.voice, reading.small, neighbours, quoted)


def _parse(reading: _Reading, sentences: Mapping[int, _Sentence]) -> Iterator[tuple[int, _Read]]:
    """Yield what is parsed with its key, in order; nothing for a sentence without words."""
    texts = [(s.text, s.start) for s in sentences.values()]
    for (key, sentence), tree in zip(sentences.items(), reading.parser.parse(texts) if texts else (), strict=True):
        if tree.tokens:
            yield key, _named(reading, sentence, tree)


def _settled(sentences: Iterable[_Read]) -> Mapping[str, tuple[str, str, str]]:
    """Return the one name, kind and rule that every name that the registry lacks has in the whole document."""
    found: dict[str, list[Evidence]] = {}
    unknown: list[Name] = []
    for sentence in sentences:
        for node, name in sentence.names.items():
            if name.entries:
                continue
            unknown.append(name)
            if evidence := find_evidence(sentence.repaired, node, name):
                found.setdefault(name.name, []).append(evidence)
    return settle(unknown, found)


def _with_kinds(read: _Read, settled: Mapping[str, tuple[str, str, str]]) -> _Read:
    names = {node: _with_kind(name, settled) for node, name in read.names.items()}
    return read if names == read.names else replace(read, names=names)


def _cast(sentences: Iterable[_Read]) -> tuple[Party, ...]:
    """Return the bodies that the report names (its comments apart), in the order of their first naming."""
    report = [s for s in sentences if s.sentence.voice is None]
    counts = Counter((n.name, n.kind) for s in report for n in s.names.values() if n.kind in BODIES)
    return tuple(Party(name, kind, count) for (name, kind), count in counts.items())


def _with_kind(name: Name, settled: Mapping[str, tuple[str, str, str]]) -> Name:
    if name.entries or name.name not in settled:
        return name
    canonical, kind, rule = settled[name.name]
    return replace(name, canonical=canonical or name.canonical, kind=kind, evidence=rule)


def _scene(reading: _Reading, read: _Read, memory: _Memory, since: int) -> Scene:
    at = read.sentence
    place = (reading.document.text, at.paragraph.number, at.number)
    headline = at.paragraph.role is ParagraphRole.TITLE
    return Scene(read.repaired, read.names, *place, memory.discourse, reading.lexicon, since, headline)


def _claims(reading: _Reading, sentence: _Sentence, scene: Scene, sketch: Sketch, memory: _Memory) -> Iterator[Claim]:
    paragraph, voice = sentence.paragraph, sentence.voice
    quotes = quotations(paragraph.text, paragraph.start)
    found: dict[int, Claim] = {}
    for told in find_drafts(scene, sketch):
        draft = complete_repulsion(scene, told)
        note_attack(scene, draft)
        if len(parties := draft.parties()) > 1:
            note_sides(scene, parties)
        note_strikers(scene, draft.frame.type, draft.strikers())
        found[draft.trigger] = assemble(reading.document, paragraph, scene, draft, memory.speech, quotes, voice)
    yield from _with_contents(scene.tree, found)


def _as_sentence(reading: _Reading, paragraph: Paragraph, text: str) -> str:
    if paragraph.role is not ParagraphRole.TITLE:
        return text
    return in_sentence_case(text, reading.small, ((n.start, n.end) for n in reading.index.find(text)))


def _with_contents(tree: Tree, found: dict[int, Claim]) -> Iterator[Claim]:
    """Link each speech act to the claim that it makes: the event of the clause right under it."""
    for trigger, claim in found.items():
        made = [c.id for t, c in found.items() if tree[t].head == trigger and tree[t].dep in CONTENT_CLAUSES]
        yield replace(claim, content=made[0]) if claim.type in SPEECH_ACTS and made else claim


def _named(reading: _Reading, sentence: _Sentence, tree: Tree) -> _Read:
    """Fold the known names and the definitions of aliases, then find the other names in what is left."""
    spans = list(_known_spans(reading, tree))
    folded = tree.fold((a, b) for a, b, _ in spans)
    known = {_node(folded, a, b): name for a, b, name in spans}
    others = list(find_unregistered(folded, reading.lexicon, reading.document.text, known))
    whole = folded.fold((a, b) for a, b, _ in others)
    apart = [(a, b, name) for a, b, name in spans if not any(x <= a and b <= y for x, y, _ in others)]
    names = {_node(whole, a, b): name for a, b, name in (*apart, *others)}
    return _Read(sentence, whole, names)


def _known_spans(reading: _Reading, tree: Tree) -> Iterator[tuple[int, int, Name]]:
    """Yield (first token, last token, name); a definition of an alias is one name with all its words."""
    start, end = tree.tokens[0].start, tree.tokens[-1].end
    found = reading.index.find(reading.document.text[start:end], start)
    reached = start
    for name in found:
        if name.start < reached:
            continue
        same = {n.start for n in found if n.name == name.name}
        defined = [a for a in reading.aliases.get(name.start, ()) if a.whole_end <= end and a.alias_start in same]
        stop = max((name.end, *(a.whole_end for a in defined)))
        name = replace(name, also=tuple((a.alias_start, a.alias_end) for a in defined))
        inside = [t.index for t in tree.tokens if t.start < stop and name.start < t.end]
        if inside:
            reached = stop
            yield inside[0], inside[-1], name


def _node(tree: Tree, first: int, last: int) -> int:
    return next((i for i in range(first, last + 1) if i not in tree.folded), first)
