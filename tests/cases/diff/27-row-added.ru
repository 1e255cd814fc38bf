# A row of the registry that no words refer to.
# told: entity added Coast Guard
INSERT DATA { <urn:new> a skos:Concept, ckg:ArmedGroup ; rdfs:label "Coast Guard" ; skos:prefLabel "Coast Guard"@en }
