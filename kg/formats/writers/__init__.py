"""RDF as text, from canonical N-Quads: one writer for each format, which holds no more than one subject in memory.

What comes in are blocks: whole lines of N-Quads without an empty one, sorted, each once (`lines` makes them of any). So the
same triple of two graphs stands together, and so does what is said of one subject. What goes out are the same bytes for the
same quads. Terms are copied, never read and written anew, so numbers and texts keep their letters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import BinaryIO, Final, TypeAlias

from kg.formats.writers.json_ld import write_json_ld
from kg.formats.writers.line_formats import write_n_quads, write_n_triples
from kg.formats.writers.rdf_xml import write_rdf_xml
from kg.formats.writers.turtle import write_trig, write_turtle

__all__ = ["WRITERS", "Writer"]

Writer: TypeAlias = Callable[[Iterable[bytes], BinaryIO], None]

WRITERS: Final[Mapping[str, Writer]] = MappingProxyType(
    {
        "turtle": write_turtle,
        "jsonld": write_json_ld,
        "trig": write_trig,
        "nquads": write_n_quads,
        "ntriples": write_n_triples,
        "rdfxml": write_rdf_xml,
    }
)
