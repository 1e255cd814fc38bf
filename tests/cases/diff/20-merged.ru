# The Coast Army of one document is that of the other: told once, and not of its claim.
# told: entity merged (1) Coast Army + Coast Army → Coast Army
DELETE { ?s ?p ?one }
INSERT { ?s ?p ?other }
WHERE { ?one rdfs:label "Coast Army" . ?other rdfs:label "Coast Army" FILTER (CONTAINS(STR(?one), "south") && CONTAINS(STR(?other), "north")) ?s ?p ?one }
