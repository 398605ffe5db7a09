// What happened when?
MATCH (e:Event)
WHERE e.date IS NOT NULL
RETURN e.date AS date, e.name AS label, e.documents AS documents, e.iri AS event
ORDER BY e.earliest, event
