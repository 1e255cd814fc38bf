# document: 001_23dbe95fc2cce6b7.txt
# words: 500 chose to go to Idlib at the Government’s expense
# shape: PositionSelector-order
DELETE { ?place oa:end ?end } INSERT { ?place oa:end 3 }
WHERE { ?evidence oa:hasSelector/oa:exact "500 chose to go to Idlib at the Government’s expense" ; oa:hasSelector ?place . ?place oa:end ?end }
