# A state is gone, though its claims are there.
# told: untied state removed Control: Red Front – Ner
DELETE { ?s ?p ?o }
WHERE { ?s a ckg:Control ; ?p ?o }
