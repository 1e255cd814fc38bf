# How many.
# told: claim changed “12 fighters were killed” | quantity: killed: 12 → killed: 20
DELETE { ?q ckg:quantityText ?t ; ckg:value ?v }
INSERT { ?q ckg:quantityText "20" ; ckg:value 20.0 }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "12 fighters were killed" . ?content ckg:quantity ?q . ?q ckg:quantityText ?t ; ckg:value ?v }
