// Who mediated which exchange or talks?
MATCH (e:Event)-[:MEDIATOR]->(m:Entity)
RETURN DISTINCT e.date AS date, e.name AS event_label, m.name AS mediator, e.iri AS event
ORDER BY date, mediator
