"""Sentences as dependency trees in plain data (Universal Dependencies 2), and the one place that imports spaCy.

After parsing, the tokens of one known name are folded into a single node: transliterated names are where the parser errs
most, and a name has no inner structure that a frame needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from kg.errors import InputError, MissingExtraError
from kg.resources import parser_folder

__all__ = ["Parser", "SpacyParser", "Token", "Tree", "check_installed", "in_lower_case", "load_parser"]

PROBE = "The army took the town."
DIRECTION_MARKS = "\u200e\u200f"


def in_lower_case(word: str) -> str:
    """Return a word as tables have it: in lower case, with straight apostrophes, without direction marks."""
    return word.lower().replace("’", "'").strip(DIRECTION_MARKS)


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its text, half-open offsets in the document, UPOS tag, UD relation, and the index of its head.

    The root is its own head. `last` is the index of the last token folded into this one (its own index if none is). `lower`
    is the text as tables have it (`in_lower_case`).
    """

    index: int
    text: str
    start: int
    end: int
    pos: str
    dep: str
    head: int
    last: int = -1
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", in_lower_case(self.text))


@dataclass(frozen=True)
class Tree:
    """A parsed sentence. Node indices are token indices; folded tokens are nobody's children."""

    tokens: tuple[Token, ...]
    folded: frozenset[int] = frozenset()

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.index not in self.folded and token.head != token.index:
                below[token.head].append(token.index)
        return tuple(map(tuple, below))

    @cached_property
    def _relations(self) -> tuple[list[str], list[str]]:
        full = [token.dep for token in self.tokens]
        return full, [dep.partition(":")[0] for dep in full]

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    def nodes(self) -> Iterator[Token]:
        """Yield every node that is not folded into another, in order."""
        return (t for t in self.tokens if t.index not in self.folded)

    def children(self, index: int, *deps: str) -> tuple[int, ...]:
        """Return the dependents of a node, in order; *deps* keeps those relations (`obl` also keeps `obl:agent`)."""
        below = self._children[index]
        if not deps or not below:
            return below
        full, base = self._relations
        return tuple([c for c in below if full[c] in deps or base[c] in deps])

    def subtree(self, index: int) -> tuple[int, ...]:
        """Return a node and all below it, in order of the sentence."""
        found, todo = {index}, [index]
        while todo:
            fresh = [c for c in self._children[todo.pop()] if c not in found]
            found.update(fresh)
            todo.extend(fresh)
        return tuple(sorted(found))

    def ancestors(self, index: int) -> Iterator[int]:
        """Yield the heads above a node, nearest first."""
        seen = {index}
        while (head := self.tokens[index].head) not in seen:
            seen.add(head)
            yield head
            index = head

    def preposition(self, index: int) -> str:
        """Return the case marking of a node in lower case ("against", "out of"), or ""; words before it may bear it."""
        if not self._children[index]:
            return ""
        words: list[str] = []
        titles = [t for t in self.children(index, "nmod:desc", "nmod:poss", "compound") if t < index]
        for child in (*self.children(index, "case"), *(c for t in titles for c in self.children(t, "case"))):
            if self.tokens[child].lower in {"'s", "'"}:
                continue
            words.append(self.tokens[child].lower)
            words.extend(self.tokens[c].lower for c in self.children(child, "fixed"))
        return " ".join(words)

    def phrases(self, index: int, *prepositions: str) -> tuple[int, ...]:
        """Return the nouns right below a node that one of *prepositions* marks, in order."""
        return tuple(c for c in self.children(index, "nmod", "obl") if self.preposition(c) in prepositions)

    def coordinated(self, index: int) -> tuple[int, ...]:
        """Return a node and its conjuncts, in order."""
        found, todo = [index], [index]
        while todo:
            fresh = self.children(todo.pop(), "conj")
            found.extend(fresh)
            todo.extend(fresh)
        return tuple(sorted(found))

    def fold(self, spans: Iterable[tuple[int, int]]) -> Tree:
        """Fold each span of token indices (first, last; both included) into the node that links it to the rest."""
        spans = tuple(spans)
        if not spans:
            return self
        tokens, folded = list(self.tokens), set(self.folded)
        for first, last in spans:
            inside = range(first, last + 1)
            root = next((i for i in inside if self._leaves(i, first, last)), first)
            outer = tokens[root].head
            for i, token in enumerate(tokens):
                if i in inside and i != root:
                    folded.add(i)
                elif i not in inside and token.head in inside:
                    tokens[i] = replace(token, head=root)
            whole = " ".join(t.text for t in tokens[first : last + 1])
            head = root if outer in inside else outer
            tokens[root] = replace(tokens[root], text=whole, start=tokens[first].start, end=tokens[last].end,
                                   pos="PROPN", head=head, last=last)  # fmt: skip
        return Tree(tuple(tokens), frozenset(folded)).without_cycles()

    def without_cycles(self) -> Tree:
        """Return the tree with every node that can be reached from itself made a root."""
        if _is_forest(self.tokens):
            return self
        tokens = list(self.tokens)
        for token in self.nodes():
            if _is_circular(tokens, token.index):
                tokens[token.index] = replace(tokens[token.index], head=token.index)
        return Tree(tuple(tokens), self.folded)

    def _leaves(self, index: int, first: int, last: int) -> bool:
        token = self.tokens[index]
        outside = token.head == index or not first <= token.head <= last
        return outside and token.dep not in {"punct", "case", "det", "flat"}


def _is_forest(tokens: Sequence[Token]) -> bool:
    """Tell whether the way up from every token ends at a root; each token is gone through once."""
    done = [False] * len(tokens)
    for start in range(len(tokens)):
        way, node = set(), start
        while not done[node]:
            way.add(node)
            done[node] = True
            node = tokens[node].head
        if node in way and tokens[node].head != node:
            return False
    return True


def _is_circular(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the way up from a node comes back to it: folding two entangled spans can do that."""
    seen, node = set(), index
    while node not in seen:
        seen.add(node)
        node = tokens[node].head
    return node == index and tokens[index].head != index


class Parser(Protocol):
    """What the extractor needs of a parser: trees for sentences, one at a time or many, and their words without the tree."""

    def words(self, sentence: str) -> list[tuple[str, int]]:
        """Cut a sentence into its words with their offsets in it, as `parse` does, without parsing it."""
        ...

    def parse(self, sentences: Sequence[tuple[str, int]]) -> list[Tree]:
        """Parse (text, offset in the document) pairs; the trees come in the same order."""
        ...


class SpacyParser:
    """A spaCy pipeline that tags with UPOS and parses with Universal Dependencies.

    `name` is its name and version as it calls itself, `folder` where its weights are.
    """

    def __init__(self, nlp: Any) -> None:
        self._nlp = nlp
        self.name = "{lang}_{name}-{version}".format(**nlp.meta)
        self.folder = Path(nlp.path)

    def words(self, sentence: str) -> list[tuple[str, int]]:
        return [(token.text, token.idx) for token in self._nlp.make_doc(sentence)]

    def parse(self, sentences: Sequence[tuple[str, int]]) -> list[Tree]:
        docs = self._nlp.pipe(text for text, _ in sentences)
        return [_to_tree(doc, offset) for doc, (_, offset) in zip(docs, sentences, strict=True)]


def _to_tree(doc: Any, offset: int) -> Tree:
    kept = [t for t in doc if not t.is_space]
    number = {t.i: n for n, t in enumerate(kept)}
    heads = [i + up for i, up in enumerate(doc.to_array("HEAD").astype("int64").tolist())]
    tokens = []
    for n, token in enumerate(kept):
        i, text = token.i, token.text
        start, head = offset + token.idx, heads[i]
        dep = token.dep_ if head != i else "root"
        tokens.append(Token(n, text, start, start + len(text), token.pos_, dep, number.get(head, n), n))
    return Tree(tuple(tokens))


def check_installed() -> None:
    """Raise MissingExtraError where spaCy is not installed; quicker than loading it."""
    if find_spec("spacy") is None:
        raise MissingExtraError("reading claims out of text", "text")


def load_parser(name: str | None = None) -> SpacyParser:
    """Load the bundled pipeline, or the spaCy pipeline *name* (an installed package or a folder).

    Raises:
        MissingExtraError: spaCy is not installed.
        InputError: there is no such pipeline, it cannot be loaded, or it does not tag and parse.
    """
    check_installed()
    import spacy

    where = name or parser_folder()
    try:
        nlp = spacy.load(where)
    except (OSError, ValueError) as error:
        raise InputError(
            where, "no spaCy pipeline can be loaded from it", "an installed pipeline or a folder"
        ) from error
    if not all(map(nlp(PROBE).has_annotation, ("POS", "DEP"))):
        raise InputError(
            where, "does not tag and parse", "a pipeline with tags and relations of Universal Dependencies"
        )
    from kg.extract.matrices import use_numpy_blas

    use_numpy_blas(nlp)
    return SpacyParser(nlp)
