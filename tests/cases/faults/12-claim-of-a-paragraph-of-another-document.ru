# document: 002_0c4606f97fb020ae.txt
# words: many of its headquarters were given to the Nusrah Front
# shape: Claim-paragraphDocument
DELETE { ?claim prov:wasDerivedFrom ?old } INSERT { ?claim prov:wasDerivedFrom ?other }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "many of its headquarters were given to the Nusrah Front" . ?claim prov:wasDerivedFrom ?old . ?other ckg:paragraphNumber 2 ; ckg:inDocument/ckg:fileName "004_ad36ab31ed5c20f9.txt" }
