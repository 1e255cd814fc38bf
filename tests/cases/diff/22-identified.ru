# What only a document knew is a thing of another name now.
# told: entity identified (1) Omar Tal → Omar al-Tal | registry:  → Omar al-Tal
DELETE { ?s ?p ?one . ?one ?q ?r }
INSERT { ?s ?p <urn:omar> . <urn:omar> a ckg:Person, skos:Concept ; rdfs:label "Omar al-Tal" }
WHERE { ?one rdfs:label "Omar Tal" . ?s ?p ?one . ?one ?q ?r }
