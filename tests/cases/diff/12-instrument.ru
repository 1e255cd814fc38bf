# With what.
# told: claim changed “The Red Front attacked the Blue Army in Ner on 1 March with mortars” | instrument: mortars → rockets
DELETE { ?content ckg:instrument ?i }
INSERT { ?content ckg:instrument "rockets" }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Red Front attacked the Blue Army in Ner on 1 March with mortars" . ?content ckg:instrument ?i }
