# An incident loses one of its two reports.
# told: untied incident changed Attack: Red Front → Blue Army, fighters, Ner, 2014-03-01 | report: north.txt ¶3 “12 fighters were killed” → 
DELETE { ?i ckg:report ?claim }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "12 fighters were killed" . ?i ckg:report ?claim }
