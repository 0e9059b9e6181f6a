-- What was sent, what it cost, and by which clock it was timed.
CREATE TABLE raw.requests (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    dropped TEXT[] NOT NULL
);

ALTER TABLE raw.calls ADD COLUMN usage.cache_write_tokens BIGINT;
ALTER TABLE raw.calls ADD COLUMN usage_raw TEXT;
ALTER TABLE raw.calls ADD COLUMN fingerprint TEXT;
ALTER TABLE raw.calls ADD COLUMN request TEXT;
ALTER TABLE raw.calls ADD COLUMN cost_usd DOUBLE;
ALTER TABLE raw.calls ADD COLUMN unit_prices TEXT;
ALTER TABLE raw.calls ADD COLUMN price_source TEXT;
ALTER TABLE raw.calls ADD COLUMN price_date TEXT;

ALTER TABLE raw.attempts ADD COLUMN upload_s DOUBLE;
ALTER TABLE raw.attempts ADD COLUMN first_event_s DOUBLE;
ALTER TABLE raw.attempts ADD COLUMN gap_p95_s DOUBLE;
ALTER TABLE raw.attempts ADD COLUMN gap_p99_s DOUBLE;
ALTER TABLE raw.attempts ADD COLUMN comments INTEGER;
ALTER TABLE raw.attempts ADD COLUMN first_comment_s DOUBLE;
ALTER TABLE raw.attempts ADD COLUMN last_comment_s DOUBLE;
ALTER TABLE raw.attempts ADD COLUMN clock TEXT;
ALTER TABLE raw.attempts ADD COLUMN in_flight INTEGER;
