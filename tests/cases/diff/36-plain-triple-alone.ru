# The plain triple of an accepted statement is gone, and its node is still there.
# told: untied statement lost Red Front controls Ner [the plain triple alone]
DELETE { ?one ckg:controls ?place }
WHERE { ?one ckg:controls ?place }
