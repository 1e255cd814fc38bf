# document: 001_23dbe95fc2cce6b7.txt
# words: has failed to deter Nusra
# shape: Claim-claims
DELETE { ?claim ckg:claims ?old }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "has failed to deter Nusra" . ?claim ckg:claims ?old }
