"""Queries as RDF: `sh:SPARQLExecutable` in the shape of SIB's sparql-examples, written and read.

The question is the `rdfs:comment`, the text the `sh:select`, `sh:ask`, `sh:construct` or `spex:describe`, the endpoint of
grlc's decorator the `schema:target`, the tags `schema:keywords`. What sparql-examples have no words for: parameters are
`sh:Parameter`, columns `csvw:Column`. Prefixes that a text does not declare itself are taken from `sh:declare`, of its
`sh:prefixes` or, as sparql-examples have it, of a file `prefixes.ttl` beside it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kg.errors import QueryError
from kg.namespaces import CSVW, DCTERMS, OWL, PREFIXES, QUERY, RDF, RDFS, SCHEMA, SH, SKOS, SPEX, XSD, expand, shorten
from kg.sparql.header import NamedQuery, Param
from kg.sparql.tokens import query_form, used_prefixes, with_prefixes

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["read_executables", "write_executables"]

FORMS: Final = {
    "SELECT": (SH + "SPARQLSelectExecutable", SH + "select"),
    "ASK": (SH + "SPARQLAskExecutable", SH + "ask"),
    "CONSTRUCT": (SH + "SPARQLConstructExecutable", SH + "construct"),
    "DESCRIBE": (SPEX + "SPARQLDescribeExecutable", SPEX + "describe"),
}
DATATYPES: Final = {"text": "string", "date": "date", "number": "decimal", "integer": "integer", "boolean": "boolean"}
KINDS: Final = {XSD + datatype: kind for kind, datatype in DATATYPES.items()}
SHARED_PREFIXES: Final = "prefixes.ttl"

Subjects = Mapping[str, Mapping[str, Sequence[str]]]


def write_executables(queries: Iterable[NamedQuery], base: str = QUERY) -> bytes:
    """Return *queries* as Turtle; the IRI of each is *base* and its name. The same queries give the same bytes."""
    from rdflib import Graph

    graph = Graph(bind_namespaces="none")
    own = {"csvw": CSVW, "query": base, "spex": SPEX}
    for prefix, space in {**PREFIXES, **own}.items():
        graph.bind(prefix, space)
    for query in queries:
        _Writer(graph, base, query).write()
    return graph.serialize(format="turtle", encoding="utf-8")


class _Writer:
    def __init__(self, graph: Graph, base: str, query: NamedQuery) -> None:
        self.graph, self.base, self.query = graph, base, query
        self.iri = self._iri(query.name)

    def write(self) -> None:
        query = self.query
        kind, text = FORMS[query_form(query.body) or "SELECT"]
        self._say(self.iri, RDF + "type", SH + "SPARQLExecutable", kind, iri=True)
        self._say(self.iri, RDFS + "label", query.header.get("title"), lang="en")
        self._say(self.iri, RDFS + "comment", query.summary, lang="en")
        self._say(self.iri, DCTERMS + "description", query.description, lang="en")
        self._say(self.iri, SKOS + "example", query.example)
        self._say(self.iri, SCHEMA + "keywords", *query.tags)
        self._say(self.iri, SCHEMA + "target", query.header.get("endpoint"), iri=True)
        self._say(self.iri, text, query.body)
        self._prefixes()
        for order, param in enumerate(query.params.values(), 1):
            self._param(order, param)
        for order, column in enumerate(query.columns, 1):
            self._column(order, column)

    def _prefixes(self) -> None:
        node = self._iri("prefixes")
        used = [prefix for prefix in sorted(used_prefixes(self.query.body)) if prefix in PREFIXES]
        if used:
            self._say(self.iri, SH + "prefixes", node, iri=True)
            self._say(node, RDF + "type", OWL + "Ontology", iri=True)
        for prefix in used:
            declared = f"{node}/{prefix}"
            self._say(node, SH + "declare", declared, iri=True)
            self._say(declared, SH + "prefix", prefix)
            self._say(declared, SH + "namespace", PREFIXES[prefix], datatype="anyURI")

    def _param(self, order: int, param: Param) -> None:
        node = f"{self.iri}/param/{param.name}"
        self._say(self.iri, SH + "parameter", node, iri=True)
        self._say(node, RDF + "type", SH + "Parameter", iri=True)
        self._say(node, SH + "path", f"{self.base}param/{param.name}", iri=True)
        self._say(node, SH + "name", param.name)
        self._say(node, SH + "order", str(order), datatype="integer")
        self._say(node, SH + "description", param.meaning, lang="en")
        self._say(node, SKOS + "example", param.example)
        self._say(node, SH + "defaultValue", param.default)
        self._say(node, SH + "optional", "false" if param.required else "true", datatype="boolean")
        if param.kind == "thing":
            self._say(node, SH + "nodeKind", SH + "IRI", iri=True)
            self._say(node, SH + "class", expand(param.of) if param.of else None, iri=True)
        else:
            self._say(node, SH + "datatype", XSD + DATATYPES[param.kind], iri=True)
        self._values(node, param)

    def _values(self, node: str, param: Param) -> None:
        from rdflib import BNode, Literal, URIRef
        from rdflib.collection import Collection

        if param.enum:
            is_thing = param.kind == "thing"
            values = [URIRef(expand(value)) if is_thing else Literal(value) for value in param.enum]
            place = BNode()
            Collection(self.graph, place, values)  # type: ignore[arg-type]
            self.graph.add((URIRef(node), URIRef(SH + "in"), place))

    def _column(self, order: int, column: str) -> None:
        node = f"{self.iri}/column/{column}"
        self._say(self.iri, CSVW + "column", node, iri=True)
        self._say(node, RDF + "type", CSVW + "Column", iri=True)
        self._say(node, CSVW + "name", column)
        self._say(node, SH + "order", str(order), datatype="integer")
        self._say(node, DCTERMS + "description", self.query.meanings.get(column), lang="en")

    def _iri(self, name: str) -> str:
        if not re.fullmatch(r"[\w.~-]+", name):
            raise QueryError(name, "cannot end an IRI", "a name of letters, digits, - and _")
        return self.base + name

    def _say(
        self, subject: str, predicate: str, *values: str | None, iri: bool = False, lang: str = "", datatype: str = ""
    ) -> None:
        from rdflib import Literal, URIRef

        for value in values:
            if value is None or (value == "" and predicate != SH + "defaultValue"):
                continue
            of_type = URIRef(XSD + datatype) if datatype else None
            node = URIRef(value) if iri else Literal(value, lang=lang or None, datatype=of_type)
            self.graph.add((URIRef(subject), URIRef(predicate), node))


def read_executables(paths: Iterable[Path]) -> tuple[NamedQuery, ...]:
    """Return the queries in Turtle files, by name; a query's name is the last part of its IRI.

    Raises InputError where a file is no Turtle, and QueryError where a query has no text or an unknown type of parameter.
    """
    from kg.formats.rdf import parse_rdf

    found: list[NamedQuery] = []
    for path in paths:
        beside = path.with_name(SHARED_PREFIXES)
        files = [path, *([beside] if beside.is_file() and beside != path else [])]
        own, *shared = [_subjects(parse_rdf(file, "turtle")) for file in files]
        prefixes = {**_declared(shared[0] if shared else {}), **_declared(own)}
        nodes = [node for node, facts in own.items() if SH + "SPARQLExecutable" in facts.get(RDF + "type", ())]
        found += [_Reader(str(path), own, node).query(prefixes) for node in nodes]
    return tuple(sorted(found, key=lambda query: query.name))


def _subjects(quads: Iterable[Any]) -> Subjects:
    subjects: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        subjects[str(quad.subject).strip("<>")][quad.predicate.value].append(getattr(quad.object, "value", ""))
        if str(quad.object).startswith("_:"):
            subjects[str(quad.subject).strip("<>")][quad.predicate.value][-1] = str(quad.object)
    return subjects


def _declared(subjects: Subjects) -> dict[str, str]:
    pairs = [(facts.get(SH + "prefix"), facts.get(SH + "namespace")) for facts in subjects.values()]
    return {prefix[0]: space[0] for prefix, space in pairs if prefix and space}


class _Reader:
    """Reads one query; *where* is for errors."""

    def __init__(self, where: str, subjects: Subjects, iri: str) -> None:
        self.where, self.subjects, self.iri = where, subjects, iri

    def query(self, prefixes: Mapping[str, str]) -> NamedQuery:
        text = next((found for _, key in FORMS.values() if (found := self._one(self.iri, key))), "")
        if not text:
            raise QueryError(self.where, f"{self.iri} has no text", "sh:select, sh:ask, sh:construct or spex:describe")
        columns = {self._one(node, CSVW + "name"): node for node in self._ordered(CSVW + "column")}
        meanings = {name: self._one(node, DCTERMS + "description") for name, node in columns.items()}
        params = [self._param(node) for node in self._ordered(SH + "parameter")]
        told = {
            "title": self._one(self.iri, RDFS + "label"),
            "summary": self._one(self.iri, RDFS + "comment"),
            "description": self._one(self.iri, DCTERMS + "description"),
            "example": self._one(self.iri, SKOS + "example"),
            "endpoint": self._one(self.iri, SCHEMA + "target"),
        }
        return NamedQuery(
            re.split(r"[/#]", self.iri.rstrip("/#"))[-1],
            with_prefixes(text, prefixes),
            told["summary"],
            columns=tuple(columns),
            params={param.name: param for param in params},
            example=told["example"],
            header={key: value for key, value in told.items() if value},
            description=told["description"],
            meanings={name: meaning for name, meaning in meanings.items() if meaning},
            tags=tuple(sorted(self._all(self.iri, SCHEMA + "keywords"))),
        )

    def _param(self, node: str) -> Param:
        datatype = self._one(node, SH + "datatype")
        kind = KINDS.get(datatype) if datatype else "thing"
        if kind is None:
            raise QueryError(self.where, f"a parameter has the type {datatype}", f"one of: {', '.join(KINDS)}")
        name = self._one(node, SH + "name") or re.split(r"[/#]", self._one(node, SH + "path"))[-1]
        default = self._all(node, SH + "defaultValue")
        enum = self._list(self._one(node, SH + "in"))
        return Param(
            name,
            kind,
            self._one(node, SH + "description"),
            default[0] if default else None,
            self._one(node, SKOS + "example"),
            tuple(shorten(value) if kind == "thing" else value for value in enum),
            self._one(node, SH + "optional") == "false",
            shorten(self._one(node, SH + "class")),
        )

    def _list(self, node: str) -> Iterator[str]:
        while node and node != RDF + "nil":
            yield self._one(node, RDF + "first")
            node = self._one(node, RDF + "rest")

    def _ordered(self, predicate: str) -> list[str]:
        def place(node: str) -> tuple[int, str]:
            order = self._one(node, SH + "order")
            return (int(order) if order.isdigit() else 0), node

        return sorted(self._all(self.iri, predicate), key=place)

    def _all(self, subject: str, predicate: str) -> Sequence[str]:
        return self.subjects.get(subject, {}).get(predicate, ())

    def _one(self, subject: str, predicate: str) -> str:
        return next(iter(self._all(subject, predicate)), "")
