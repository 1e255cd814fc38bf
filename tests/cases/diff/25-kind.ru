# A thing is of another kind.
# told: entity changed Red Front | kind: ckg:ArmedGroup → ckg:Coalition
DELETE { ?e a ckg:ArmedGroup }
INSERT { ?e a ckg:Coalition }
WHERE { ?e skos:prefLabel "Red Front"@en }
