# When it happened.
# told: claim changed “The Red Front attacked the Blue Army in Ner on 1 March with mortars” | date: 2014-03-01 → 2014-03-02
DELETE { ?content ckg:edtf ?e ; ckg:notBefore ?b ; ckg:notAfter ?a }
INSERT { ?content ckg:edtf "2014-03-02" ; ckg:notBefore "2014-03-02"^^xsd:date ; ckg:notAfter "2014-03-02"^^xsd:date }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Red Front attacked the Blue Army in Ner on 1 March with mortars" . ?content ckg:edtf ?e ; ckg:notBefore ?b ; ckg:notAfter ?a }
