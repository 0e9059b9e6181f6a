-- The numbers of planted passages, by id.
SELECT id, number
FROM raw.planted
WHERE id IN (SELECT unnest($ids::TEXT[]));
