SELECT count(*) AS pages
FROM raw.pages
WHERE note = 'no text layer'
  AND document IN (SELECT document FROM raw.sources WHERE corpus = $corpus);
