# document: 002_0c4606f97fb020ae.txt
# words: have liberated over 80% of the Idlib countryside
# shape: Evidence-exact
DELETE { ?quote oa:exact ?old }
WHERE { ?quote oa:exact ?old . FILTER (STR(?old) = "have liberated over 80% of the Idlib countryside") }
