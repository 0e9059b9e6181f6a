INSERT OR REPLACE INTO raw.labels (call, gold, rater, verdict)
SELECT
    unnest($call::TEXT[]),
    unnest($gold::TEXT[]),
    unnest($rater::TEXT[]),
    unnest($verdict::TEXT[]);
