# Who passes it on.
# told: claim changed “12 fighters were killed” | relay:  → Blue Army
INSERT { ?claim ckg:relayedBy <https://w3id.org/conflict-kg/id/group/blue-army> }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "12 fighters were killed" . }
