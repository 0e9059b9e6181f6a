-- In the order of the table, which is that of each document: what precedes a chunk on
-- its page has just been seen, and nothing has to be sorted.
SELECT rowid AS row, document, page, text, coalesce(lead, 0) AS lead
FROM raw.chunks
WHERE document IN (
    SELECT document
    FROM raw.sources
    WHERE list_contains($corpora::TEXT[], corpus)
);
