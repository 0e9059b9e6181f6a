INSERT OR IGNORE INTO raw.layouts (id, chunks, ends, classes, rungs)
SELECT
    unnest($id::TEXT[]),
    unnest($chunks::BIGINT[][]),
    unnest($ends::INTEGER[][]),
    unnest($classes::TEXT[][]),
    unnest($rungs::UTINYINT[][]);
