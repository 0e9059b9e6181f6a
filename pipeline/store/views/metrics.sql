-- One row per published metric on an answered call, by gold, metric and version.
CREATE OR REPLACE VIEW metrics AS
SELECT call, gold, metric, value, reason
FROM raw.metrics;
