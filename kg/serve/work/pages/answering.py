"""The pages as answers to requests: of a thing, the overview, questions and their answers, a search."""

from __future__ import annotations

import io
import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from kg.serve.work.bundled import known_queries
from kg.serve.work.pages.ask import ask
from kg.serve.work.pages.asked import Asked
from kg.serve.work.pages.build import page_of
from kg.serve.work.pages.links import Linker, in_words
from kg.serve.work.pages.rendering import embedded_json, render
from kg.serve.work.pages.repeats import Repeats, all_repeats
from kg.serve.work.resources import find_resource
from kg.sparql import Solutions, stream_query
from kg.sparql.names import search_things
from kg.sparql.results import readable
from kg.store import StoreFolder

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

__all__ = [
    "Shown",
    "answer_page",
    "home_page",
    "queries_page",
    "question_page",
    "search_page",
    "solutions_page",
    "sparql_page",
]

# How many rows of an answer a page shows; how many things of a kind the overview lists.
SHOWN: Final = 500
LISTED: Final = 40
# More of a thing than this is not repeated inside its page.
EMBEDDED: Final = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """What pages are made of besides the graph: what the store keeps, and the path *root* that the server is reached at."""

    folder: StoreFolder
    root: str = ""

    @property
    def linker(self) -> Linker:
        """Return what makes links to pages."""
        return Linker(self.folder.base, self.root)


def answer_page(store: Store, shown: Shown, job: Mapping[str, Any]) -> bytes:
    """Return the page of the thing at `job["iri"]`; raises Problem 404 where nothing is known of it."""
    linker = shown.linker
    node = find_resource(store, job["iri"])
    template, values = page_of(Asked(store, shown.folder, linker, node, job["first"]))
    given = {
        "questions": known_queries().keys(),
        "path": linker.path(node.value),
        "embedded": embedded_json(_json_ld(store, node)),
    }
    return render(template, shown.root, given | values)


def _json_ld(store: Store, node: NamedNode) -> Any:
    from pyoxigraph import RdfFormat, serialize

    out = io.BytesIO()
    triples = dict.fromkeys(quad.triple for quad in islice(store.quads_for_pattern(node, None, None), EMBEDDED))
    serialize(triples, out, format=RdfFormat.JSON_LD)
    return json.loads(out.getvalue())


def home_page(store: Store, shown: Shown) -> bytes:
    """Return the overview: the documents, and who and what most claims name."""
    linker = shown.linker
    rows = ask(store, "documents")
    counted = ask(store, "document-claims", among=[row["document"] or "" for row in rows], variable="document")
    claims = {row["document"]: row["claims"] for row in counted}
    documents = [
        {
            **row,
            "link": linker.link(row["document"] or "", row["title"] or row["file"]),
            "claims": claims.get(row["document"], "0"),
        }
        for row in rows
    ]
    repeats = all_repeats(store)
    reprints = _reprints(store, repeats)
    named: dict[str, list[Any]] = defaultdict(list)
    for row in ask(store, "most-named"):
        if len(named[row["group"] or ""]) < LISTED:
            link = linker.link(row["thing"] or "", row["label"])
            of_them = reprints[row["group"], row["thing"]]
            named[row["group"] or ""].append(
                {"link": link, "claims": row["claims"], "reprints": of_them, "file": row["file"]}
            )
    for things in named.values():
        labels = Counter(row["link"].label for row in things)
        for row in things:
            row["file"] = row["file"] if labels[row["link"].label] > 1 else None
    (total,) = ask(store, "totals")
    given = {"documents": documents, "named": dict(named), "total": total, "reprints": repeats.surplus()}
    return render("home.html", shown.root, given)


def _reprints(store: Store, repeats: Repeats) -> Counter[tuple[str | None, str | None]]:
    """Return how many claims on each thing are reprints of another on it, by group of the overview and thing."""
    claims: defaultdict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for row in ask(store, "reprinted-things", among=repeats.groups) if repeats.groups else ():
        claims[row["group"], row["thing"]].append(row["claim"] or "")
    return Counter({key: len(found) - len(repeats.once(found)) for key, found in claims.items()})


def queries_page(shown: Shown) -> bytes:
    """Return the list of the bundled queries, each with a form."""
    return render("queries.html", shown.root, {"queries": list(known_queries().values())})


def question_page(store: Store, shown: Shown, job: Mapping[str, Any]) -> bytes:
    """Return the answer to the bundled query `job["name"]` as a table; raises Problem 404 and QueryError."""
    from kg.serve.work.bundled import find_known

    query = find_known(job["name"])
    params = {name: value for name, value in job["params"] if value}
    notes: list[str] = []
    found = stream_query(store, query, params, tell=notes.append)
    download = f"{shown.root}/api/queries/{query.name}" + (f"?{urlencode(params)}" if params else "")
    things = [params[param.name] for param in query.params.values() if param.kind == "thing" and param.name in params]
    told = {"heading": query.summary, "notes": "; ".join(notes), "query": query, "given": params, "things": things}
    return _table(found, shown, told | {"download": download, "meanings": query.meanings})


def solutions_page(found: Solutions, shown: Shown, text: str) -> bytes:
    """Return the answer to a query of the client's own as a table."""
    download = f"{shown.root}/sparql?{urlencode({'query': text})}"
    told: dict[str, Any] = {"heading": "Answer", "notes": "", "query": None, "given": {}, "things": [], "meanings": {}}
    return _table(found, shown, told | {"download": download})


def search_page(store: Store, shown: Shown, text: str) -> bytes:
    """Return what bears the name *text*, in any spelling."""
    linker = shown.linker
    groups = search_things(store, text) if text else {}
    found = {
        group: [{"link": linker.link(hit.iri, hit.label), "hit": hit} for hit in hits] for group, hits in groups.items()
    }
    return render("search.html", shown.root, {"asked_for": text, "found": found})


def sparql_page(shown: Shown, rows: int) -> bytes:
    """Return the page with a field for a query."""
    return render("sparql.html", shown.root, {"rows": f"{rows:,}"})


def _table(found: Solutions, shown: Shown, values: Mapping[str, Any]) -> bytes:
    from pyoxigraph import NamedNode

    linker = shown.linker

    def cell(term: Any) -> Any:
        return linker.link(term.value) if isinstance(term, NamedNode) else readable(term)

    rows = [[cell(term) for term in row] for row in islice(found.rows, SHOWN + 1)]
    headings = {name: in_words(name.removesuffix("Label")) for name in found.columns}
    for name in found.columns:
        if f"{name}Label" in found.columns:
            headings[name] += " (IRI)"
    table = {"headings": headings, "columns": found.columns, "rows": rows[:SHOWN], "more": len(rows) > SHOWN}
    return render("answer.html", shown.root, table | dict(values))
