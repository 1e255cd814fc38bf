# What kind of thing it is; the roles that come with the type are no further change.
# told: claim changed “The Hill Brigade may attack Sora” | type: Attack → Bombardment
DELETE { ?content ckg:eventType ?t ; a ?c ; ckg:attacker ?who }
INSERT { ?content ckg:eventType et:Bombardment ; a ckg:ReportedBombardment ; ckg:bombarder ?who }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Hill Brigade may attack Sora" . ?content ckg:eventType ?t ; a ?c ; ckg:attacker ?who FILTER (?c = ckg:ReportedAttack) }
