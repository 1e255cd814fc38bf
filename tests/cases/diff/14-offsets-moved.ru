# Only the offsets: that is no change of what is said.
# told: moved 1
DELETE { ?s oa:start ?a ; oa:end ?b }
INSERT { ?s oa:start ?c ; oa:end ?d }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Hill Brigade may attack Sora" . ?evidence oa:hasSelector ?s . ?s oa:start ?a ; oa:end ?b BIND (?a + 7 AS ?c) BIND (?b + 7 AS ?d) }
