-- How far the clock was off when it was last looked at, by how many streams there were.
SELECT left(measured_at, 10) AS day, streams, median_s, p99_s
FROM raw.floors
QUALIFY row_number() OVER (PARTITION BY streams ORDER BY measured_at DESC) = 1
ORDER BY streams;
