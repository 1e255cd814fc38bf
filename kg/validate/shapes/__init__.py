"""SHACL shapes as plain data: `read_shapes` turns a shapes graph into `Shape`s, and refuses what is not well-formed."""

from __future__ import annotations

from kg.validate.shapes.model import Component, Constraint, Shape, ShapesGraph, SparqlText, Target
from kg.validate.shapes.paths import Path, read_path
from kg.validate.shapes.reader import read_shapes

__all__ = [
    "Component",
    "Constraint",
    "Path",
    "Shape",
    "ShapesGraph",
    "SparqlText",
    "Target",
    "read_path",
    "read_shapes",
]
