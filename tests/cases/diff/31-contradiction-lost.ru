# Two claims contradict each other no more.
# told: untied contradiction lost AssertedAgainstDenied
DELETE { ?c ?p ?o }
WHERE { ?c a ckg:Contradiction ; ?p ?o }
