"""What the shards of a run say together: registry, world, and what follows; with their graphs that is the dataset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg import resources
from kg.consolidate import AcceptancePolicy, Publication, SharedText, find_shared_texts
from kg.consolidate.imprints import voice_of
from kg.formats.rdf import dumped
from kg.formats.writers.lines import sorted_blocks
from kg.link import LinkedDocument
from kg.runs.rows import decoded
from kg.runs.run import Run
from kg.runs.sealed import documents_in
from kg.runs.working import document_of, graph_of

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["dataset_of"]


def dataset_of(run: Run, policy: AcceptancePolicy) -> tuple[Iterator[bytes], tuple[SharedText, ...]]:
    from kg.graph import inferred_quads, ontology_quads, registry_quads, world_quads

    job = run.job
    quads: list[Quad] = registry_quads(job.lexicon, job.base)
    claims, publications = [], []
    for manifest in run.manifests():
        for row in documents_in(job.folder, manifest):
            linked = decoded(row.linked, LinkedDocument)
            quads += graph_of(job, row)
            claims.append((row.summary.name, row.summary.key, linked.claims))
            publications.append(Publication(document_of(row), linked.publisher, voice_of(linked.claims)))
    shared = find_shared_texts(publications, job.lexicon, job.base)
    items = [item for _, _, found in sorted(claims, key=lambda one: one[:2]) for item in found]
    quads += world_quads(items, policy, job.lexicon, job.base, shared)
    files = (*resources.ONTOLOGY_FILES, *resources.CODING_FILES)
    ontology = ontology_quads(map(resources.ontology_file, files))
    drawn = [*quads, *inferred_quads(quads, ontology, job.base), *ontology]
    return sorted_blocks(dumped(drawn)), shared.texts
