# What one mention of the Red Front refers to is another thing now, in one claim.
# told: entity split (1) Red Front → Red Front + Red Front of Sora
DELETE { ?m ckg:refersTo ?red . ?content ?p ?red }
INSERT { ?m ckg:refersTo <urn:other> . ?content ?p <urn:other> . <urn:other> a ckg:ArmedGroup ; rdfs:label "Red Front of Sora" }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Red Front controls Ner" . ?content ckg:holder ?red ; ?p ?red . ?m ckg:refersTo ?red ; ckg:inDocument ?d . ?claim ckg:inDocument ?d }
