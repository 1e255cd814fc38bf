"""What a worker can be asked for, by name. A job is a JSON object and bytes; a reply a media type, bytes and headers."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from kg.namespaces import VOID
from kg.serve.work.answers import answer_query, is_volatile
from kg.serve.work.bundled import answer_bundled, known_queries
from kg.serve.work.dataset import answer_graph, write_triples
from kg.serve.work.media import GRAPHS, choose, media_type
from kg.serve.work.memory import quickened
from kg.serve.work.openapi import openapi
from kg.serve.work.pages.answering import Shown
from kg.serve.work.resources import answer_resource
from kg.serve.work.service import describe_service
from kg.serve.work.updates import update
from kg.store import StoreFolder

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.serve.work.explore.answering import Release

__all__ = ["JOBS", "Context", "Reply"]

# What stays of ASCII in a header that tells in words; the rest is percent-encoded.
_PRINTED: Final = " !\"#$&'()*+,/:;<=>?@[]^`{|}"


@dataclass(frozen=True)
class Context:
    """What a worker works with: the folder of the store, the bounds of an answer (rows, bytes), its own memory in bytes.

    *public* is the address that the server is reached at, without a slash at its end; "" where nobody has told. *beside* is the
    folder of a store to compare with; "" where there is none.
    """

    folder: str
    rows: int
    size: int
    memory: int
    public: str = ""
    beside: str = ""

    @property
    def shown(self) -> Shown:
        """Return what pages are made of besides the graph."""
        return Shown(self.folder_of_store, urlsplit(self.public).path)

    @property
    def path(self) -> Path:
        """Return the folder of the store."""
        return Path(self.folder)

    @cached_property
    def folder_of_store(self) -> StoreFolder:
        """Return the store with what it keeps besides the graph: documents, decisions on names."""
        return StoreFolder(self.path)

    @cached_property
    def store(self) -> Store:
        """Return the store, opened once to be read alone."""
        return quickened(self.folder_of_store.open())

    @cached_property
    def releases(self) -> Mapping[str, Release]:
        """Return the stores that can be compared, by name: `this` and, where it is there, `beside`."""
        from kg.serve.work.explore.answering import Release

        this = Release(self.folder_of_store, lambda: self.store)
        return {"this": this} | ({"beside": Release(StoreFolder(Path(self.beside)))} if self.beside else {})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its Content-Type, its bytes, headers besides, and whether it is the same every time."""

    type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    lasting: bool = True


Job = Mapping[str, Any]


def _query(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.pages.answering import solutions_page

    text = body.decode()
    found = answer_query(
        context.store, text, job["accept"], job["format"],
        page=lambda solutions: solutions_page(solutions, context.shown, text), default_graphs=job["default_graphs"],
        named_graphs=job["named_graphs"], rows=context.rows, size=context.size,
    )  # fmt: skip
    return Reply(*found, lasting=not is_volatile(text))


def _update(context: Context, job: Job, body: bytes) -> Reply:
    update(context.path, body.decode())
    return Reply("text/plain; charset=utf-8", b"", lasting=False)


def _graph(context: Context, job: Job, body: bytes) -> Reply:
    return Reply(*answer_graph(context.store, job, context.rows, context.size))


HTML: Final = "text/html; charset=utf-8"


def _page(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.pages.answering import answer_page

    return Reply(HTML, answer_page(context.store, context.shown, job))


def _home(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.pages.answering import home_page

    return Reply(HTML, home_page(context.store, context.shown))


def _queries_page(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.pages.answering import queries_page

    return Reply(HTML, queries_page(context.shown))


def _question_page(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.pages.answering import question_page

    return Reply(HTML, question_page(context.store, context.shown, job))


def _search(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.pages.answering import search_page

    return Reply(HTML, search_page(context.store, context.shown, job["text"]))


def _resource(context: Context, job: Job, body: bytes) -> Reply:
    return Reply(*answer_resource(context.store, job, context.rows, context.size))


def _service(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.pages.answering import sparql_page

    if choose({**GRAPHS, "html": ("text/html",)}, job["accept"], job["format"]) == "html":
        return Reply(HTML, sparql_page(context.shown, context.rows))
    return Reply(*describe_service(context.store, job, context.rows, context.size))


def _bundled(context: Context, job: Job, body: bytes) -> Reply:
    type, data, notes = answer_bundled(context.store, job, context.rows, context.size)
    lasting = not is_volatile(known_queries()[job["name"]].body)
    return Reply(type, data, {"KG-Taken-For": quote(notes, safe=_PRINTED)} if notes else {}, lasting)


def _queries(context: Context, job: Job, body: bytes) -> Reply:
    from kg.sparql.listing import list_as

    return Reply("application/json", list_as(list(known_queries().values()), "json", None))


def _openapi(context: Context, job: Job, body: bytes) -> Reply:
    return Reply("application/json", openapi(known_queries().values(), context.public))


def _examples(context: Context, job: Job, body: bytes) -> Reply:
    from kg.sparql.executables import write_executables

    return _converted(write_executables(known_queries().values()), job["accept"])


def _void(context: Context, job: Job, body: bytes) -> Reply:
    from pyoxigraph import NamedNode, Triple

    from kg.export.describe import describe
    from kg.export.source import Source

    # What is served is all graphs, the ontology's too.
    described = describe(Source(context.path, ontology=True))
    dataset, address = NamedNode(described.dataset.iri), NamedNode(job["url"])
    triples = [*described.triples, Triple(dataset, NamedNode(VOID + "sparqlEndpoint"), address)]
    return Reply(*write_triples(iter(triples), choose(GRAPHS, job["accept"]), context.rows, context.size))


def _explore_graph(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.explore.answering import answer_graph_json

    return Reply("application/json", answer_graph_json(context.releases, job, context.rows, context.size))


def _explore_evidence(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.explore.answering import answer_evidence

    return Reply("application/json", answer_evidence(context.releases, context.shown.linker, job))


def _explore_releases(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.explore.answering import answer_releases

    return Reply("application/json", answer_releases(context.releases))


def _explore_page(context: Context, job: Job, body: bytes) -> Reply:
    from kg.serve.work.explore.answering import answer_shell

    return Reply(HTML, answer_shell(context.shown.root, job))


def _converted(turtle: bytes, accept: str) -> Reply:
    """Return RDF in Turtle as it is, or in the form that the client wants."""
    from pyoxigraph import RdfFormat, parse, serialize

    from kg.formats.rdf import pyoxigraph_format

    format = choose(GRAPHS, accept)
    if format == "turtle":
        return Reply(media_type(GRAPHS, format), turtle)
    out = io.BytesIO()
    serialize((quad.triple for quad in parse(turtle, format=RdfFormat.TURTLE)), out, format=pyoxigraph_format(format))
    return Reply(media_type(GRAPHS, format), out.getvalue())


JOBS: Final[Mapping[str, Callable[[Context, Job, bytes], Reply]]] = {
    "bundled": _bundled,
    "examples": _examples,
    "explore-evidence": _explore_evidence,
    "explore-graph": _explore_graph,
    "explore-page": _explore_page,
    "explore-releases": _explore_releases,
    "graph": _graph,
    "home": _home,
    "openapi": _openapi,
    "page": _page,
    "queries": _queries,
    "queries-page": _queries_page,
    "question-page": _question_page,
    "query": _query,
    "resource": _resource,
    "search": _search,
    "service": _service,
    "update": _update,
    "void": _void,
}
