# A row bears another name and IRI, and its note is edited.
# told: entity renamed (3) Ner → Sora | label: Ner → Sora; name:  → Ner; scopeNote:  → On the coast.
DELETE { ?e ?p ?o . ?s ?q ?e }
INSERT {
  <urn:new> ?p ?o ; skos:prefLabel "Sora"@en ; rdfs:label "Sora" ; skos:altLabel "Ner"@en ; skos:scopeNote "On the coast." .
  ?s ?q <urn:new>
}
WHERE { ?e skos:prefLabel "Ner"@en ; ?p ?o FILTER (?p NOT IN (skos:prefLabel, rdfs:label)) OPTIONAL { ?s ?q ?e } }
