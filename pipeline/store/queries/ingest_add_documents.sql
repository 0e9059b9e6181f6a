-- After its pages and chunks: they are added only while their document is not there.
INSERT OR IGNORE INTO raw.documents
SELECT
    unnest($id::TEXT[]) AS id,
    unnest($sha256::TEXT[]) AS sha256,
    unnest($format::TEXT[]) AS format,
    unnest($reader::TEXT[]) AS reader,
    unnest($pages::INTEGER[]) AS pages,
    unnest($tokens::BIGINT[]) AS tokens;
