# document: 003_b48055da36ed794a.txt
# words: killed more than 170 people from the two sides
# shape: DateOrderShape
DELETE { ?content ckg:notAfter ?old } INSERT { ?content ckg:notAfter "2013-01-01"^^xsd:date }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "killed more than 170 people from the two sides" . ?claim ckg:claims ?content . ?content ckg:notAfter ?old }
