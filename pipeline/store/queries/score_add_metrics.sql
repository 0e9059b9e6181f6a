-- A value of the same metric and version on the same gold is reckoned anew.
INSERT OR REPLACE INTO raw.metrics (call, gold, metric, value, reason)
SELECT
    unnest($call::TEXT[]),
    unnest($gold::TEXT[]),
    unnest($metric::TEXT[]),
    unnest($value::DOUBLE[]),
    unnest($reason::TEXT[]);
