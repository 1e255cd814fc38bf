# document: 004_ad36ab31ed5c20f9.txt
# words: ¶8
# shape: Paragraph-number
DELETE { ?paragraph ckg:paragraphNumber 8 }
WHERE { ?paragraph ckg:paragraphNumber 8 ; ckg:inDocument/ckg:fileName "004_ad36ab31ed5c20f9.txt" }
