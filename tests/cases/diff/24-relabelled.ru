# A row of the registry bears another label: none of its claims changed.
# told: entity changed Red Front of Ner | label: Red Front → Red Front of Ner
DELETE { ?e skos:prefLabel "Red Front"@en ; rdfs:label "Red Front" }
INSERT { ?e skos:prefLabel "Red Front of Ner"@en ; rdfs:label "Red Front of Ner" }
WHERE { ?e skos:prefLabel "Red Front"@en }
