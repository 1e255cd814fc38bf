# document: 004_ad36ab31ed5c20f9.txt
# words: 
# shape: Document-sha256
DELETE { ?document ckg:sha256 ?old } INSERT { ?document ckg:sha256 "488B8C12" }
WHERE { ?document ckg:fileName "004_ad36ab31ed5c20f9.txt" ; ckg:sha256 ?old }
