// Which publishers were read, in which languages and for which days?
MATCH (d:Document)
RETURN coalesce(d.publisher, '') AS publisher, d.language AS language, count(d) AS documents,
  min(d.published) AS first, max(d.published) AS last
ORDER BY publisher, language
