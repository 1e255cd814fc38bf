# Only the number of the paragraph.
# told: moved 1
DELETE { ?p ckg:paragraphNumber ?n }
INSERT { ?p ckg:paragraphNumber 9 }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Hill Brigade may attack Sora" . ?claim prov:wasDerivedFrom ?p . ?p ckg:paragraphNumber ?n }
