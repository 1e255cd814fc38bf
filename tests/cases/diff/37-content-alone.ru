# A claim says one thing of how surely it is said, and its content another.
# told: claim changed “12 fighters were killed” | content: asserted → denied
DELETE { ?content ckg:factuality ckg:Asserted }
INSERT { ?content ckg:factuality ckg:Denied }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "12 fighters were killed" . }
