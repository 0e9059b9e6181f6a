-- One row per chunk: a span of one page of at most the chunk size in tokens.
CREATE OR REPLACE VIEW chunks AS
SELECT document, ordinal, page, text, tokens, coalesce(lead, 0) AS lead
FROM raw.chunks;
