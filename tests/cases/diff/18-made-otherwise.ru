# Another activity made the claims: nobody says anything else.
DELETE { ?claim prov:wasGeneratedBy ?a }
INSERT { ?claim prov:wasGeneratedBy <urn:activity> }
WHERE { ?claim prov:wasGeneratedBy ?a }
