# Other words at the same place.
# told: claim changed “The Hill Brigade may well attack Sora” | quote: The Hill Brigade may attack Sora → The Hill Brigade may well attack Sora
DELETE { ?s oa:exact ?q }
INSERT { ?s oa:exact "The Hill Brigade may well attack Sora" }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Hill Brigade may attack Sora" . ?evidence oa:hasSelector ?s . ?s oa:exact ?q }
