// What has each person or organization claimed?
MATCH (by:Entity)<-[:BY]-(c:Claim)-[:ABOUT]->(e:Event)
RETURN DISTINCT by.name AS claimant, e.name AS event_label, e.iri AS event
ORDER BY claimant, event
