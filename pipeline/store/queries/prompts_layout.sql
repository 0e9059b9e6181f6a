SELECT id, chunks, ends, classes, rungs
FROM raw.layouts
WHERE id = $id;
