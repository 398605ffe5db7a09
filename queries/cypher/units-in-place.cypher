// Which units are told of in events at a place?
MATCH (p:Place)<-[:PLACE]-(e:Event)-[:CAPTOR|CAPTIVE|ATTACKER|TARGET|ACTOR|RELEASED_BY|LOSING_SIDE|PARTY]->(u:Unit)
RETURN DISTINCT p.name AS place, u.name AS unit, coalesce(u.side, '') AS side, e.iri AS event
ORDER BY place, unit
