# document: 003_b48055da36ed794a.txt
# words: dozens of people were executed by ISIS members
# shape: Claim-evidenceDocument
DELETE { ?evidence oa:hasSource ?old } INSERT { ?evidence oa:hasSource ?other }
WHERE { ?evidence oa:hasSelector/oa:exact "dozens of people were executed by ISIS members" ; oa:hasSource ?old . ?other ckg:fileName "002_0c4606f97fb020ae.txt" }
