# document: 004_ad36ab31ed5c20f9.txt
# words: Muhambel
# shape: Mention-refersTo
DELETE { ?mention ckg:refersTo ?old } INSERT { ?mention ckg:refersTo "Muhambel" }
WHERE { ?mention ckg:surfaceForm "Muhambel" ; ckg:refersTo ?old }
