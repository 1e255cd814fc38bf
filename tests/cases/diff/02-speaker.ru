# Who says it.
# told: claim changed “12 fighters were killed” | source: Amal Dahir → Blue Army
DELETE { ?claim ckg:claimedBy ?who }
INSERT { ?claim ckg:claimedBy <https://w3id.org/conflict-kg/id/group/blue-army> }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "12 fighters were killed" . ?claim ckg:claimedBy ?who }
