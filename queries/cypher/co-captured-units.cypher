// Which units lost captives in the same event?
MATCH (a:Unit)<-[:CAPTIVE]-(e:Event)-[:CAPTIVE]->(b:Unit)
WHERE a.iri < b.iri
RETURN a.name AS unit, b.name AS other, e.iri AS event
ORDER BY unit, other
