# A claim is denied: the statement that rests on it goes, and stands below it.
# told: claim changed “The Red Front controls Ner” | factuality: asserted → denied
# told: => statement lost Red Front controls Ner [its claim is denied now]
DELETE { ?claim ckg:factuality ckg:Asserted . ?content ckg:factuality ckg:Asserted . ?s ?p ?o }
INSERT { ?claim ckg:factuality ckg:Denied . ?content ckg:factuality ckg:Denied }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Red Front controls Ner" . ?s a ckg:AcceptedStatement ; prov:wasDerivedFrom ?claim ; ?p ?o }
