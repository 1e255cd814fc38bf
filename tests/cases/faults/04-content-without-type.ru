# document: 000_0df93e0babd0ffd1.txt
# words: Jund al-Aqsa takes territory in Idlib and Hama
# shape: Content-eventType
DELETE { ?content ckg:eventType ?old }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "Jund al-Aqsa takes territory in Idlib and Hama" . ?claim ckg:claims ?content . ?content ckg:eventType ?old }
