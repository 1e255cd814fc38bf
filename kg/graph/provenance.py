"""Says how the claims of a document were made: which software, which version, which lexicon, which options (PROV-O).

An activity is named by the hash of everything that went into it, so the same run has the same name and no clock is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.graph.terms import LABEL, TYPE, GraphBuilder, iri
from kg.identifiers import activity_iri, document_iri
from kg.namespaces import DATA, DCTERMS, PROV, SCHEMA

__all__ = ["Activity", "add_activity", "document_activity_iri"]


@dataclass(frozen=True, slots=True)
class Activity:
    """What turned documents into claims: software and its version, the digest of its lexicon (or None), its options."""

    software: str
    version: str
    lexicon: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def description(self) -> str:
        """The options as `key=value`, by key."""
        return " ".join(f"{key}={value}" for key, value in sorted(self.options.items()))


def document_activity_iri(activity: Activity, key: str, base: str = DATA) -> str:
    """Return the IRI of *activity* as done on one document."""
    return activity_iri(activity.software, activity.version, activity.lexicon, activity.description, key, base=base)


def add_activity(graph: GraphBuilder, activity: Activity, key: str, base: str = DATA) -> None:
    """Add the activity on document *key*, its software agent, and what it used."""
    act, agent = (
        iri(document_activity_iri(activity, key, base)),
        iri(f"{base}software/{activity.software}-{activity.version}"),
    )
    graph.add(act, TYPE, iri(PROV + "Activity"))
    graph.add(act, iri(PROV + "used"), iri(document_iri(key, base)))
    graph.add(act, iri(PROV + "wasAssociatedWith"), agent)
    graph.add(act, iri(DCTERMS + "description"), activity.description or None)
    graph.add(agent, TYPE, iri(PROV + "SoftwareAgent"))
    graph.add(agent, LABEL, f"{activity.software} {activity.version}")
    graph.add(agent, iri(SCHEMA + "softwareVersion"), activity.version)
    if activity.lexicon:
        lexicon = iri(f"{base}lexicon/{activity.lexicon[:24]}")
        graph.add(act, iri(PROV + "used"), lexicon)
        graph.add(lexicon, TYPE, iri(PROV + "Entity"))
        graph.add(lexicon, iri(DCTERMS + "identifier"), activity.lexicon)
