"""What each page shows: the name of its template and the values for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from kg.namespaces import CKG, RDF
from kg.serve.work.pages.ask import ask
from kg.serve.work.pages.asked import Asked, Page
from kg.serve.work.pages.claims import cards, listing
from kg.serve.work.pages.disagreements import disagreements
from kg.serve.work.pages.documents import claim_page, document_page, text_page
from kg.serve.work.pages.kinds import Kind, kind_of
from kg.serve.work.pages.links import in_words
from kg.serve.work.pages.locator import Locator, locate, position_of
from kg.serve.work.pages.repeats import repeats_of
from kg.serve.work.pages.shared import shared_texts
from kg.serve.work.pages.timebar import Span, time_bar

__all__ = ["page_of"]


def page_of(asked: Asked) -> Page:
    """Return the template and the values of the page of a thing."""
    kind = kind_of(asked.store, asked.node)
    template, values = _PAGES[kind.page](asked, kind)
    graph = asked.store.contains_named_graph(asked.node)
    return template, {"kind": kind, "iri": asked.node.value, "is_graph": graph, **values}


def _actor(asked: Asked, kind: Kind) -> Page:
    situations = _situations(asked)
    return "actor.html", {
        **_names(asked),
        "accepted": _accepted(asked),
        "situations": situations,
        "bar": time_bar(_spans(situations)),
        "incidents": _incidents(asked),
        "disagreements": disagreements(asked),
        "about": listing(asked.store, asked.linker, "claims-about", asked.node, asked.first),
        "says": listing(asked.store, asked.linker, "claims-by", asked.node),
        "record": asked.rows("source-record")[0],
        "texts": shared_texts(asked.rows("shared-texts"), asked.linker),
    }


def _place(asked: Asked, kind: Kind) -> Page:
    around = defaultdict(list)
    for row in asked.rows("place"):
        around[row["how"]].append(asked.linker.link(row["thing"] or "", row["label"]))
    held = listing(asked.store, asked.linker, "claims-holding", asked.node).cards
    position = position_of(asked.folder.path, asked.node.value)
    return "place.html", {
        **_names(asked),
        "position": position,
        "map": _map(asked, kind, position) if position else None,
        "around": dict(around),
        "held": held,
        "situations": _situations(asked),
        "incidents": _incidents(asked),
        "disagreements": disagreements(asked),
        "about": listing(asked.store, asked.linker, "claims-about", asked.node, asked.first),
    }


def _map(asked: Asked, kind: Kind, position: tuple[float, float]) -> Locator:
    around = [asked.linker.link(row["thing"] or "", row["label"]) for row in asked.rows("places-around")]
    located = [(link, position_of(asked.folder.path, link.iri)) for link in around]
    own = asked.linker.link(asked.node.value, kind.label)
    return locate((own, position), [(link, point) for link, point in located if point])


def _incident(asked: Asked, kind: Kind) -> Page:
    (told, *_) = asked.rows("incident")
    parties: dict[str, list[Any]] = defaultdict(list)
    for row in asked.rows("incident-parties"):
        parties[row["how"] or ""].append(asked.linker.link(row["thing"] or "", row["label"]))
    known = {link for how in ("by", "to") for link in parties[how]}
    parties["with"] = [link for link in parties["with"] if link not in known]
    reports: dict[str, dict[str, Any]] = {}
    for row in asked.rows("incident-reports"):
        report = reports.setdefault(row["claim"] or "", {"dissent": bool(row["dissent"]), "signs": [], "origin": None})
        if row["origin"]:
            report["origin"] = asked.linker.link(row["origin"], row["originLabel"])
        if row["sign"] and row["sign"] not in report["signs"]:
            report["signs"].append(row["sign"])
    repeats = repeats_of(asked.store, reports)
    for card in cards(asked.store, asked.linker, repeats.once(reports), repeats):
        reports[card.link.iri]["card"] = card
    differences: dict[str, dict[str, Any]] = {}
    for row in asked.rows("incident-differences"):
        difference = differences.setdefault(
            row["difference"] or "",
            {"matter": row["matterLabel"], "about": row["about"], "positions": defaultdict(list)},
        )
        speaker = asked.linker.link(row["speaker"] or "", row["speakerLabel"])
        claim = asked.linker.link(row["claim"] or "")
        difference["positions"][row["position"]].append((speaker, claim))
    ordered = sorted((report for report in reports.values() if "card" in report), key=lambda report: report["dissent"])
    documents = {row["document"] for row in ask(asked.store, "claim-documents", among=reports)}
    return "incident.html", {
        "told": told,
        "parties": {how: links for how, links in parties.items() if links},
        "reports": ordered,
        "documents": len(documents),
        "differences": list(differences.values()),
    }


def _content(asked: Asked, kind: Kind) -> Page:
    from pyoxigraph import NamedNode

    subject = next(iter(asked.store.quads_for_pattern(None, NamedNode(CKG + "claims"), asked.node)), None)
    if subject is None or not isinstance(subject.subject, NamedNode):
        return _thing(asked, kind)
    return claim_page(Asked(asked.store, asked.folder, asked.linker, subject.subject, 0), kind)


def _derived(asked: Asked, kind: Kind) -> Page:
    template, values = _thing(asked, kind)
    return template, values | {"under": listing(asked.store, asked.linker, "claims-under", asked.node, asked.first)}


def _thing(asked: Asked, kind: Kind) -> Page:
    told: dict[str, list[Any]] = defaultdict(list)
    for row in asked.rows("triples"):
        if row["predicate"] != RDF + "type":
            value = row["value"] or ""
            is_thing = value.startswith(("http://", "https://", "urn:"))
            shown = asked.linker.link(value, row["label"]) if is_thing else value
            told[row["predicateLabel"] or in_words(row["predicate"] or "")].append(shown)
    naming = [
        (
            asked.linker.link(row["subject"] or "", row["label"]),
            row["predicateLabel"] or in_words(row["predicate"] or ""),
        )
        for row in asked.rows("linked-from")
    ]
    return "thing.html", {"told": dict(told), "naming": naming, "under": None}


def _names(asked: Asked) -> dict[str, Any]:
    registry, documents = list[str](), dict[Any, list[tuple[str, int]]]()
    for row in asked.rows("names"):
        name = row["name"] or ""
        if row["how"] == "registry":
            registry += [name] if name not in registry else []
        else:
            link = asked.linker.link(row["document"] or "", row["file"])
            documents.setdefault(link, []).append((name, int(row["times"] or 0)))
    return {"registry_names": registry, "document_names": documents}


def _accepted(asked: Asked) -> list[dict[str, Any]]:
    """Return the accepted statements about the node; of two that say the same both ways, the one that begins with it."""
    rows = asked.rows("accepted")
    told = {(row["subject"], row["predicate"], row["object"]) for row in rows}
    return [
        {
            "statement": asked.linker.link(row["statement"] or ""),
            "subject": asked.linker.link(row["subject"] or "", row["subjectLabel"]),
            "predicate": row["predicateLabel"] or in_words(row["predicate"] or ""),
            "object": asked.linker.link(row["object"] or "", row["objectLabel"]),
            "policy": row["policy"] or "",
        }
        for row in rows
        if row["subject"] == asked.node.value or (row["object"], row["predicate"], row["subject"]) not in told
    ]


def _situations(asked: Asked) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in asked.rows("situations"):
        known = [_day(row[name]) for name in ("beganNotAfter", "endedNotBefore", "attestedOn")]
        situation = found.setdefault(
            row["situation"] or "",
            {
                "link": asked.linker.link(row["situation"] or "", row["label"]),
                "standing": row["standingLabel"],
                "began": row["beganNotBefore"],
                "begun": row["beganNotAfter"],
                "lasted": row["endedNotBefore"],
                "ended": row["endedNotAfter"],
                "days": set(),
            },
        )
        situation["days"] |= {day for day in known if day}
    return [
        row | {"begin": min(row["days"], default=None), "end": max(row["days"], default=None)} for row in found.values()
    ]


def _spans(situations: list[dict[str, Any]]) -> list[Span]:
    return [
        Span(row["link"].label, row["begin"], row["end"], row["began"] is None, row["ended"] is None)
        for row in situations
        if row["begin"]
    ]


def _incidents(asked: Asked) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in asked.rows("incidents"):
        incident = found.setdefault(
            row["incident"] or "",
            {
                "link": asked.linker.link(row["incident"] or "", row["label"]),
                "when": row["edtf"],
                "reports": row["reports"],
                "sources": row["sources"],
                "dissent": set(),
                "factualities": set(),
            },
        )
        if row["dissent"]:
            incident["dissent"].add(row["dissent"])
        if row["factuality"]:
            incident["factualities"].add(row["factuality"].removeprefix(CKG).lower())
    return list(found.values())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


_PAGES: Final[Mapping[str, Callable[[Asked, Kind], Page]]] = {
    "actor": _actor,
    "claim": claim_page,
    "content": _content,
    "derived": _derived,
    "document": document_page,
    "incident": _incident,
    "place": _place,
    "text": text_page,
    "thing": _thing,
}
