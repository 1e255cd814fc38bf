"""How a dataset was made: the activities that its own graphs name, the documents, the software, and the release itself.

`prov:wasGeneratedBy` leads to the activities that made the claims of each document, `prov:wasDerivedFrom` to the documents.
What the graphs say of these (versions, options, the hash of lexicon and registry, the hash of each document) is copied.
"""

from __future__ import annotations

from typing import Final

from pyoxigraph import RdfFormat, parse

from kg import __version__
from kg.export.describe.dataset import dataset_iri
from kg.export.describe.survey import Survey
from kg.export.describe.terms import Triples
from kg.identifiers import activity_iri
from kg.namespaces import CKG, DCTERMS, PROV, RDF, RDFS, SCHEMA

__all__ = ["SOFTWARE", "add_provenance", "sources_of"]

SOFTWARE: Final = "conflict-kg"


def sources_of(survey: Survey) -> dict[str, list[str]]:
    """Return the IRIs of the activities that made the claims, and of the documents, by the property that leads there."""
    found: dict[str, list[str]] = {PROV + "wasGeneratedBy": [], PROV + "wasDerivedFrom": []}
    leads = {PROV + "Activity": PROV + "wasGeneratedBy", CKG + "Document": PROV + "wasDerivedFrom"}
    for triple in parse(b"\n".join(survey.provenance), format=RdfFormat.N_TRIPLES):
        if triple.predicate.value == RDF + "type" and (way := leads.get(str(triple.object).strip("<>"))):
            found[way].append(triple.subject.value)
    return found


def add_provenance(triples: Triples, survey: Survey, base: str, options: str) -> None:
    """Add what tells how the dataset of *survey* was made, and written with *options*."""
    node = dataset_iri(survey.sha256, base)
    triples.be(node, PROV + "Entity")
    for predicate, nodes in sources_of(survey).items():
        for other in nodes:
            triples.link(node, predicate, other)
    for triple in parse(b"\n".join(survey.provenance), format=RdfFormat.N_TRIPLES):
        triples.add(triple.subject.value, triple.predicate.value, triple.object)
    _add_export(triples, node, base, options)


def _add_export(triples: Triples, node: str, base: str, options: str) -> None:
    """Add the activity that wrote the files of the dataset *node*, named by the hash of what went into it."""
    activity = activity_iri("export", SOFTWARE, __version__, options, node, base=base)
    agent = f"{base}software/{SOFTWARE}-{__version__}"
    triples.be(activity, PROV + "Activity")
    triples.add(activity, RDFS + "label", "export")
    triples.link(activity, PROV + "used", node)
    triples.link(activity, PROV + "wasAssociatedWith", agent)
    triples.add(activity, DCTERMS + "description", options or None)
    triples.be(agent, PROV + "SoftwareAgent")
    triples.add(agent, RDFS + "label", f"{SOFTWARE} {__version__}")
    triples.add(agent, SCHEMA + "softwareVersion", __version__)
