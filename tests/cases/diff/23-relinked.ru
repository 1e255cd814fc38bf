# Some words refer to another thing that was known before.
# told: entity relinked (1) Red Front → Blue Army
DELETE { ?m ckg:refersTo ?red . ?content ?p ?red }
INSERT { ?m ckg:refersTo ?blue . ?content ?p ?blue }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Red Front controls Ner" . ?content ckg:holder ?red ; ?p ?red . ?m ckg:refersTo ?red ; ckg:inDocument ?d . ?claim ckg:inDocument ?d . ?blue skos:prefLabel "Blue Army"@en }
