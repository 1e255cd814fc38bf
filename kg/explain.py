"""Walks a node of the graph back to the sentences that it rests on: who says so, how surely, where, in which words.

A claim and its content rest on the claim's quote; an accepted statement or a situation on the claims that it was derived from;
an incident on its reports, with why each is in, whose word it is and who differs on what; a contradiction on its two claims; an
actor or place on every claim that names it or that it makes, a place also on those of what is near it or a part of it; a
mention on its own words; a paragraph or document on its claims. A text that several documents publish names them.
Where the store still holds the document as read, the quote is shown inside its paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from kg.endpoint import Endpoint
from kg.errors import QueryError
from kg.file_places import place_words
from kg.model import Document, Paragraph
from kg.namespaces import PREFIXES, shorten
from kg.printed_texts import passages_line, printed_passages, text_lines, texts_of
from kg.sparql.binding import bind_variables
from kg.terminal import printable

if TYPE_CHECKING:
    from pyoxigraph import NamedNode, Store

__all__ = ["Explanation", "Passage", "explain", "format_explanation"]

PASSAGES: Final = """
SELECT DISTINCT ?node ?claim ?type ?speaker ?relay ?factuality ?voice ?document ?file ?title ?issued
       ?number ?start ?end ?quote ?place
WHERE {
  { ?claim a ckg:Claim FILTER (?claim = ?node) }
  UNION { ?claim ckg:claims ?node }
  UNION { ?node ckg:statementSubject|ckg:standing ?s ; prov:wasDerivedFrom ?claim }
  UNION { ?node ckg:report|ckg:dissent|ckg:reportedClaim|ckg:positionClaim|ckg:oneSide|ckg:otherSide ?claim }
  UNION { ?claim ckg:claimedBy|ckg:relayedBy|prov:wasDerivedFrom ?node . ?claim a ckg:Claim }
  UNION { ?claim a ckg:Claim ; ckg:inDocument ?node }
  UNION { ?c ?role ?node . ?claim ckg:claims ?c }
  UNION { ?near ckg:beside|ckg:within ?node . ?c ckg:location|ckg:territory ?near . ?claim ckg:claims ?c
          FILTER (?near != ?node && CONTAINS(STR(?near), "/document/")) }
  ?claim ckg:claims ?content ; ckg:claimedBy ?by ; ckg:factuality ?factuality ; ckg:voice ?voice ; ckg:inDocument ?document ;
         prov:wasDerivedFrom ?paragraph ; ckg:evidence ?evidence .
  ?content ckg:eventType ?type .
  ?evidence oa:hasSelector ?position, ?words .
  ?position oa:start ?start ; oa:end ?end .
  ?words oa:exact ?quote .
  ?paragraph ckg:paragraphNumber ?number  .
  ?document ckg:fileName ?file .
  OPTIONAL { ?evidence oa:hasSelector/rdf:value ?place }
  OPTIONAL { ?by rdfs:label ?speaker }
  OPTIONAL { ?claim ckg:relayedBy/rdfs:label ?relay }
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?document dcterms:issued ?issued }
}
ORDER BY ?file ?start ?end ?type ?claim
"""

MENTION: Final = """
SELECT ?node ?file ?document ?start ?end ?quote ?entity ?label WHERE {
  ?node a ckg:Mention ; ckg:inDocument ?document ; ckg:mentionStart ?start ; ckg:mentionEnd ?end ; ckg:surfaceForm ?quote ;
        ckg:refersTo ?entity .
  ?document ckg:fileName ?file .
  OPTIONAL { ?entity rdfs:label ?label }
} ORDER BY ?entity
"""

REPORTS: Final = """
SELECT ?node ?claim ?sign ?origin ?dissent WHERE {
  ?entry ckg:reportOf ?node ; ckg:reportedClaim ?claim ; ckg:origin/rdfs:label ?origin .
  OPTIONAL { ?entry ckg:matched ?sign }
  OPTIONAL { ?node ckg:dissent ?dissent FILTER (?dissent = ?claim) }
} ORDER BY ?claim ?sign
"""

INCIDENT: Final = """
SELECT ?node ?reports ?sources ?fits WHERE {
  ?node ckg:reportCount ?reports ; ckg:independentSources ?sources . OPTIONAL { ?node ckg:otherFits ?fits }
}
"""

DIFFERENCES: Final = """
SELECT DISTINCT ?node ?matter ?about ?position ?speaker WHERE {
  ?node ckg:disagreement ?difference .
  ?difference ckg:matter/rdfs:label ?matter ; rdfs:label ?about ; ckg:position ?side .
  ?side rdfs:label ?position ; ckg:positionClaim/ckg:claimedBy/rdfs:label ?speaker .
} ORDER BY ?matter ?about ?position ?speaker
"""

FORMS: Final = """
SELECT ?node ?type ?label ?subject ?predicate ?object WHERE {
  ?node a ?type
  OPTIONAL { ?node rdfs:label ?label }
  OPTIONAL { ?node ckg:statementSubject ?subject ; ckg:statementPredicate ?predicate ; ckg:statementObject ?object }
  FILTER STRSTARTS(STR(?type), STR(ckg:))
} ORDER BY ?type ?label
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """One place in a document: the words `[start, end)` of paragraph *paragraph* (None: unknown), and what is claimed there.

    *before* and *after* are the rest of the paragraph, empty where the document's text is not at hand. *factuality* and
    *voice* are empty where the passage only mentions something. *part* says what the claim does in an incident. *place* is the
    element, page or line of a file that is no plain text, empty for others.
    """

    document: str
    title: str
    issued: str
    paragraph: int | None
    start: int
    end: int
    quote: str
    claim: str = ""
    type: str = ""
    speaker: str = ""
    relay: str = ""
    factuality: str = ""
    voice: str = ""
    before: str = ""
    after: str = ""
    part: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a node is (*iri*, classes, label, and for a statement its triple), and the passages that it rests on, in order.

    *notes* are what else is to be said: of an incident how many independent sources it has and who differs on what, of a text
    its publications. *rests* counts the passages, and says how many are of one text; empty for a text.
    """

    iri: str
    kinds: tuple[str, ...]
    label: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = ()
    rests: str = ""


def explain(store: Store | Endpoint, iri: str, read: Callable[[str], Document] | None = None) -> Explanation:
    """Return what *iri* rests on; *read* gives a document by its key, for the words around a quote.

    Passages come by file name, then by offset. Raises QueryError where the graph knows nothing of *iri*, or *iri* is none,
    and EndpointError where an endpoint does not answer.
    """
    from pyoxigraph import NamedNode

    node = NamedNode(iri)
    forms = list(_ask(store, FORMS, node))
    found = list(_ask(store, PASSAGES, node))
    passages = [_passage(row, read) for row in found]
    mentions = [_mention(row, read) for row in _ask(store, MENTION, node)]
    if not forms and not passages:
        raise QueryError(
            iri, "is not in the graph", "the IRI of a claim, statement, mention or actor (kg query prints them)"
        )
    kinds = tuple(dict.fromkeys(shorten(row["type"]) for row in forms))
    label = _statement_label(store, forms) or next((row["label"] for row in forms if row["label"]), "")
    parts = _parts(store, node)
    told = tuple(replace(p, part=parts.get(p.claim, "")) for p in mentions or passages)
    notes = [*_notes(store, node)]
    if not told and (texts := texts_of(partial(_ask, store), [iri])):
        return Explanation(iri, kinds, label, told, (*notes, *text_lines(texts[iri])))
    rests, whose = _rests(store, [(row["document"], row["quote"]) for row in found], len(told))
    return Explanation(iri, kinds, label, told, (*notes, *whose), rests)


def _rests(store: Store | Endpoint, places: list[tuple[str, str]], count: int) -> tuple[str, list[str]]:
    """Return how many passages there are and of how many texts, and where it is one, which text that is."""
    ask = partial(_ask, store)
    printed = printed_passages(ask, places)
    texts = texts_of(ask, printed.values())
    of = [printed[place] for place in places if place in printed]
    whose = [f"{shorten(text.iri)}: {next(text_lines(text))}" for text in texts.values()] if len(texts) == 1 else []
    return f"rests on {passages_line(count, texts, of)}", whose


def format_explanation(explanation: Explanation, *, colour: bool = False) -> str:
    """Return *explanation* as text for people, quotes in « » or, with *colour*, in bold; each line ends with a newline."""
    kinds = f" ({', '.join(explanation.kinds)})" if explanation.kinds else ""
    head = f"{shorten(explanation.iri)}{kinds}" + (f": {explanation.label}" if explanation.label else "")
    lines = [printable(line) for line in (head, *filter(None, (explanation.rests,)), *explanation.notes)]
    for passage in map(_printable, explanation.passages):
        lines += ["", *_passage_lines(passage, colour)]
    return "".join(line + "\n" for line in lines)


def _printable(passage: Passage) -> Passage:
    shown: dict[str, Any] = {n: printable(text) for n, text in asdict(passage).items() if isinstance(text, str)}
    return replace(passage, **shown)


def _passage_lines(passage: Passage, colour: bool) -> Iterator[str]:
    where = f"{passage.document} ¶{passage.paragraph}" if passage.paragraph else passage.document
    where += f" {place_words(passage.place) or passage.place}" if passage.place else ""
    dated = f", {passage.issued}" if passage.issued else ""
    titled = f" “{passage.title}”" if passage.title else ""
    yield f"{where} [{passage.start}-{passage.end}]{titled}{dated}"
    if passage.claim:
        relayed = f", relayed by {passage.relay}" if passage.relay else ""
        comment = ", in a reader's comment" if passage.voice == "comment" else ""
        yield f"  {passage.speaker or 'somebody'} says: {passage.type}, {passage.factuality}{comment}{relayed}"
        yield f"  {shorten(passage.claim)}"
    if passage.part:
        yield f"  {passage.part}"
    left, right = ("\x1b[1m", "\x1b[0m") if colour else ("«", "»")
    text = f"{passage.before}{left}{passage.quote}{right}{passage.after}"
    yield "  | " + " ".join(text.split())


def _parts(store: Store | Endpoint, node: NamedNode) -> dict[str, str]:
    """Return for each claim of an incident why it is in, and whose word it is."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in _ask(store, REPORTS, node):
        rows.setdefault(row["claim"], []).append(row)
    return {claim: _part(found) for claim, found in rows.items()}


def _part(rows: list[dict[str, str]]) -> str:
    signs = "; ".join(row["sign"] for row in rows if row["sign"])
    denies = "denies it; " if rows[0]["dissent"] else ""
    why = f"{denies}is in by {signs}" if signs else "founds the incident, as the most precise report"
    return f"{why}; rests on the word of {rows[0]['origin']}"


def _notes(store: Store | Endpoint, node: NamedNode) -> Iterator[str]:
    """Yield what an incident's numbers say, and a line for each position on which its reports differ."""
    for row in _ask(store, INCIDENT, node):
        sources = "1 independent source" if row["sources"] == "1" else f"{row['sources']} independent sources"
        yield f"reported by {row['reports']} claim{'' if row['reports'] == '1' else 's'} on the word of {sources}"
        if row["fits"]:
            yield f"stays alone: its report is vague, and fits {row['fits']} other incidents as well"
    said: dict[tuple[str, str, str], list[str]] = {}
    for row in _ask(store, DIFFERENCES, node):
        said.setdefault((row["matter"], row["about"], row["position"]), []).append(row["speaker"])
    for (matter, _, position), speakers in said.items():
        yield f"differs on {matter}: {position}, says {', '.join(speakers)}"


def _ask(graph: Store | Endpoint, query: str, node: NamedNode | None = None) -> Iterator[dict[str, str]]:
    """Yield the rows of *query*, about *node* where one is given; an unbound value is an empty text."""
    if isinstance(graph, Endpoint):
        yield from _ask_endpoint(graph, query, node)
        return
    from pyoxigraph import Variable

    about: Any = {Variable("node"): node} if node else {}
    found: Any = graph.query(query, use_default_graph_as_union=True, prefixes=PREFIXES, substitutions=about)
    yield from _texts(found)


def _ask_endpoint(endpoint: Endpoint, query: str, node: NamedNode | None) -> Iterator[dict[str, str]]:
    head = "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in PREFIXES if f"{prefix}:" in query)
    found: Any = endpoint.query(head + bind_variables("kg explain", query, {"node": str(node)} if node else {}))
    with endpoint.reading():
        yield from _texts(found)


def _texts(found: Any) -> Iterator[dict[str, str]]:
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: "" if term is None else term.value for name, term in zip(names, row, strict=True)}


def _passage(row: dict[str, str], read: Callable[[str], Document] | None) -> Passage:
    before, after = _around(row, read)
    return Passage(
        document=row["file"],
        title=row["title"],
        issued=row["issued"],
        paragraph=int(row["number"]),
        start=int(row["start"]),
        end=int(row["end"]),
        quote=row["quote"],
        claim=row["claim"],
        type=_local_name(row["type"]),
        speaker=row["speaker"],
        relay=row["relay"],
        factuality=_local_name(row["factuality"]).lower(),
        voice=_local_name(row["voice"]).removesuffix("Voice").lower(),
        before=before,
        after=after,
        place=row["place"],
    )


def _mention(row: dict[str, str], read: Callable[[str], Document] | None) -> Passage:
    before, after = _around(row, read)
    paragraph, start = _paragraph(row, read), int(row["start"])
    anchor = paragraph.anchor(start) if paragraph else None
    return Passage(
        row["file"],
        "",
        "",
        paragraph.number if paragraph else None,
        start,
        int(row["end"]),
        row["quote"],
        before=before,
        after=after,
        place=anchor.value if anchor else "",
    )


def _around(row: dict[str, str], read: Callable[[str], Document] | None) -> tuple[str, str]:
    if read is None:
        return "", ""
    start, end = int(row["start"]), int(row["end"])
    for paragraph in read(_local_name(row["document"])).paragraphs:
        if paragraph.start <= start and end <= paragraph.end:
            return paragraph.text[: start - paragraph.start], paragraph.text[end - paragraph.start :]
    return "", ""


def _paragraph(row: dict[str, str], read: Callable[[str], Document] | None) -> Paragraph | None:
    paragraphs = read(_local_name(row["document"])).paragraphs if read else ()
    return next((p for p in paragraphs if p.start <= int(row["start"]) < p.end), None)


def _statement_label(store: Store | Endpoint, forms: list[dict[str, str]]) -> str:
    from pyoxigraph import NamedNode

    statement = next((row for row in forms if row["subject"]), None)
    if statement is None:
        return ""
    names = []
    for part in ("subject", "object"):
        labels = [row["label"] for row in _ask(store, FORMS, NamedNode(statement[part])) if row["label"]]
        names.append(labels[0] if labels else shorten(statement[part]))
    return f"{names[0]} {_local_name(statement['predicate'])} {names[1]}"


def _local_name(iri: str) -> str:
    return iri.replace("#", "/").rstrip("/").rpartition("/")[2]
