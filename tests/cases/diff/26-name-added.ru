# A row of the registry gets one more name.
# told: entity changed Red Front | name:  → Reds
INSERT { ?e skos:altLabel "Reds"@en }
WHERE { ?e skos:prefLabel "Red Front"@en }
