# document: 003_b48055da36ed794a.txt
# words: Jabhat al-Nusra meanwhile denied that Ibn Taymiyya, its emir in Tal Hamis, has pledged allegiance to ISIS
# shape: AcceptedStatement-factuality
INSERT { ?statement prov:wasDerivedFrom ?claim }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "Jabhat al-Nusra meanwhile denied that Ibn Taymiyya, its emir in Tal Hamis, has pledged allegiance to ISIS" . ?statement a ckg:AcceptedStatement ; prov:wasDerivedFrom/ckg:evidence/oa:hasSelector/oa:exact "the city, where Abu Hafs al-Masri is in command" }
