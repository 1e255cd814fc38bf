# Two incidents are taken for one: what is gone went into the other.
# told: untied incident merged ArmedClash: Blue Army, Coast Army, Sora, 2014-03-04 + Attack: Hill Brigade, Sora, ../2014-03-03 → ArmedClash: Blue Army, Coast Army, Sora, 2014-03-04 | report:  → north.txt ¶6 “The Hill Brigade may attack Sora”
DELETE { ?gone ?p ?o . ?report ?q ?r }
INSERT { ?kept ckg:report ?claim }
WHERE {
  ?kept a ckg:Incident ; ckg:incidentType et:ArmedClash .
  ?gone a ckg:Incident ; ckg:incidentType et:Attack ; ckg:report ?claim ; ?p ?o .
  ?claim ckg:evidence/oa:hasSelector/oa:exact "The Hill Brigade may attack Sora" .
  ?report ckg:reportOf ?gone ; ?q ?r
}
