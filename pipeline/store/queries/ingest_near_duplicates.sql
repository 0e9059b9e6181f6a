SELECT path, other, similarity
FROM near_duplicates
WHERE corpus = $corpus
ORDER BY path;
