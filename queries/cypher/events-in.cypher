// What happened in a place, or anywhere in the region or country of that name? Here: $place
MATCH (e:Event)-[:PLACE]->(:Place)-[:WITHIN*0..]->(p:Place)
WHERE toLower($place) IN [name IN [p.name, p.name_en, p.name_uk, p.name_ru, p.name_ro] + coalesce(p.names, []) |
  toLower(name)]
RETURN DISTINCT e.name AS event_label, e.iri AS event
ORDER BY event
