// Which captures, surrenders, exchanges and releases happened when?
MATCH (e:Event)
WHERE e.date IS NOT NULL AND (e:Capture OR e:Surrender OR e:PrisonerExchange OR e:Release)
RETURN e.date AS date, e.name AS label, e.documents AS documents, e.iri AS event
ORDER BY e.earliest, event
