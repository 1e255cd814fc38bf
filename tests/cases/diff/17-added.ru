# A claim more, with words that are evidence already.
# told: claim added “The Hill Brigade may attack Sora”
INSERT { <urn:new> ?p ?o . <urn:new> ckg:claims <urn:content> . <urn:content> ?q ?r . <urn:content> ckg:eventType et:Advance }
WHERE { ?claim ckg:claims ?content ; ckg:evidence ?evidence . ?evidence oa:hasSelector/oa:exact "The Hill Brigade may attack Sora" . ?claim ?p ?o . ?content ?q ?r FILTER (?p != ckg:claims && ?q != ckg:eventType) }
