# document: 002_0c4606f97fb020ae.txt
# words: Abu Bakr Al-Baghdadi, seldom seen, is the leader of the group
# shape: Situation-leadership
INSERT { ?content ckg:leader ?body }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "Abu Bakr Al-Baghdadi, seldom seen, is the leader of the group" . ?claim ckg:claims ?content . ?content ckg:ledBody ?body }
