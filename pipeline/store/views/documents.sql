-- One row per file of each corpus, read or not; text-less columns are NULL when not.
CREATE OR REPLACE VIEW documents AS
SELECT
    source.corpus,
    source.path,
    source.container,
    source.status,
    source.reason,
    source.document,
    source.sha256,
    source.bytes,
    document.format,
    document.reader,
    document.pages,
    document.tokens,
    document.title,
    document.details,
    document.outline,
    document.files
FROM raw.sources AS source
LEFT JOIN raw.documents AS document ON document.id = source.document;
