# Another policy takes the same statements.
# told: policy changed asserted-and-uncontested → of our own | policy: asserted-and-uncontested → of our own
DELETE { ?s ckg:policy ?p }
INSERT { ?s ckg:policy <urn:policy> . <urn:policy> a prov:Plan ; rdfs:label "of our own" }
WHERE { ?s ckg:policy ?p }
