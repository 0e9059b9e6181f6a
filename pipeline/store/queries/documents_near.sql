SELECT count(*) AS files
FROM near_duplicates
WHERE list_contains($corpora::TEXT[], corpus);
