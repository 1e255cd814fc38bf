"""Makes the job of a run: what its documents are done with, and what the store has already."""

from __future__ import annotations

from collections.abc import Mapping
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
from kg.runs.kept import kept_in
from kg.runs.plan import sealed_shards
from kg.runs.rows import encoded
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
        kept=kept_in(sealed_shards(folder)),
    )
