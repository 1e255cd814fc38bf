"""Texts that several documents publish: which came or went, and whose publications are others now.

A text is named for its documents, so texts are matched by those that both have, in names of now: most in common first, of
equals the first by their file names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.diff.changes import Aspect, Change
from kg.diff.delta import Delta
from kg.diff.facts import Facts, local_name
from kg.diff.names import Names
from kg.namespaces import CKG

__all__ = ["text_changes"]

PUBLICATION, FIRST, AGENCY, WORDS = (
    CKG + name for name in ("publication", "firstPublication", "agency", "sharedWords")
)
SHOWN: Final = 3  # file names in a label


@dataclass(frozen=True)
class _Text:
    """A text of one version; its first publication and its agency are told as people call them."""

    iri: str
    named: tuple[tuple[str, str], ...]  # documents, in names of now, with their file names
    first: tuple[str, ...]
    agency: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def documents(self) -> frozenset[str]:
        return frozenset(document for document, _ in self.named)

    @property
    def files(self) -> tuple[str, ...]:
        return tuple(sorted(file for _, file in self.named))

    def without(self, other: _Text) -> tuple[str, ...]:
        """Return the file names of those documents that the other does not have."""
        theirs = other.documents
        return tuple(sorted(file for document, file in self.named if document not in theirs))


def text_changes(delta: Delta, names: Names, old: Facts, new: Facts) -> tuple[list[Change], dict[str, str]]:
    """Return what became of texts, by label; and those that are there under another name, old to new."""
    touched = [one for one in delta.subjects() if delta.predicates(one) & {PUBLICATION, FIRST, AGENCY, WORDS}]
    olds = list(_read(touched, old, names.moved))
    news = list(_read(touched, new, str))
    pairs = _matched(olds, news)
    changes = [change for before, after in pairs if (change := _compared(before, after))]
    matched = {one.iri for pair in pairs for one in pair}
    changes += [_alone("removed", one) for one in olds if one.iri not in matched]
    changes += [_alone("added", one) for one in news if one.iri not in matched]
    changes.sort(key=lambda one: (one.label, one.before, one.after))
    return changes, {before.iri: after.iri for before, after in pairs if before.iri != after.iri}


def _read(nodes: Iterable[str], facts: Facts, now: Callable[[str], str]) -> Iterator[_Text]:
    for node in nodes:
        documents = facts.objects(node, PUBLICATION)
        if documents:
            named = tuple((now(one), _file(facts, one)) for one in documents)
            first = tuple(_file(facts, one) for one in facts.objects(node, FIRST))
            agency = tuple(sorted(facts.label(one) for one in facts.objects(node, AGENCY)))
            words = tuple(facts.objects(node, WORDS))
            yield _Text(node, named, first, agency, words)


def _file(facts: Facts, document: str) -> str:
    return facts.value(document, CKG + "fileName") or local_name(document)


def _matched(olds: Iterable[_Text], news: Sequence[_Text]) -> list[tuple[_Text, _Text]]:
    """Return which text of now is which of before, each once."""
    publishing: defaultdict[str, list[_Text]] = defaultdict(list)
    for one in news:
        for document in one.documents:
            publishing[document].append(one)
    likely = {
        (one.iri, other.iri): (one, other)
        for one in olds
        for document in one.documents
        for other in publishing[document]
    }
    pairs, taken = [], set[tuple[str, str]]()
    for before, after in sorted(likely.values(), key=lambda pair: _rank(*pair)):
        if not {("old", before.iri), ("new", after.iri)} & taken:
            taken |= {("old", before.iri), ("new", after.iri)}
            pairs.append((before, after))
    return pairs


def _rank(before: _Text, after: _Text) -> tuple[int, tuple[str, ...], tuple[str, ...], str, str]:
    return -len(before.documents & after.documents), before.files, after.files, before.iri, after.iri


def _compared(before: _Text, after: _Text) -> Change | None:
    """Return in what a text differs; None where it does not but in its name."""
    gone, came = before.without(after), after.without(before)
    aspects = [Aspect("publication", gone, came)] if gone or came else []
    for name, was, now in (
        ("agency", before.agency, after.agency),
        ("firstPublication", before.first, after.first),
        ("sharedWords", before.words, after.words),
    ):
        aspects += [Aspect(name, was, now)] if was != now else []
    if not aspects:
        return None
    number, count = len(before.documents), len(after.documents)
    many = f"{number} → {count} publications" if number != count else f"{count} publications"
    return Change(
        "text", "changed", (before.iri,), (after.iri,), f"{_told(gone, came, after)} ({many})", tuple(aspects)
    )


def _told(gone: Sequence[str], came: Sequence[str], text: _Text) -> str:
    """Say whose text it is, and which documents print it now and did not, or did."""
    whose = _whose(text)
    told = [f"{_listed(came)} now also {_print(came)} {whose}"] if came else []
    told += [f"{_listed(gone)} no longer {_print(gone)} {whose}"] if gone else []
    return "; ".join(told) or whose


def _whose(text: _Text) -> str:
    if text.agency:
        return f"the text of {', '.join(text.agency)}"
    return f"the text that {text.first[0]} printed first" if text.first else f"the text of {_listed(text.files)}"


def _alone(kind: str, text: _Text) -> Change:
    of = f" of {', '.join(text.agency)}" if text.agency else ""
    label = f"{_listed(text.files)} {'now' if kind == 'added' else 'no longer'} print one text{of}"
    before, after = ((), (text.iri,)) if kind == "added" else ((text.iri,), ())
    files = ((), text.files) if kind == "added" else (text.files, ())
    return Change(
        "text", kind, before, after, f"{label} ({len(text.files)} publications)", (Aspect("publication", *files),)
    )


def _listed(files: Sequence[str]) -> str:
    if len(files) > SHOWN:
        return f"{', '.join(files[:SHOWN])} and {len(files) - SHOWN} more"
    return " and ".join(filter(None, (", ".join(files[:-1]), files[-1])))


def _print(files: Sequence[str]) -> str:
    return "prints" if len(files) == 1 else "print"
