# Another actor in the same role.
# told: claim changed “The Red Front attacked the Blue Army in Ner on 1 March with mortars” | attacker: Red Front → Hill Brigade
DELETE { ?content ckg:attacker ?who ; ckg:actor ?who }
INSERT { ?content ckg:attacker ?other ; ckg:actor ?other }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Red Front attacked the Blue Army in Ner on 1 March with mortars" . ?content ckg:attacker ?who . ?mention ckg:refersTo ?other ; ckg:surfaceForm "Hill Brigade" ; ckg:inDocument ?d . ?claim ckg:inDocument ?d }
