// Who moved from where to where, and when?
MATCH (e:Movement)
OPTIONAL MATCH (e)-[:ORIGIN]->(o:Place)
OPTIONAL MATCH (e)-[:DESTINATION]->(d:Place)
RETURN DISTINCT e.date AS date, coalesce(o.name, '') AS origin, coalesce(d.name, '') AS destination, e.iri AS event
ORDER BY date, event
