INSERT INTO raw.floors (measured_at, streams, median_s, p99_s)
SELECT
    unnest($measured_at::TEXT[]),
    unnest($streams::INTEGER[]),
    unnest($median_s::DOUBLE[]),
    unnest($p99_s::DOUBLE[]);
