# document: 003_b48055da36ed794a.txt
# words: he had joined ISIS together with his men
# shape: Contradiction-otherSide
DELETE { ?one ckg:otherSide ?old }
WHERE { ?one ckg:oneSide/ckg:evidence/oa:hasSelector/oa:exact "he had joined ISIS together with his men" ; ckg:otherSide ?old }
