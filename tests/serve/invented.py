"""A store of two invented reports about invented places, three of which have invented positions in the open sea."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kg.pipeline import build

REGISTRY: Final = """\
@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix wgs84: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix place: <https://w3id.org/conflict-kg/id/place/> .
@prefix group: <https://w3id.org/conflict-kg/id/group/> .
place:freeland a ckg:Country, skos:Concept ; skos:prefLabel "Freeland"@en ; dcterms:source "invented" .
place:northford a ckg:PopulatedPlace, skos:Concept ; skos:prefLabel "Northford"@en ; ckg:within place:freeland ;
    wgs84:lat "-40.5" ; wgs84:long "-20.25" ; dcterms:source "invented" .
place:southford a ckg:PopulatedPlace, skos:Concept ; skos:prefLabel "Southford"@en ; ckg:within place:freeland ;
    wgs84:lat "-41" ; wgs84:long "-20" ; dcterms:source "invented" .
place:eastmoor a ckg:PopulatedPlace, skos:Concept ; skos:prefLabel "Eastmoor"@en ; ckg:within place:freeland ;
    wgs84:lat "-38" ; wgs84:long "-10" ; dcterms:source "invented" .
place:greywick a ckg:PopulatedPlace, skos:Concept ; skos:prefLabel "Greywick"@en ; ckg:within place:freeland ; dcterms:source "invented" .
group:red-front a ckg:ArmedGroup, skos:Concept ; skos:prefLabel "Red Front"@en ; dcterms:source "invented" .
group:blue-guard a ckg:ArmedGroup, skos:Concept ; skos:prefLabel "Blue Guard"@en ; dcterms:source "invented" .
group:green-league a ckg:ArmedGroup, skos:Concept ; skos:prefLabel "Green League"@en ; dcterms:source "invented" .
"""
REPORTS: Final = {
    "one.txt": "On 3 May 2013 the Red Front captured Northford. "
    "The Red Front attacked the Blue Guard in Northford, an activist said.\n\n"
    "The Blue Guard denied that it had withdrawn from Southford. The Red Front may have captured Eastmoor. "
    "The Red Front shelled Greywick on 4 May 2013.\n",
    "two.txt": "The Blue Guard captured Eastmoor on 6 May 2013. The Blue Guard attacked the Red Front in Southford. "
    "The Green League attacked the Blue Guard.\n",
}


def build_invented(folder: Path) -> Path:
    """Build the store below *folder* and return where it is."""
    registry, reports = folder / "invented.ttl", folder / "reports"
    registry.write_text(REGISTRY)
    reports.mkdir()
    for name, text in REPORTS.items():
        (reports / name).write_text(text)
    build([reports], store=folder / "store", registry=[registry], text="all")
    return folder / "store"
