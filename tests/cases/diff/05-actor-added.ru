# One more actor; the inferred ckg:actor does not count twice.
# told: claim changed “The Red Front attacked the Blue Army in Ner on 1 March with mortars” | attacker:  → Hill Brigade
INSERT { ?content ckg:attacker ?other ; ckg:actor ?other }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Red Front attacked the Blue Army in Ner on 1 March with mortars" . ?mention ckg:refersTo ?other ; ckg:surfaceForm "Hill Brigade" ; ckg:inDocument ?d . ?claim ckg:inDocument ?d }
