# document: 001_23dbe95fc2cce6b7.txt
# words: more than 2000 local militants associated with Al-Nusra laid down their weapons
# shape: Quantity-order
INSERT { ?quantity ckg:maximum 7 }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "more than 2000 local militants associated with Al-Nusra laid down their weapons" . ?claim ckg:claims/ckg:quantity ?quantity . ?quantity ckg:minimum ?least }
