"""Validates N-Triples with pyrudof and prints its report: `python rudof.py DATA SHAPES`, by an interpreter that has pyrudof.

Its own engine is taken (`Native`), not the one that asks SPARQL, which is slower in memory.
"""

from __future__ import annotations

import sys
from importlib import import_module


def main(data: str, shapes: str) -> None:
    """Print the report as Turtle; the results behind those of sh:node are not of the report itself."""
    pyrudof = import_module("pyrudof")
    rudof = pyrudof.Rudof(pyrudof.RudofConfig())
    rudof.read_data(data, pyrudof.RDFFormat.NTriples)
    rudof.read_shacl(shapes, pyrudof.ShaclFormat.Turtle)
    rudof.validate_shacl(mode=pyrudof.ShaclValidationMode.Native)
    print(rudof.serialize_shacl_validation_results(pyrudof.ResultShaclValidationFormat.Turtle))


if __name__ == "__main__":
    main(*sys.argv[1:])
