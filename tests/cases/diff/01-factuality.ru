# How surely it is said.
# told: claim changed “12 fighters were killed” | factuality: asserted → denied
DELETE { ?claim ckg:factuality ckg:Asserted . ?content ckg:factuality ckg:Asserted }
INSERT { ?claim ckg:factuality ckg:Denied . ?content ckg:factuality ckg:Denied }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "12 fighters were killed" . }
