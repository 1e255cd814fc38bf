# An accepted statement is gone.
# told: untied statement lost Red Front controls Ner
DELETE { ?s ?p ?o }
WHERE { ?s ckg:statementPredicate ckg:controls ; ?p ?o }
