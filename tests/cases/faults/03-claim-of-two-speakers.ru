# document: 000_0df93e0babd0ffd1.txt
# words: A couple of weeks ago the Nusra Front opened the fight against the moderates
# shape: Claim-claimedBy
INSERT { ?claim ckg:claimedBy <https://w3id.org/conflict-kg/id/group/al-nusra-front> }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "A couple of weeks ago the Nusra Front opened the fight against the moderates" . }
