# The day of a document.
# told: document changed north.txt | issued: 2014-03-03 → 2014-03-04
DELETE { ?d dcterms:issued ?day }
INSERT { ?d dcterms:issued "2014-03-04"^^xsd:date }
WHERE { ?d ckg:fileName "north.txt" ; dcterms:issued ?day }
