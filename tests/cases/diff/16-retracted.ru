# A claim with its content is gone.
# told: claim retracted “The Hill Brigade may attack Sora”
DELETE { ?claim ?p ?o . ?content ?q ?r }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Hill Brigade may attack Sora" . ?claim ?p ?o . ?content ?q ?r }
