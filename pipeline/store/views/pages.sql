-- One row per page; its text is the concatenation of its chunks.
CREATE OR REPLACE VIEW pages AS
SELECT
    page.document,
    page.number,
    any_value(page.label) AS label,
    any_value(page.engine) AS engine,
    any_value(page.note) AS note,
    coalesce(sum(chunk.tokens), 0)::BIGINT AS tokens,
    coalesce(string_agg(chunk.text, '' ORDER BY chunk.ordinal), '') AS text,
    any_value(page.raw) AS raw
FROM raw.pages AS page
LEFT JOIN raw.chunks AS chunk
    ON chunk.document = page.document AND chunk.page = page.number
GROUP BY page.document, page.number;
