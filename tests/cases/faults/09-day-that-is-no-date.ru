# document: 001_23dbe95fc2cce6b7.txt
# words: The US Ambassador and the Turkish consul in Libya met on September 11, 2012 in a compound in Benghazi
# shape: Content-notBefore
DELETE { ?content ckg:notBefore ?old } INSERT { ?content ckg:notBefore "that day" }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "The US Ambassador and the Turkish consul in Libya met on September 11, 2012 in a compound in Benghazi" . ?claim ckg:claims ?content . ?content ckg:notBefore ?old }
