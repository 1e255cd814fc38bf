# document: 000_0df93e0babd0ffd1.txt
# words: Jund al-Aqsa is reportedly gaining ground fast in the latest round
# shape: Claim-factuality
DELETE { ?claim ckg:factuality ?old }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "Jund al-Aqsa is reportedly gaining ground fast in the latest round" . ?claim ckg:factuality ?old }
