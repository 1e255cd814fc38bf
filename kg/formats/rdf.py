"""RDF out and in: quads as bytes that are the same on every run.

Quads are sorted first, and prefix lines too, since the serialiser's own order changes from run to run. Turtle, N-Triples,
RDF/XML and JSON-LD hold the triples of all graphs merged: which document says what is in plain triples, so nothing but the
graphs' names is left out. N-Quads here are canonical: sorted, each line once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.errors import InputError, UsageError
from kg.formats.guarded import guarded
from kg.formats.suffixes import FORMATS, format_of
from kg.namespaces import ONTOLOGY, PREFIXES
from kg.resources import ontology_file

if TYPE_CHECKING:
    from pyoxigraph import Quad, RdfFormat

__all__ = ["exported", "parse_rdf", "read_file", "serialise"]

_STAND_IN = "urn:conflict-kg:blank:"


def exported(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Leave out the ontology's graph, which is published by itself."""
    return (quad for quad in quads if str(quad.graph_name).strip("<>") != ONTOLOGY)


def serialise(quads: Iterable[Quad], format: str = "nquads") -> bytes:
    """Return *quads* in *format*, UTF-8, the same bytes for the same quads in any order.

    JSON-LD writes numbers in canonical form.
    Raises UsageError where the format is unknown. RDF/XML cannot write every property IRI; ours it can.
    """
    if format not in FORMATS:
        raise UsageError(format, "is no RDF format", f"one of: {', '.join(FORMATS)}")
    if format == "nquads":
        return _sorted_lines(_dump(quads, "nquads"))
    if format == "ntriples":
        return _sorted_lines(_dump((quad.triple for quad in quads), "ntriples"))
    if format == "jsonld":
        return _json_ld(quads)
    if format == "trig":
        return _sorted_prefixes(_dump(sorted(quads, key=_graph_first), "trig"))
    triples = sorted({quad.triple for quad in quads}, key=str)
    data = _dump(triples, format)
    return _sorted_prefixes(data) if format == "turtle" else _sorted_namespaces(data)


def read_file(path: Path) -> list[Quad]:
    """Return the quads of *path* to the letter, in its order.

    Raises:
        UsageError: the suffix names no RDF format.
        InputError: the file is missing, empty, or not in that format; the message gives the line.
    """
    quads = list(parse_rdf(path, format_of(path)))
    if not quads:
        raise InputError(path, "holds no triple", "a file of RDF (kg export writes one)")
    return quads


def parse_rdf(source: Path | BinaryIO, format: str, name: str = "", *, lenient: bool = False) -> Iterator[Quad]:
    """Yield the quads of a file or an open stream to the letter, in their order; blank nodes of two sources stay apart.

    *name* stands for a stream in errors. With *lenient*, IRIs and language tags are taken as they are, in half the time.
    Nothing is fetched: a JSON-LD context elsewhere is an error.
    Raises InputError where the source is missing, or not in *format*; the message gives the line.
    """
    from pyoxigraph import parse

    where, parsed = name or str(source), _pyoxigraph_format(format)
    try:
        with source.open("rb") if isinstance(source, Path) else nullcontext(source) as file:
            data = guarded(file, format, where)
            yield from parse(data, format=parsed, rename_blank_nodes=True, lenient=lenient)
    except SyntaxError as error:
        place = f"{where}:{error.lineno}" if error.lineno else where
        raise InputError(place, f"is no {parsed.name}: {error.msg}", "a file in the format of its suffix") from error
    except MemoryError as error:
        raise InputError(where, "has a term of more than 16 MB, the most that is read", "shorter texts") from error
    except OSError as error:
        raise InputError(where, error.strerror or str(error), "a file of RDF") from error


def _pyoxigraph_format(name: str) -> RdfFormat:
    from pyoxigraph import RdfFormat

    return {
        "turtle": RdfFormat.TURTLE,
        "jsonld": RdfFormat.JSON_LD,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
        "ntriples": RdfFormat.N_TRIPLES,
        "rdfxml": RdfFormat.RDF_XML,
    }[name]


def _dump(statements: Iterable[Any], format: str) -> bytes:
    from pyoxigraph import serialize

    prefixes = PREFIXES if format in ("turtle", "trig", "rdfxml") else None
    data = serialize(statements, format=_pyoxigraph_format(format), prefixes=prefixes)
    return data or b""


def _graph_first(quad: Quad) -> tuple[str, str]:
    return str(quad.graph_name), str(quad.triple)


def _sorted_lines(data: bytes) -> bytes:
    lines = sorted({line for line in data.split(b"\n") if line})
    return b"".join(line + b"\n" for line in lines)


def _sorted_prefixes(data: bytes) -> bytes:
    lines = data.split(b"\n")
    count = next((i for i, line in enumerate(lines) if not line.startswith(b"@prefix ")), len(lines))
    return b"\n".join([*sorted(lines[:count]), *lines[count:]])


def _sorted_namespaces(data: bytes) -> bytes:
    """Sort the xmlns attributes of the root element of RDF/XML; `its` is the serialiser's own and unused without directions."""
    head, root, rest = re.split(rb"(<rdf:RDF[^>]*>)", data, maxsplit=1)
    names = sorted(re.findall(rb'xmlns:[^=]+="[^"]*"', root))
    return head + b"<rdf:RDF " + b" ".join(names) + b">" + rest


@cache
def _context() -> dict[str, Any]:
    document = json.loads(ontology_file("context.jsonld").read_text(encoding="utf-8"))
    context: dict[str, Any] = document["@context"]
    return context


def _json_ld(quads: Iterable[Quad]) -> bytes:
    from rdflib import Graph

    graph = Graph()
    # rdflib gives blank nodes new names on every run, and loses those that a term coerced to IRIs leads to.
    graph.parse(data=serialise(map(_without_blank_nodes, quads), "ntriples"), format="nt")
    text = graph.serialize(format="json-ld", context=_context(), auto_compact=False)
    document = json.loads(text.replace(f'"{_STAND_IN}', '"_:'))
    if "@graph" in document:
        document["@graph"].sort(key=lambda node: str(node.get("@id", node.get("id"))))
    return (json.dumps(_ordered(document), ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _without_blank_nodes(quad: Quad) -> Quad:
    from pyoxigraph import BlankNode, NamedNode, Quad

    subject, target = quad.subject, quad.object
    return Quad(
        NamedNode(_STAND_IN + subject.value) if isinstance(subject, BlankNode) else subject,
        quad.predicate,
        NamedNode(_STAND_IN + target.value) if isinstance(target, BlankNode) else target,
    )


def _ordered(value: Any) -> Any:
    """Sort the values of a property, which are a set in RDF; the context stays as it is."""
    if isinstance(value, dict):
        return {key: item if key == "@context" else _ordered(item) for key, item in value.items()}
    if isinstance(value, list):
        return sorted(map(_ordered, value), key=lambda item: json.dumps(item, sort_keys=True))
    return value
