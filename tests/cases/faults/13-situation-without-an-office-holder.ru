# document: 002_0c4606f97fb020ae.txt
# words: Syrian President Bashar Assad
# shape: Leadership-who
DELETE { ?situation ckg:leadingActor ?old }
WHERE { ?situation ckg:leadingActor ?old ; prov:wasDerivedFrom/ckg:evidence/oa:hasSelector/oa:exact "Syrian President Bashar Assad" }
