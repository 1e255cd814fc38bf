# document: 000_0df93e0babd0ffd1.txt
# words: the Syrian government can begin its offensive to retake Idlib again
# shape: Content-claimFactuality
DELETE { ?content ckg:factuality ?old } INSERT { ?content ckg:factuality ckg:Asserted }
WHERE { ?claim ckg:evidence/oa:hasSelector/oa:exact "the Syrian government can begin its offensive to retake Idlib again" . ?claim ckg:claims ?content . ?content ckg:factuality ?old }
