"""A dataset in VoID and DCAT 3: what is told of it, what was counted in it, and which files hold it.

All IRIs begin with the dataset's own, which is named by the hash of its content: the same data is the same dataset, whatever
it is called. `void:documents` is not used: it counts the files that data is published in, and not reports; these are the
entities of the class ckg:Document. A graph is a `void:subset` that is named as the graph is; its triples are its quads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from kg.export.describe.about import About, is_web_address
from kg.export.describe.conformance import NOT_CHECKED, Conformance
from kg.export.describe.examples import examples_of
from kg.export.describe.files import ExportedFile
from kg.export.describe.survey import Survey
from kg.export.describe.terms import Triples, typed
from kg.export.describe.vocabularies import vocabularies_of
from kg.identifiers import HASH_DIGITS, short_hash, slug
from kg.namespaces import DCAT, DCTERMS, FOAF, MEDIA_TYPE, PROV, RDF_CANON, RDFS, SPDX, VOID

__all__ = ["Dataset", "dataset_iri", "describe_dataset"]

GZIP: Final = MEDIA_TYPE + "application/gzip"


@dataclass(frozen=True)
class Dataset:
    """What is described: counts, what is told, the files, the base of its IRIs, and what it conforms to.

    *ontology* are the versions that it is written with, none where it is not of ours. *rights* say what a licence of it does
    not reach. *left_out* are formats that could not be written, by title, and why.
    """

    survey: Survey
    about: About
    title: str
    description: str
    base: str
    uri_space: str | None
    files: Sequence[ExportedFile] = ()
    ontology: Sequence[str] = ()
    conformance: Conformance = NOT_CHECKED
    rights: Sequence[str] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def iri(self) -> str:
        return dataset_iri(self.survey.sha256, self.base)

    @property
    def told_left_out(self) -> list[str]:
        """Return in words which formats are left out, and why."""
        return [f"Not written as {title}: it {why}" for title, why in self.left_out.items()]


def dataset_iri(sha256: str, base: str) -> str:
    """Return the IRI of the dataset whose canonical N-Quads have this hash."""
    return f"{base}dataset/{sha256[:HASH_DIGITS]}"


def describe_dataset(dataset: Dataset) -> Triples:
    """Return the triples of *dataset*."""
    triples = Triples()
    _add_told(triples, dataset)
    _add_hash(triples, dataset)
    _add_totals(triples, dataset)
    _add_classes(triples, dataset)
    _add_properties(triples, dataset)
    _add_graphs(triples, dataset)
    for file in dataset.files:
        _add_file(triples, dataset, file)
    return triples


def _add_told(triples: Triples, dataset: Dataset) -> None:
    node, about = dataset.iri, dataset.about
    triples.be(node, DCAT + "Dataset", VOID + "Dataset", PROV + "Entity")
    triples.add(node, DCTERMS + "title", dataset.title)
    triples.add(node, DCTERMS + "description", dataset.description)
    triples.add(node, DCTERMS + "identifier", node)
    triples.link(node, DCTERMS + "license", about.license)
    triples.add(node, DCTERMS + "issued", typed(about.issued, "date") if about.issued else None)
    triples.link(node, DCAT + "landingPage", about.folder)
    for iri in dataset.ontology:
        triples.link(node, DCTERMS + "references", iri)
    for iri in dataset.conformance.shapes:
        triples.link(node, DCTERMS + "conformsTo", iri)
    for text in dataset.rights:
        triples.add(node, DCTERMS + "rights", text)
    for told in dataset.told_left_out:
        triples.add(node, RDFS + "comment", told)
    if about.publisher:
        _add_publisher(triples, node, about.publisher)


def _add_publisher(triples: Triples, node: str, publisher: str) -> None:
    agent = publisher if is_web_address(publisher) else f"{node}/publisher"
    triples.link(node, DCTERMS + "publisher", agent)
    triples.be(agent, FOAF + "Agent")
    triples.add(agent, FOAF + "name", publisher)


def _add_hash(triples: Triples, dataset: Dataset) -> None:
    node = f"{dataset.iri}/rdfc-1.0"
    _add_checksum(triples, dataset.iri, node, dataset.survey.sha256)
    triples.add(node, RDFS + "label", "SHA-256 of the canonical N-Quads, by RDFC-1.0")
    triples.link(node, DCTERMS + "conformsTo", RDF_CANON)


def _add_checksum(triples: Triples, of: str, node: str, sha256: str) -> None:
    triples.link(of, SPDX + "checksum", node)
    triples.be(node, SPDX + "Checksum")
    triples.link(node, SPDX + "algorithm", SPDX + "checksumAlgorithm_sha256")
    triples.add(node, SPDX + "checksumValue", typed(sha256, "hexBinary"))


def _add_totals(triples: Triples, dataset: Dataset) -> None:
    survey = dataset.survey
    totals = {
        "triples": survey.triples,
        "entities": survey.entities,
        "distinctSubjects": survey.subjects,
        "distinctObjects": survey.objects,
        "classes": len(survey.classes),
        "properties": len(survey.properties),
    }
    for name, count in totals.items():
        triples.add(dataset.iri, VOID + name, count)
    if dataset.uri_space:
        triples.add(dataset.iri, VOID + "uriSpace", dataset.uri_space)
    for space in vocabularies_of([*survey.classes, *survey.properties]):
        triples.link(dataset.iri, VOID + "vocabulary", space)
    for example in examples_of(survey):
        triples.link(dataset.iri, VOID + "exampleResource", example)


def _add_classes(triples: Triples, dataset: Dataset) -> None:
    for kind, count in dataset.survey.classes.items():
        part = _part(dataset, "class", kind)
        triples.link(dataset.iri, VOID + "classPartition", part)
        triples.be(part, VOID + "Dataset")
        triples.link(part, VOID + "class", kind)
        triples.add(part, VOID + "entities", count)


def _add_properties(triples: Triples, dataset: Dataset) -> None:
    for predicate, count in dataset.survey.properties.items():
        part = _part(dataset, "property", predicate)
        triples.link(dataset.iri, VOID + "propertyPartition", part)
        triples.be(part, VOID + "Dataset")
        triples.link(part, VOID + "property", predicate)
        triples.add(part, VOID + "triples", count)


def _add_graphs(triples: Triples, dataset: Dataset) -> None:
    for graph, count in dataset.survey.graphs.items():
        triples.link(dataset.iri, VOID + "subset", graph)
        triples.be(graph, VOID + "Dataset")
        triples.add(graph, VOID + "triples", count)


def _add_file(triples: Triples, dataset: Dataset, file: ExportedFile) -> None:
    about, node = dataset.about, f"{dataset.iri}/distribution/{slug(file.name)}-{short_hash(file.name)[:8]}"
    triples.link(dataset.iri, DCAT + "distribution", node)
    triples.be(node, DCAT + "Distribution")
    triples.add(node, DCTERMS + "title", f"{file.format.title}: {file.name}")
    triples.add(node, DCTERMS + "description", f"It leaves out: {file.leaves_out}" if file.leaves_out else None)
    # The registry of media types has none with parameters.
    triples.link(node, DCAT + "mediaType", MEDIA_TYPE + file.media_type.partition(";")[0])
    triples.link(node, DCAT + "compressFormat", GZIP if file.compressed else None)
    triples.add(node, DCAT + "byteSize", typed(file.size, "nonNegativeInteger"))
    triples.link(node, DCTERMS + "license", about.license)
    triples.add(node, DCTERMS + "issued", typed(about.issued, "date") if about.issued else None)
    _add_checksum(triples, node, node + "/sha256", file.sha256)
    if about.folder:
        address = NamedNode(about.folder + file.name)
        triples.add(node, DCAT + "downloadURL", address)
        triples.link(node, DCAT + "accessURL", about.folder)
        triples.add(dataset.iri, VOID + "dataDump", address)


def _part(dataset: Dataset, room: str, iri: str) -> str:
    name = re.split(r"[#/:]", iri)[-1]
    return f"{dataset.iri}/{room}/{slug(name)}-{short_hash(iri)[:8]}"
