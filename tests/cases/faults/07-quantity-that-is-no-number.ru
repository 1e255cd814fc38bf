# document: 001_23dbe95fc2cce6b7.txt
# words: two of these left Ahrar Al-Sham
# shape: Quantity-value
DELETE { ?quantity ckg:value ?old } INSERT { ?quantity ckg:value "two" }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "two of these left Ahrar Al-Sham" . ?claim ckg:claims/ckg:quantity ?quantity . ?quantity ckg:value ?old }
