"""Finds the proper names that nothing defines, by their shape: runs of proper nouns of a parsed sentence.

A run that no known name covers is a name, without the rank or office before it; `kg.extract.evidence` says what kind of thing
each is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import takewhile

from kg.extract.names import Name, is_negated
from kg.extract.syntax import Tree
from kg.extract.tables import tables
from kg.lexicon import Lexicon

__all__ = ["ORDINAL", "find_unregistered", "may_be_named"]

ACRONYM = re.compile(r"[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)?")
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
# Articles, prepositions and words for "son" or "daughter" between the parts of a name.
LINKING = frozenset("al el ul as ash an ad az ez bin bint ibn of for the and - –".split()) | frozenset(
    "de da do dos das di del della des du la le los las van von der".split()
)
# Within hyphens only ("Ner-on-Sol", "Ner-e Sol").
HYPHENATED = frozenset({"e", "i", "on", "upon", "sur", "sous", "under", "in", "am"})


def find_unregistered(
    tree: Tree, lexicon: Lexicon, document_text: str, known: Mapping[int, Name]
) -> Iterator[tuple[int, int, Name]]:
    """Yield (first token, last token, name) for runs of proper nouns that are no *known* names yet.

    A run may take in a known name of a state: "U.S. Central Command", "Government of Iraq".
    """
    tokens, i = tree.tokens, 0
    while i < len(tokens):
        if (
            i in known
            or not (_starts_name(tree, i) or _is_body_by_capital(tree, i, document_text))
            or is_negated(document_text, tokens[i].start)
        ):
            i += 1
            continue
        last = i
        while (nxt := _next_part(tree, last)) is not None and nxt not in known:
            last = nxt
        if tokens[i].lower in tables().event_starts and last > i:
            i = last + 1
            continue
        last = _with_number(tree, last)
        first, last = _with_state(tree, _without_title(tree, i, last), last, known)
        i = tree[last].last + 1
        if _is_office_of(tree, first, last) or not any(may_be_named(t.text) for t in tokens[first : last + 1]):
            continue
        last = tree[last].last
        text = document_text[tokens[first].start : tokens[last].end]
        entries = () if text.lower() in tables().speaker_nouns else lexicon.by_name_key(text)
        entries = entries if len(entries) == 1 else ()
        kind = entries[0].kind if entries else ""
        yield first, last, Name(tokens[first].start, tokens[last].end, text, entries, kind)


def _with_state(tree: Tree, first: int, last: int, known: Mapping[int, Name]) -> tuple[int, int]:
    """Take the state before the name of a force, or after "Government of", into the name."""
    before = next((n for n in known if tree[n].last == first - 1), None)
    if before is not None and tree[last].lower in tables().name_heads and _is_state(known[before]):
        return before, last
    after = last + 1
    if first == last and _is_body_of(tree, first) and after + 1 in known and _is_state(known[after + 1]):
        return first, after + 1
    return first, last


def _is_state(name: Name) -> bool:
    return any(e.kind == "StateActor" for e in name.entries)


def _is_office_of(tree: Tree, first: int, last: int) -> bool:
    """Tell whether a run is an office, alone or of the person named before it ("Jane Roe, the UK Special Representative")."""
    before = tree.tokens[max(first - 3, 0) : first]
    before = before[:-1] if before and before[-1].lower in {"the", "a"} else before
    named = len(before) > 1 and before[-1].text == "," and before[-2].pos == "PROPN"
    return (named or first == last) and tables().group_words.get(tree[last].lower) == "Person"


def _owns_name(tree: Tree, owner: int, i: int) -> bool:
    """Tell whether a possessive is part of a name ("People's Defence Units"): the people's, with a head word after it."""
    people = tables().group_words.get(tree[owner].lower) == "Population"
    return people and (tree[i].lower in tables().name_heads or tree[i].lower == "republic" or _opens_name(tree, i))


def _with_number(tree: Tree, last: int) -> int:
    """Take the number after the name of a formation into the name ("Task Force 50"), unless it counts what follows."""
    head = tree[last].lower in tables().name_heads or ACRONYM.fullmatch(tree[last].text)
    after = tree.tokens[last + 1 : last + 3]
    counted = len(after) > 1 and (after[1].pos in {"NOUN", "PROPN", "ADJ", "NUM"} or after[1].text in {"%", "-", "."})
    return last + 1 if head and after and after[0].text.isdigit() and not counted else last


def may_be_named(word: str) -> bool:
    """Tell whether a word can make a name of the words it stands in: capitalised, and of an open class ("WHO", not "Who")."""
    if not word[:1].isupper():
        return False
    return word.lower() not in tables().function_words or (len(word) > 1 and word.isupper())


def _without_title(tree: Tree, first: int, last: int) -> int:
    """Step over the ranks and offices before a person's name ("Commander X", "Lt. Gen. X", "Foreign Minister X")."""
    titles = [i for i in range(first, last) if tree[i].lower.rstrip(".") in tables().titles]
    if not titles:
        return first
    after = titles[-1] + 1
    if [t.lower for t in tree.tokens[after : after + 2]] == ["of", "state"] and after + 2 <= last:
        after += 2
    rest = [i for i in range(after, last + 1) if tree[i].text[:1].isupper()]
    joint = {tree[i].lower for i in range(after, rest[0])} if rest else set()
    heads = any(tree[i].lower in tables().name_heads for i in range(after, last + 1))
    return first if heads or not rest or joint & {"of", "for"} else rest[0]


def _starts_name(tree: Tree, i: int) -> bool:
    token = tree[i]
    if token.last != i or i in tree.folded or token.lower in tables().not_names:
        return False
    if _is_numbered(tree, i):
        return _opens_name(tree, i) or bool(ACRONYM.fullmatch(tree[i + 1].text))
    if not token.text[:1].isupper():
        return False
    if token.text in tables().countries or token.pos == "PROPN" or _is_acronym(tree, i) or _is_body_of(tree, i):
        return True
    opens = _opens_name(tree, i) or _is_told_by_capital(tree, i) or _leads_to_name(tree, i) or _is_first_part(tree, i)
    counted = token.pos == "NUM" and i > 0 and tree[i - 1].lower == "the"
    return (token.pos in {"ADJ", "NOUN", "VERB"} or counted) and opens


def _is_body_by_capital(tree: Tree, i: int, text: str) -> bool:
    """Tell whether a head word alone names the one body of its kind: "the Coalition", where no other coalition is written of.

    At the start of a sentence the capital tells nothing: there the document has to write it inside sentences too.
    """
    word = tree[i].text
    if word[:1].islower() or word.isupper() or tables().name_heads.get(word.lower()) != "Coalition":
        return False
    return tree[i].last == i and i not in tree.folded and _has_capital_inside(text, word)


@lru_cache(maxsize=64)
def _has_capital_inside(text: str, word: str) -> bool:
    """Tell whether a text writes a word inside its sentences with a capital more often than without."""
    return text.count(f" the {word}") + text.count(f", {word}") > text.count(f" {word.lower()}")


def _leads_to_name(tree: Tree, i: int) -> bool:
    """Tell whether a capitalised word after "the" opens a run that ends in a proper noun ("the Human Rights Monitor")."""
    run = list(takewhile(lambda t: t.text[:1].isupper() and t.last == t.index, tree.tokens[i + 1 : i + 6]))
    after_article = i > 0 and tree[i - 1].lower == "the"
    return after_article and bool(run) and run[-1].pos == "PROPN" and tree[i].text not in tables().peoples


def _is_first_part(tree: Tree, i: int) -> bool:
    """Tell whether a capitalised word right before a proper noun is part of its name ("Nam Sang"), and no demonym or word."""
    table, word, after = tables(), tree[i], tree.tokens[i + 1 : i + 2]
    named = bool(after) and after[0].text[:1].isupper() and after[0].last == i + 1
    if (
        not named
        or not (after[0].pos == "PROPN" or _is_told_by_capital(tree, i + 1))
        or i == 0
        or not tree[i - 1].text.isalpha()
        or word.text in table.peoples | table.states_of.keys()
    ):
        return False
    known = (table.group_words, table.nouns, table.verbs, table.acting_words, table.titles)
    return word.pos in {"NOUN", "ADJ"} and word.text[1:].islower() and not any(word.lower in t for t in known)


def _is_told_by_capital(tree: Tree, i: int) -> bool:
    """Tell whether a noun inside a sentence in lower case bears a capital ("the Peshmerga"), and is no word of the tables.

    What modifies another noun may be a demonym ("Congolese army").
    """
    words = [t.text for t in tree.tokens if t.text.isalpha() and len(t.text) > 3]
    lower = sum(w.islower() for w in words)
    table, word = tables(), tree[i].lower
    known = any(word in t for t in (table.group_words, table.nouns, table.verbs, table.acting_words, table.partitives))
    if tree[i].dep in {"compound", "amod"}:
        return False
    return tree[i].pos == "NOUN" and i > 0 and tree[i].text[1:].islower() and 2 * lower > len(words) and not known


def _is_acronym(tree: Tree, i: int) -> bool:
    """Tell whether a word is in capitals because it abbreviates, not because all of a headline is."""
    around = [t for t in tree.tokens[max(i - 1, 0) : i + 2] if t.index != i and t.text.isalpha() and len(t.text) > 1]
    shouted = bool(around) and all(t.text.isupper() for t in around)
    return bool(ACRONYM.fullmatch(tree[i].text)) and tree[i].pos in {"NOUN", "PROPN", "X", "ADJ"} and not shouted


def _is_body_of(tree: Tree, i: int) -> bool:
    """Tell whether a capitalised noun opens "Government of X", "Ministry of X"."""
    after = tree.tokens[i + 1 : i + 3]
    body = tables().group_words.get(tree[i].lower) == "Government"
    return body and len(after) > 1 and after[0].lower == "of" and after[1].text[:1].isupper()


def _is_numbered(tree: Tree, i: int) -> bool:
    """Tell whether an ordinal opens the name of a formation ("3rd Battalion", "5th Rifle Regiment")."""
    return bool(ORDINAL.fullmatch(tree[i].text)) and i + 1 < len(tree.tokens) and tree[i + 1].text[:1].isupper()


def _opens_name(tree: Tree, i: int) -> bool:
    """Tell whether a capitalised word opens a run of capitalised words with a head ("Revolutionary Front")."""
    after = tree.tokens[i + 1 : i + 7]
    run = takewhile(lambda t: (t.text[:1].isupper() or t.text == "-") and t.last == t.index, after)
    return any(token.lower in tables().name_heads for token in run)


def _links(tree: Tree, i: int) -> bool:
    """Tell whether a word can stand inside a name between its capitalised ones."""
    low, before = tree[i].lower, tree[i - 1].text if i else ""
    return low in LINKING or low == "'s" or (before == "-" and low in HYPHENATED)


def _is_word_of_name(tree: Tree, i: int) -> bool:
    """Tell whether a verb bears a capital between a proper noun and what follows a name ("Ma Khin Saw said")."""
    after = tree.tokens[i + 1 : i + 2]
    small = bool(after) and not after[0].text[:1].isupper()
    return tree[i].pos == "VERB" and small and tree[i - 1].pos == "PROPN" and tree[i].text[1:].islower()


def _is_dash(tree: Tree, i: int) -> bool:
    """Tell whether a dash stands between blanks, as after a date line ("NER – Troops …")."""
    return tree[i].text in {"-", "–"} and i > 0 and tree[i].start > tree[i - 1].end


def _next_part(tree: Tree, last: int) -> int | None:
    tokens, i = tree.tokens, last + 1
    if i < len(tokens) and tokens[i].text == "." and tokens[last].lower in tables().person_starts | tables().titles:
        i += 1
    while i < len(tokens) and i - last <= 3 and _links(tree, i) and not _is_dash(tree, i):
        i += 1
    if i >= len(tokens) or i in tree.folded or tokens[i].last != i or not tokens[i].text[:1].isalnum():
        return None
    capital = tokens[i].text[:1].isupper() and (tokens[i].pos in {"PROPN", "NOUN", "ADJ"} or _is_word_of_name(tree, i))
    joint = [t.lower for t in tokens[last + 1 : i]]
    if joint == ["'s"] and not _owns_name(tree, last, i):
        return None
    if not capital or tokens[i].lower in tables().not_names - {"islamic", "islam"}:
        return None
    return (
        None
        if (joint and joint[0] == "and") or (joint and joint[0] in {"the", "for", "as", "an"} and "-" not in joint)
        else i
    )
