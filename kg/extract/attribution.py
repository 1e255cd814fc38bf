"""Who says it: source-introducing predicates and prepositions, quoted speech, statements, and who passes them on.

For an event, the nearest speech predicate above it in the tree whose subject can speak is its source (FactBank's
source-introducing predicates), and the subject of the next one above relays it ("officials said that X had announced …");
then "according to X"; then the speaker of the quotation that it stands in; else nobody, which means the document's own voice.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from kg.extract.factuality import denial_of, is_denied_charge
from kg.extract.fillers import fillers
from kg.extract.grammar import is_passive, verb_slots
from kg.extract.referents import ACTORS, HE_OR_SHE, PLACES
from kg.extract.scene import Filler, Scene
from kg.extract.syntax import Tree
from kg.extract.tables import tables

__all__ = ["Speaker", "Speech", "is_statement", "note_statements", "quotations", "speaker_of"]

QUOTES = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)")
QUOTED_WORDS = 4
HEADLINE_MARKS = frozenset({":", "–", "—", "-"})
LONGEST_SPEAKER = 4


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something: a name or description, its span in the document, and who relays it."""

    name: str
    start: int
    end: int
    relayed_by: str | None = None
    anaphor: bool = False


@dataclass
class Speech:
    """What a document has said about speech so far: the last speaker of a paragraph, and who issued the last statement."""

    paragraph: int = 0
    last: Speaker | None = None
    issuer: Speaker | None = None


@lru_cache(maxsize=64)
def quotations(text: str, offset: int = 0) -> tuple[tuple[int, int], ...]:
    """Return the spans of direct speech (four words or more between quotation marks), in order.

    A quotation that is not closed runs to the end, as printed news continues a quotation over paragraphs.
    """
    return tuple(
        (offset + m.start(), offset + m.end()) for m in QUOTES.finditer(text) if len(m.group().split()) >= QUOTED_WORDS
    )


def speaker_of(scene: Scene, speech: Speech, trigger: int, quotes: tuple[tuple[int, int], ...]) -> Speaker | None:
    """Return the source of what the node *trigger* says, or None for the document's own voice."""
    tree, node = scene.tree, trigger
    position = tree[trigger].start
    quote = next(((a, b) for a, b in quotes if a <= position < b), None)
    said: Speaker | None = None
    denial = denial_of(tree, trigger)
    if denial is not None and (denier := _subject_speaker(scene, speech, denial)):
        return _said(speech, scene, denier)
    for head in tree.ancestors(trigger):
        if tree[node].dep == "acl:relcl":
            break
        if node == trigger and is_denied_charge(tree, trigger):
            node = head
            continue
        if _governs_speech(scene, node, head) and not (quote and quote[0] <= tree[head].start < quote[1]):
            found = _subject_speaker(scene, speech, head)
            if found and said is None:
                said = found
            elif found and said and tree[head].lower in tables().denial_verbs:
                # Whoever denies an accusation answers for the denial, and the accuser for nothing that is denied.
                return _said(speech, scene, found)
            elif found and said and found.name != said.name:
                return _said(speech, scene, replace(said, relayed_by=said.relayed_by or found.name))
        node = head
    if said:
        return _said(speech, scene, said)
    named = _according_to(scene, speech, trigger) or _headline_speaker(scene, speech, trigger)
    if named:
        return named
    return _quoted(scene, speech, quote) if quote else None


def _said(speech: Speech, scene: Scene, speaker: Speaker) -> Speaker:
    speech.last, speech.paragraph = speaker, scene.paragraph
    return speaker


def _governs_speech(scene: Scene, node: int, head: int) -> bool:
    """Tell whether *head* is a predicate of saying or showing and *node* lies in what is said, not in who says it."""
    tree, table = scene.tree, tables()
    base, word = tree[node].dep.split(":")[0], tree[head].lower
    if _is_reputed(scene, head):
        return False
    if word in table.speech_verbs and tree[head].pos in {"VERB", "PROPN", "NOUN"}:
        reported = base == "obj" and tree[node].lower in {
            "fact",
            *table.participations,
            *table.content_nouns,
            *table.nouns,
        }
        gerund = tree[node].lower.endswith("ing") or any(tree[c].lower == "having" for c in tree.children(node, "aux"))
        blamed = base in {"advcl", "acl"} and word in table.object_control_verbs and gerund
        claimed = (
            base == "obl" and tree.preposition(node) in {"for", "in"} and _has_object(tree, head, table.participations)
        )
        return (
            reported
            or blamed
            or claimed
            or _is_confirmed(tree, node, head)
            or base in {"ccomp", "xcomp", "parataxis"}
            or (base == "advcl" and tree[node].lower == "saying")
        )
    if word in table.counting_verbs and base in {"obj", "ccomp"}:
        return word not in table.putting_verbs or _is_figure(tree, node)
    if word in table.reporting_acts:
        return base == "ccomp" or (base in {"obj", "advcl"} and tree[node].lower in {"saying", *table.message_nouns})
    if word in table.denial_verbs and base == "obj":
        return tree[node].lower in table.content_nouns
    return base in {"acl", "nmod"} and word in table.content_nouns and tree.preposition(node) in {"", "of"}


def _has_object(tree: Tree, verb: int, words: Collection[str]) -> bool:
    return any(tree[c].lower in words for c in tree.children(verb, "obj"))


def _is_confirmed(tree: Tree, node: int, head: int) -> bool:
    """Tell whether an event noun is the subject of a passive verb of saying ("The attack was claimed by X")."""
    event = tree[node].dep.startswith("nsubj") and tree[node].lower in tables().nouns
    return event and is_passive(tree, head) and bool(verb_slots(tree, head).get("agent"))


def _is_figure(tree: Tree, node: int) -> bool:
    return tree[node].lower in tables().figures


def _is_reputed(scene: Scene, verb: int) -> bool:
    """Tell whether a verb of saying or thinking is about its subject ("X, believed to be …"), who then says nothing."""
    tree = scene.tree
    infinitives = [
        c for c in tree.children(verb, "xcomp") if any(tree[m].lower == "to" for m in tree.children(c, "mark"))
    ]
    return bool(infinitives) and tree[verb].lower in tables().reputed and not tree.children(verb, "aux")


def _subject_speaker(scene: Scene, speech: Speech, head: int) -> Speaker | None:
    tree, table = scene.tree, tables()
    if tree[head].lower in table.content_nouns and tree[head].pos == "NOUN":
        return _owner_of_message(scene, speech, head)
    slots = verb_slots(tree, head)
    if is_passive(tree, head):
        return next((s for n in slots.get("subject", ()) if (s := _as_speaker(scene, speech, n))), None)
    if tree[head].lower in {"cite", "cited", "cites", "citing", "quote", "quoted", "quotes", "quoting"}:
        source = next((s for n in slots.get("object", ()) if (s := _as_speaker(scene, speech, n))), None)
        relay = next((s for n in slots.get("subject", ()) if (s := _as_speaker(scene, speech, n))), None)
        return Speaker(source.name, source.start, source.end, relay.name if relay else None) if source else relay
    clauses = [c for c in tree.children(head, "ccomp", "advcl", "parataxis", "dep") if c < head]
    inserted = [c for clause in clauses for c in tree.children(clause, "nsubj")]
    for node in slots.get("subject", ()) or inserted:
        if speaker := _as_speaker(scene, speech, node):
            return speaker
    return None


def _owner_of_message(scene: Scene, speech: Speech, noun: int) -> Speaker | None:
    tree = scene.tree
    nodes = [
        *tree.children(noun, "nmod:poss"),
        *(c for c in tree.children(noun, "nmod") if tree.preposition(c) == "by"),
        *(
            c
            for c in tree.children(noun, "nmod")
            if tree[noun].lower in tables().reckonings and tree.preposition(c) == "of"
        ),
    ]
    head = tree[noun].head
    if (
        not nodes
        and tree[noun].dep in {"obj", "nsubj:pass"}
        and tree[head].lower in tables().support_verbs | tables().reporting_acts
    ):
        nodes = list(verb_slots(tree, head).get("subject", ()))
    return next((s for n in nodes if (s := _as_speaker(scene, speech, n))), None)


def _as_speaker(scene: Scene, speech: Speech, node: int) -> Speaker | None:
    """Read a node as somebody who can speak; places, events and things cannot."""
    table, token = tables(), scene.tree[node]
    low = token.lower
    if token.pos == "PRON" and low in HE_OR_SHE | {"they", "it"}:
        if low in HE_OR_SHE and speech.last and speech.paragraph == scene.paragraph:
            return speech.last
        return next((_from_filler(f) for f in fillers(scene, node)), None)
    if node in scene.names:
        named = next((f for f in fillers(scene, node) if f.as_kind(ACTORS)), None)
        return _person_with_role(scene, node, named.as_kind(ACTORS)) if named else None
    if low in table.message_nouns and low not in {"report", "reports", "media"}:
        return _owner_of_message(scene, speech, node) or speech.issuer or _phrase(scene, node)
    if low in {"sources", "source", "activist", "official", "officials"} and _is_repeated(scene, node) and speech.last:
        return speech.last
    if table.group_words.get(low) == "Person" and (bearers := fillers(scene, node)) and bearers[0].node in scene.names:
        return _from_filler(bearers[0])
    if low in table.speaker_nouns or table.group_words.get(low, "Facility") not in PLACES | {"Talks"}:
        return _phrase(scene, node)
    return None


def _is_repeated(scene: Scene, node: int) -> bool:
    """Tell whether a speaker noun is a bare repetition ("the sources noted", "the same sources")."""
    words = {scene.tree[c].lower for c in scene.tree.children(node)}
    return bool(words & {"the", "same", "these", "those"}) and words <= {
        "the",
        "same",
        "these",
        "those",
        "according",
        ",",
    }


def _from_filler(filler: Filler) -> Speaker:
    return Speaker(filler.name, filler.start, filler.end, anaphor=filler.anaphor)


def _person_with_role(scene: Scene, node: int, filler: Filler | None) -> Speaker | None:
    """Name an unregistered person with what the text says that he or she is: homonyms must not be taken for each other."""
    if filler is None or "(" in filler.name:
        return _from_filler(filler) if filler else None
    roles = [c for c in scene.tree.children(node, "appos") if scene.tree[c].pos in {"NOUN", "ADJ"}]
    if filler.kind in {"Person", ""} and roles:
        head = roles[0]
        first = min((c for c in scene.tree.children(head, "amod", "compound") if c < head), default=head)
        start, end = scene.span(first, head)
        return Speaker(f"{filler.name} ({scene.text[start:end]})", filler.start, filler.end)
    return _from_filler(filler)


def _phrase(scene: Scene, node: int) -> Speaker:
    """Describe a speaker in the text's words: "sources close to X", "local sources", with known names made canonical."""
    tree = scene.tree
    kept = {node}
    for child in tree.children(node, "amod", "compound", "nmod", "nummod", "flat"):
        if child < node or tree.preposition(child) in {"of", "in", "for", "from", "with", "within", "inside"}:
            kept.update(tree.subtree(child))
    while min(kept) != node and tree[min(kept)].lower in {"the", "a", "an", ",", "some", "several"}:
        kept.discard(min(kept))
    kept.update(_close_to(tree, node))
    words = [scene.names[i].name if i in scene.names else tree[i].text for i in sorted(kept) if i not in tree.folded]
    start, end = tree[min(kept)].start, max(tree[i].end for i in kept)
    return Speaker(" ".join(words).replace(" ’s", "’s").replace(" 's", "'s"), start, end)


def _close_to(tree: Tree, node: int) -> tuple[int, ...]:
    """Return the tokens of "close to X" right behind a noun, wherever the parser has hung them."""
    after = [t.index for t in tree.nodes() if t.index > node][:4]
    if len(after) < 3 or [tree[i].lower for i in after[:2]] != ["close", "to"]:
        return ()
    return tuple(after[: 4 if tree[after[2]].pos == "DET" else 3])


def _according_to(scene: Scene, speech: Speech, trigger: int) -> Speaker | None:
    tree = scene.tree
    for node in (trigger, *tree.ancestors(trigger)):
        for child in tree.children(node, "parataxis"):
            inserted = tree[child].lower in tables().speech_verbs and not tree.children(child, "ccomp")
            if inserted and (speaker := _subject_speaker(scene, speech, child)):
                return _said(speech, scene, speaker)
        for child in tree.children(node, "obl", "obl:agent", "nmod", "advcl"):
            if tree.preposition(child) == "by" and tree[child].lower in tables().reckonings:
                return _said(speech, scene, _owner_of_message(scene, speech, child) or _phrase(scene, child))
            if tree.preposition(child) in tables().source_prepositions and child != trigger:
                speaker = _as_speaker(scene, speech, child)
                if speaker:
                    return _said(speech, scene, speaker)
    return None


def _headline_speaker(scene: Scene, speech: Speech, trigger: int) -> Speaker | None:
    """Return who speaks in a headline that ends with him ("Twelve killed in Ner: army", "Rebels take Ner – monitor")."""
    tree = scene.tree
    marks = (t for t in reversed(tree.tokens) if t.text in HEADLINE_MARKS and scene.text[t.end : t.end + 1].isspace())
    mark = next((t.index for t in marks), None) if scene.headline else None
    if mark is None or trigger > mark:
        return None
    after = [t for t in tree.nodes() if t.index > mark and t.pos not in {"DET", "PUNCT"}]
    last = after[-1] if 0 < len(after) <= LONGEST_SPEAKER else None
    if last is None or last.lower in tables().message_nouns or any(t.pos in {"VERB", "AUX", "ADP"} for t in after):
        return None
    speaker = _as_speaker(scene, speech, last.index)
    if speaker is not None and last.index not in scene.names:
        start, end = after[0].start, last.end
        speaker = Speaker(" ".join(scene.text[start:end].split()), start, end)
    return _said(speech, scene, speaker) if speaker else None


def _quoted(scene: Scene, speech: Speech, quote: tuple[int, int]) -> Speaker | None:
    """Find who speaks a quotation: a speech verb of the same sentence outside it, or the paragraph's last speaker."""
    for token in scene.tree.nodes():
        outside = not quote[0] <= token.start < quote[1]
        if outside and token.lower in tables().speech_verbs and token.pos in {"VERB", "AUX"}:
            found = _subject_speaker(scene, speech, token.index)
            if found:
                return _said(speech, scene, found)
    return speech.last if speech.last and speech.paragraph >= scene.paragraph - 1 else None


def is_statement(word: str) -> bool:
    """Tell whether a word in lower case is one for a statement."""
    return word.startswith(("statement", "communique")) and word in tables().message_nouns


def note_statements(scene: Scene, speech: Speech) -> None:
    """Remember who issued a statement, so that "the statement" later has a speaker."""
    for token in scene.tree.nodes():
        if is_statement(token.lower):
            speech.issuer = _owner_of_message(scene, speech, token.index) or speech.issuer
