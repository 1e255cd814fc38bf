"""The nodes of one invented document: its registry entries, paragraphs, claims and what is accepted on their strength.

Everything is in a short form that `graph` spells out: IRIs with a prefix of the project's, literals with a prefix in their
datatype, and nodes of the same document by their names within it: `document`, `claim/1`, `quote/1`, `actor` and so on.
"""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from random import Random
from typing import Final

__all__ = ["SUBCLASSES", "TRIPLES", "Nodes", "document_nodes"]

# Values of each property of each node.
Properties = dict[str, tuple[str, ...]]
Nodes = dict[str, Properties]

PARAGRAPHS: Final = 4
# Of a document as a whole.
TRIPLES: Final = 306

ACTOR_CLASSES: Final = ("ckg:ArmedGroup", "ckg:StateForce", "ckg:Person", "ckg:Organization")
PLACE_CLASSES: Final = ("ckg:PopulatedPlace", "ckg:Province", "ckg:Area")
# Event type, its two roles, and the verb.
EVENTS: Final = (
    ("ArmedClash", "ckg:fighter", "ckg:foe", "fought"),
    ("Attack", "ckg:attacker", "ckg:recipient", "attacked"),
    ("TerritorialCapture", "ckg:actor", "ckg:recipient", "took ground from"),
)
# Of the claims of a document. The fourth is denied, so that a fault can put it behind a statement.
FACTUALITIES: Final = tuple("Asserted Hedged Asserted Denied Asserted Intended Asserted Asserted".split())
FIRST_DAY: Final = date(2013, 1, 1)
DAYS: Final = 2_000

# What the ontology says of the classes that occur, so that no engine needs the ontology.
SUBCLASSES: Final = (
    ("ckg:ArmedGroup", "ckg:ArmedActor"),
    ("ckg:StateForce", "ckg:ArmedActor"),
    ("ckg:ArmedActor", "ckg:Actor"),
    ("ckg:Person", "ckg:Actor"),
    ("ckg:Organization", "ckg:Actor"),
    ("ckg:PopulatedPlace", "ckg:Territory"),
    ("ckg:Province", "ckg:Territory"),
    ("ckg:Area", "ckg:Territory"),
    *((f"ckg:Reported{name}", "ckg:ReportedEvent") for name, *_ in EVENTS),
    ("ckg:ReportedEvent", "ckg:ReportedContent"),
)


def document_nodes(number: int, random: Random) -> Nodes:
    """Return the nodes of the *number*-th document, from 0, which may name actors and places of documents before it."""
    title = f"Report {number} from the front"
    nodes = _registry(number, random) | _document(number, title, random)
    at = len(title) + 2
    for paragraph in range(1, PARAGRAPHS + 1):
        start = at
        for claim in (2 * paragraph - 1, 2 * paragraph):
            found, at = _claim(claim, paragraph, at, number, random)
            nodes |= found
        nodes[f"paragraph/{paragraph}"] = {
            "rdf:type": ("ckg:Paragraph",),
            "ckg:paragraphNumber": (_natural(paragraph),),
            "ckg:paragraphRole": ("ckg:BodyParagraph",),
            "ckg:paragraphStart": (_natural(start),),
            "ckg:paragraphEnd": (_natural(at),),
            "ckg:inDocument": ("document",),
        }
    return nodes


def _registry(number: int, random: Random) -> Nodes:
    foe = _known("actor", number, random)
    return {
        "actor": _labelled(random.choice(ACTOR_CLASSES), f"Brigade {number}") | {"ckg:hostileTo": (foe,)},
        "place": _labelled(random.choice(PLACE_CLASSES), f"Maadan {number}")
        | {"ckg:within": (_known("place", number, random),)},
        "statement": {
            "rdf:type": ("ckg:AcceptedStatement",),
            "ckg:statementSubject": ("actor",),
            "ckg:statementPredicate": ("ckg:hostileTo",),
            "ckg:statementObject": (foe,),
            "ckg:policy": ("id:policy/reports",),
            "prov:wasDerivedFrom": ("claim/1", "claim/3"),
        },
    }


def _labelled(kind: str, name: str) -> Properties:
    return {"rdf:type": (kind,), "rdfs:label": (f'"{name}"',), "skos:prefLabel": (f'"{name}"@en',)}


def _document(number: int, title: str, random: Random) -> Nodes:
    return {
        "document": {
            "rdf:type": ("ckg:Document",),
            "rdfs:label": (f'"{title}"',),
            "dcterms:title": (f'"{title}"',),
            "dcterms:format": ('"text/plain"',),
            "dcterms:issued": (_day(random),),
            "ckg:fileName": (f'"{number:08}.txt"',),
            "ckg:sha256": (f'"{sha256(title.encode()).hexdigest()}"',),
            "ckg:publisher": (_known("actor", number, random),),
        },
        "activity": {
            "rdf:type": ("prov:Activity",),
            "prov:used": ("document",),
            "prov:wasAssociatedWith": ("id:software/conflict-kg",),
        },
    }


def _claim(claim: int, paragraph: int, at: int, number: int, random: Random) -> tuple[Nodes, int]:
    """Return a claim with its content and evidence, whose quote starts *at* an offset, and where the next sentence starts."""
    speaker, actor, foe = (_known("actor", number, random) for _ in range(3))
    place = _known("place", number, random)
    event, role, other_role, verb = random.choice(EVENTS)
    factuality, day = FACTUALITIES[claim - 1], _day(random)
    quote = f"{_name(actor)} {verb} {_name(foe)} near {_name(place)}, said {_name(speaker)}."
    nodes: Nodes = {
        f"claim/{claim}": {
            "rdf:type": ("ckg:Claim",),
            "ckg:claims": (f"content/{claim}",),
            "ckg:claimedBy": (speaker,),
            "ckg:evidence": (f"evidence/{claim}",),
            "ckg:factuality": (f"ckg:{factuality}",),
            "ckg:voice": ("ckg:ReportVoice",),
            "prov:wasDerivedFrom": (f"paragraph/{paragraph}",),
            "prov:wasGeneratedBy": ("activity",),
            "ckg:inDocument": ("document",),
        },
        f"content/{claim}": {
            "rdf:type": (f"ckg:Reported{event}",),
            "rdfs:label": (f'"{factuality.lower()}: {event}"',),
            "ckg:eventType": (f"et:{event}",),
            "ckg:factuality": (f"ckg:{factuality}",),
            "ckg:voice": ("ckg:ReportVoice",),
            role: (actor,),
            other_role: (foe,),
            "ckg:location": (place,),
            "ckg:notBefore": (day,),
            "ckg:notAfter": (day,),
            "ckg:inDocument": ("document",),
        },
        **_evidence(claim, quote, at),
    }
    return nodes, at + len(quote) + 1


def _evidence(claim: int, quote: str, start: int) -> Nodes:
    return {
        f"evidence/{claim}": {
            "rdf:type": ("oa:SpecificResource",),
            "oa:hasSource": ("document",),
            "oa:hasSelector": (f"position/{claim}", f"quote/{claim}"),
            "ckg:inDocument": ("document",),
        },
        f"position/{claim}": {
            "rdf:type": ("oa:TextPositionSelector",),
            "oa:start": (_natural(start),),
            "oa:end": (_natural(start + len(quote)),),
            "ckg:inDocument": ("document",),
        },
        f"quote/{claim}": {
            "rdf:type": ("oa:TextQuoteSelector",),
            "oa:exact": (f'"{quote}"@en',),
            "ckg:inDocument": ("document",),
        },
    }


def _known(kind: str, number: int, random: Random) -> str:
    """Return an actor or a place of this document or one before: few come often, most seldom."""
    return f"id:{kind}/{int((number + 1) * random.random() ** 3)}"


def _name(entity: str) -> str:
    kind, _, number = entity.removeprefix("id:").partition("/")
    return f"{'Brigade' if kind == 'actor' else 'Maadan'} {number}"


def _natural(value: int) -> str:
    return f'"{value}"^^xsd:nonNegativeInteger'


def _day(random: Random) -> str:
    return f'"{FIRST_DAY + timedelta(int(DAYS * random.random()))}"^^xsd:date'
