// Of events that several documents tell of: from when to when were they told of?
MATCH (d:Document)<-[:FROM]-(:Claim)-[:ABOUT]->(e:Event)
WITH e, collect(DISTINCT d) AS told
WHERE size(told) > 1
UNWIND told AS d
RETURN e.name AS event_label, min(d.published) AS first, max(d.published) AS last, size(told) AS documents,
  e.iri AS event
ORDER BY first, event
