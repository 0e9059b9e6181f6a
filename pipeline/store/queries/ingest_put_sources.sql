INSERT OR REPLACE INTO raw.sources
    (corpus, path, sha256, bytes, modified_ns, status, reason, document, container, tried)
SELECT
    unnest($corpus::TEXT[]),
    unnest($path::TEXT[]),
    unnest($sha256::TEXT[]),
    unnest($bytes::BIGINT[]),
    unnest($modified_ns::BIGINT[]),
    unnest($status::TEXT[]),
    unnest($reason::TEXT[]),
    unnest($document::TEXT[]),
    unnest($container::TEXT[]),
    unnest($tried::TEXT[]);
