"""Finds the focus nodes that the targets of shapes reach (SHACL §2.1.3), without validating anything."""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import RDF, RDFS, SH, Graph
from rdflib.term import Node

__all__ = ["focus_nodes"]


def focus_nodes(data: Graph, shapes: Graph, classes: Graph) -> set[Node]:
    """Return the nodes of *data* that a target of *shapes* reaches, by the subclass axioms of *classes*.

    A `sh:targetNode` counts only if it occurs in *data*; a shape that is deactivated counts as any other.
    """
    found = {node for _, node in shapes.subject_objects(SH.targetNode) if (node, None, None) in data}
    for target in {*shapes.objects(None, SH.targetClass), *_implicit_classes(shapes)}:
        for subclass in classes.transitive_subjects(RDFS.subClassOf, target):
            found.update(data.subjects(RDF.type, subclass))
    for predicate in shapes.objects(None, SH.targetSubjectsOf):
        found.update(data.subjects(predicate))
    for predicate in shapes.objects(None, SH.targetObjectsOf):
        found.update(data.objects(None, predicate))
    return found


def _implicit_classes(shapes: Graph) -> Iterator[Node]:
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in shapes.subjects(RDF.type, kind):
            if (shape, RDF.type, RDFS.Class) in shapes:
                yield shape
