# Where it happened.
# told: claim changed “The Red Front attacked the Blue Army in Ner on 1 March with mortars” | location: Ner → 
DELETE { ?content ckg:location ?where }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Red Front attacked the Blue Army in Ner on 1 March with mortars" . ?content ckg:location ?where }
