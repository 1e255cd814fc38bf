# What nothing has a name for is counted, with some of it to see.
# told: other the default graph -0 +4
# told: + urn:s urn:p 1
# told: + urn:s urn:p 2
# told: + urn:s urn:p 3
INSERT DATA { <urn:s> <urn:p> "1", "2", "3", <urn:o> }

