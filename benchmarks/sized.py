"""Graphs of any size: the graph of the bundled reports over and over, as if each copy were reports of its own.

1. A copy has documents (with file names), claims, contents, incidents, situations and statements of its own.
2. So many copies share one registry, then comes another one: the groups and places that claims name are more where there are
   more documents, and each is named in some hundred of them. A registry after the first has its number in its labels.
3. The ontology is there once.

The lines are written to a file and loaded from there, so that memory does not grow with the size. Incidents and situations are
copied, not consolidated anew: none rests on claims of two copies.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Store

from kg.formats.rdf import serialise
from kg.formats.writers.lines import sorted_blocks
from kg.namespaces import CKG, DATA, ONTOLOGY
from kg.pipeline import build
from kg.resources import seeds

__all__ = ["SHARING", "load", "write_lines", "write_store"]

GENERATION: Final = "0" * 24
SHARING: Final = 20
OWN: Final = rb"graph/document|document|claim|content|statement|situation|incident|contradiction|activity"
OF_COPY: Final = re.compile(rb"(/id/(?:" + OWN + rb")/)")
OF_WORLD: Final = re.compile(rb"(/id/(?!graph/|(?:" + OWN + rb")/)[\w-]+/)")
LABEL: Final = re.compile(rb'([#/](?:label|prefLabel|altLabel|literalForm)> "(?:[^"\\\\]|\\\\.)*)(")')
FILE_NAME: Final = re.compile(rb"(<" + re.escape(CKG.encode()) + rb'fileName> ")')


def write_lines(path: Path, quads: int) -> int:
    """Write N-Quads to *path*, about *quads* lines or a few more, and return how many there are."""
    count = 0
    with path.open("wb") as out:
        for lines in _copies(quads):
            out.writelines(lines)
            count += len(lines)
    return count


def write_store(folder: Path, quads: int, *, index: bool) -> int:
    """Make a store of about *quads* quads in the new *folder*, and return how many it has.

    What is read from texts alone is not in it, nor, without *index*, what queries need.
    """
    generation = folder / "generations" / GENERATION
    generation.mkdir(parents=True)
    dataset = generation / "dataset.nq"
    with dataset.open("wb") as out:
        count = sum(out.write(block) and block.count(b"\n") for block in sorted_blocks(map(b"".join, _copies(quads))))
    if index:
        load(dataset, generation / "index")
    for name in ("documents", "claims", "linked"):
        (folder / name).mkdir()
    (folder / "options.json").write_text(json.dumps({"base": DATA, "text": "quotes"}) + "\n", encoding="utf-8")
    (folder / "CURRENT").write_text(GENERATION + "\n", encoding="ascii")
    return count


def load(path: Path, index: Path) -> None:
    """Load the N-Quads of *path* into an Oxigraph in the new folder *index*, in a process of its own: ours may fork later."""
    loading = get_context("spawn").Process(target=_load, args=(path, index))
    loading.start()
    loading.join()
    if loading.exitcode:
        raise RuntimeError(f"{path} was not loaded: exit code {loading.exitcode}")


def _load(path: Path, index: Path) -> None:
    store = Store(str(index))
    store.bulk_load(path=path, format=RdfFormat.N_QUADS)
    store.flush()


def _copies(quads: int) -> Iterator[list[bytes]]:
    lines = serialise(build([seeds()], store=None).quads).splitlines(keepends=True)
    ontology = [line for line in lines if line.endswith(f"<{ONTOLOGY}> .\n".encode())]
    rest = [line for line in lines if not line.endswith(f"<{ONTOLOGY}> .\n".encode())]
    registry = [line for line in rest if not OF_COPY.search(line)]
    own = [line for line in rest if OF_COPY.search(line)]
    yield ontology
    left, number = quads - len(ontology), 0
    while left > 0:
        world = b"\\g<1>world-%04d-" % (number // SHARING)
        if number % SHARING == 0:
            mark = b"\\g<1> %04d\\g<2>" % (number // SHARING) if number else b"\\g<0>"
            yield [LABEL.sub(mark, OF_WORLD.sub(world, line)) for line in registry]
            left -= len(registry)
        yield [_renamed(line, number, world) for line in own]
        left -= len(own)
        number += 1


def _renamed(line: bytes, number: int, world: bytes) -> bytes:
    line = OF_WORLD.sub(world, OF_COPY.sub(b"\\g<1>copy-%06d-" % number, line))
    return FILE_NAME.sub(b"\\g<1>copy-%06d-" % number, line)
