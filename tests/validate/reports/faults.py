"""The planted faults: a graph of the five sample reports with twenty things wrong, each a SPARQL update with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, RdfFormat, Store, serialize

import kg
from kg.namespaces import PREFIXES
from kg.resources import seeds

__all__ = ["FAULTS", "SEEDS", "Fault", "faulty", "sound", "written"]

TESTS = Path(__file__).parents[2]
SEEDS = seeds()
DECLARED = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())


@dataclass(frozen=True)
class Fault:
    """What is wrong: the *shape* that tells it, and the *words* of the *document* that it is about; ¶N is a paragraph."""

    name: str
    document: str
    words: str
    shape: str
    update: str

    @property
    def said(self) -> str:
        """Return the words as they stand in the document, a whole paragraph for ¶N."""
        if not self.words.startswith("¶"):
            return self.words
        runs = (SEEDS / self.document).read_text(encoding="utf-8").split("\n\n")
        return runs[int(self.words[1:]) - 1].strip("\n")


def _read(path: Path) -> Fault:
    lines = path.read_text(encoding="utf-8").splitlines()
    document, words, shape = (line.partition(":")[2].strip() for line in lines[:3])
    return Fault(path.stem, document, words, shape, DECLARED + "\n".join(lines[3:]))


FAULTS = [_read(path) for path in sorted((TESTS / "cases" / "faults").glob("*.ru"))]


@cache
def sound() -> tuple[Quad, ...]:
    """Return the triples of the sample reports, as the hand-made claims have them."""
    quads = kg.build(None, claims=TESTS / "gold" / "seeds.jsonl", store=None).quads
    return tuple(sorted({Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}, key=str))


def faulty(faults: Sequence[Fault]) -> Iterator[Quad]:
    """Yield the graph with *faults* in it, sorted."""
    store = Store()
    store.bulk_extend(sound())
    for fault in faults:
        before = set(store)
        store.update(fault.update)
        assert set(store) != before, f"{fault.name} changes nothing"
    yield from sorted(store, key=str)


def written(folder: Path, faults: Sequence[Fault], name: str = "graph.nt") -> Path:
    """Write the graph with *faults* as N-Triples."""
    path = folder / name
    path.write_bytes(serialize((quad.triple for quad in faulty(faults)), format=RdfFormat.N_TRIPLES) or b"")
    return path
