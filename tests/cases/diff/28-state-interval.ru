# A state began at another time.
# told: untied state changed Control: Red Front – Ner | beganNotAfter: 2014-03-05 → 2014-01-01
DELETE { ?s ckg:beganNotAfter ?d }
INSERT { ?s ckg:beganNotAfter "2014-01-01"^^xsd:date }
WHERE { ?s a ckg:Control ; ckg:beganNotAfter ?d }
