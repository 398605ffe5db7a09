// What is denied, by which publisher, and when?
MATCH (c:Claim {property: 'type', modality: 'denied'})-[:ABOUT]->(e:Event), (c)-[:FROM]->(d:Document)
RETURN DISTINCT e.name AS event_label, d.published AS published, e.iri AS event
ORDER BY published, event
