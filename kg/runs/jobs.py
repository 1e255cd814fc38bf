"""Makes the job of a run: what its documents are done with, and what the store has already."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kg import __version__
from kg.graph import Activity
from kg.identifiers import sha256_hex
from kg.lexicon import Lexicon
from kg.namespaces import DATA
from kg.read import ReadOptions
from kg.read.find import Found
from kg.runs.folders import Folder
from kg.runs.job import Job
from kg.runs.plan import sealed_shards
from kg.runs.publish import published
from kg.runs.rows import encoded
from kg.runs.sealed import Manifest
from kg.runs.versions import DRAWING, READING, ontology, program

__all__ = ["job_for"]

# Options that tell whether claims can be kept, and do not belong to the activity that made them.
UNSHOWN: Final = frozenset({"base", "code", "lexicon", "linked", "policy", "registry", "shards"})
# Options on which neither claims nor the graph of a document rest.
UNUSED: Final = frozenset({"policy", "registry", "shards", "text"})


def job_for(
    folder: Folder,
    lexicon: Lexicon,
    options: Mapping[str, str],
    reading: ReadOptions | None = None,
    found: Found | None = None,
) -> Job:
    """Return the job by which the files *found* become shards in *folder*."""
    reading = reading or ReadOptions()
    sealed = list(sealed_shards(folder))
    names = frozenset(published(folder))
    used = {key: value for key, value in options.items() if key not in UNUSED}
    made = sha256_hex(encoded((sorted(used.items()), program(READING), sorted(reading.fields.items()), reading.limits)))
    shown = {key: value for key, value in options.items() if key not in UNSHOWN}
    text, base = options.get("text", "quotes"), options.get("base", DATA)
    return Job(
        folder=folder,
        made=made,
        drawn=sha256_hex(encoded((made, text, program(DRAWING), ontology()))),
        lexicon=lexicon,
        activity=Activity("conflict-kg", __version__, lexicon.digest, shown),
        reading=reading,
        text=text,
        base=base,
        files=tuple(path for path, _ in found.files) if found and reading.manifest else (),
        before=_before(manifest for manifest in sealed if manifest.name in names),
        kept={row.made: manifest.name for manifest in sealed for row in manifest.files},
    )


def _before(manifests: Iterator[Manifest]) -> dict[str, dict[str, tuple[str, str | None]]]:
    """Return, by name of the file and of the document, the key of what the store has, and of what that had replaced."""
    rows = [
        (summary.key, Path(os.fsdecode(row.path)).name, summary)
        for manifest in manifests
        for row, summary in manifest.documents()
    ]
    found: defaultdict[str, dict[str, tuple[str, str | None]]] = defaultdict(dict)
    for key, name, summary in sorted(rows, key=lambda row: row[:2]):
        found[name][summary.name] = (key, summary.revision_of)
    return dict(found)
