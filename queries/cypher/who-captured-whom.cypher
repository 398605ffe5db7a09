// Who took whom prisoner, by whose word, and how sure they are?
MATCH (c:Claim {property: 'type'})-[:ABOUT]->(e:Event)
WHERE e:Capture OR e:Surrender
OPTIONAL MATCH (c)-[:BY]->(by:Entity)
RETURN DISTINCT e.date AS date, coalesce(by.name, '') AS claimant, c.modality AS modality, e.iri AS event
ORDER BY date, event, claimant
