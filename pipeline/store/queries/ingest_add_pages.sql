-- Of new documents only: a document is its content, so it never changes.
INSERT INTO raw.pages
SELECT document, number, label, engine
FROM (
    SELECT
        unnest($document::TEXT[]) AS document,
        unnest($number::INTEGER[]) AS number,
        unnest($label::TEXT[]) AS label,
        unnest($engine::TEXT[]) AS engine
) AS given
WHERE document NOT IN (SELECT id FROM raw.documents);
