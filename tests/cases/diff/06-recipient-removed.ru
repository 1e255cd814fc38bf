# One role filled no more.
# told: claim changed “The Red Front attacked the Blue Army in Ner on 1 March with mortars” | attacked: Blue Army → 
DELETE { ?content ckg:attacked ?who ; ckg:recipient ?who }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Red Front attacked the Blue Army in Ner on 1 March with mortars" . ?content ckg:attacked ?who }
