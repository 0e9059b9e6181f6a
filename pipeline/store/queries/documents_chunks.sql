-- No join and no sort: so the rows come in the order in which they were written, and
-- what precedes a chunk on its page has just been seen.
SELECT rowid AS row, document, page, text, coalesce(lead, 0) AS lead
FROM raw.chunks
WHERE rowid BETWEEN $first AND $last;
