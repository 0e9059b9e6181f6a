INSERT OR REPLACE INTO raw.sources
SELECT
    unnest($corpus::TEXT[]) AS corpus,
    unnest($path::TEXT[]) AS path,
    unnest($sha256::TEXT[]) AS sha256,
    unnest($bytes::BIGINT[]) AS bytes,
    unnest($modified_ns::BIGINT[]) AS modified_ns,
    unnest($status::TEXT[]) AS status,
    unnest($reason::TEXT[]) AS reason,
    unnest($document::TEXT[]) AS document;
